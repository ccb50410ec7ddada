// Flags and barriers: what they make known, and when they let a pipe go on.
#include <algorithm>

#include "core.h"

namespace sim {

const char* const EVENT_NAMES[] = {"MTE2_V", "V_MTE2", "V_MTE3", "MTE3_V", "MTE3_MTE2", "MTE2_MTE3",
                                   "S_V",    "V_S",    "MTE2_S", "S_MTE2", "S_MTE3",    "MTE3_S"};

namespace {

struct Ends {
    pipe_t from, to;
};
constexpr Ends ENDS[] = {{PIPE_MTE2, PIPE_V},    {PIPE_V, PIPE_MTE2}, {PIPE_V, PIPE_MTE3}, {PIPE_MTE3, PIPE_V},
                         {PIPE_MTE3, PIPE_MTE2}, {PIPE_MTE2, PIPE_MTE3}, {PIPE_S, PIPE_V},  {PIPE_V, PIPE_S},
                         {PIPE_MTE2, PIPE_S},    {PIPE_S, PIPE_MTE2}, {PIPE_S, PIPE_MTE3}, {PIPE_MTE3, PIPE_S}};

Ends endsOf(AscendC::HardEvent event) {
    return ENDS[static_cast<int>(event)];
}

}  // namespace

Core::Flag& Core::flag(AscendC::HardEvent event, int id, Site at) {
    if (id < 0 || id >= AscendC::EVENTS_PER_KIND) {
        raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "limit", "event ids are 0 to 7, not " + std::to_string(id), at);
    }
    return flags[static_cast<int>(event)][id];
}

void Core::setFlag(AscendC::HardEvent event, int id, Site at) {
    const pipe_t from = endsOf(event).from;
    Flag& raised = flag(event, id, at);
    if (raised.raised) {
        raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "flag-set-twice",
              std::string(EVENT_NAMES[static_cast<int>(event)]) + " " + std::to_string(id) + " is set already, at " + lineOf(raised.at), at);
    }
    now += cost::SCALAR;
    raised.raised = true;
    raised.at = at;
    raised.carries = knows[from];
    raised.carries.finished[from] = count[from];
    raised.time = from == PIPE_S ? now : std::max({now, done[from], free[from]});
    if (from != PIPE_S) {  // the setter also knows what the scalar pipe knew when it issued the flag
        const uint32_t scalar = raised.carries.finished[PIPE_S];
        raised.carries.join(knows[PIPE_S]);
        raised.carries.finished[PIPE_S] = scalar;
    }
}

void Core::waitFlag(AscendC::HardEvent event, int id, Site at) {
    const pipe_t to = endsOf(event).to;
    Flag& raised = flag(event, id, at);
    if (!raised.raised) {
        raise(ACL_ERROR_RT_VECTOR_CORE_TIMEOUT, "deadlock",
              std::string(EVENT_NAMES[static_cast<int>(event)]) + " " + std::to_string(id) + " is waited for and never set", at);
    }
    raised.raised = false;
    knows[to].join(raised.carries);
    now += cost::SCALAR;
    const double risen = raised.time + cost::FLAG;
    if (to == PIPE_S) {
        now = std::max(now, risen);
    } else {
        free[to] = std::max(free[to], risen);
    }
}

void Core::barrier(pipe_t pipe, Site at) {
    now += cost::ISSUE;
    if (pipe != PIPE_ALL) {
        knows[pipe].finished[pipe] = count[pipe];
        free[pipe] = std::max({free[pipe], done[pipe], now}) + (pipe == PIPE_V ? 0 : cost::BARRIER);
        return;
    }
    Knowledge all;
    all.finished = count;
    const double end = *std::max_element(done.begin(), done.end()) + cost::BARRIER;
    now = std::max(now, end);
    for (int p = 0; p < PIPES; p++) {
        knows[p] = all;
        free[p] = std::max(free[p], now);
    }
    (void)at;
}

int Core::takeEvent(AscendC::HardEvent event, bool keep, Site at) {
    for (int id = 0; id < AscendC::EVENTS_PER_KIND; id++) {
        Flag& each = flag(event, id, at);
        if (!each.taken && !each.raised) {
            each.taken = keep;
            return id;
        }
    }
    raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "limit", std::string("all 8 ids of ") + EVENT_NAMES[static_cast<int>(event)] + " are taken", at);
}

void Core::returnEvent(AscendC::HardEvent event, int id, Site at) {
    flag(event, id, at).taken = false;
}

}  // namespace sim
