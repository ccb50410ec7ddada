#include "core.h"

#include <algorithm>

namespace sim {

const char* const PIPE_NAMES[] = {"S", "V", "MTE2", "MTE3", "ALL"};
namespace {

std::string hex(uint32_t value) {
    char text[16];
    snprintf(text, sizeof text, "0x%x", value);
    return text;
}

std::string range(uint32_t address, uint32_t bytes) {
    return "UB " + hex(address) + ".." + hex(address + bytes);
}

uint32_t latest(const uint32_t* stamps, uint32_t first, uint32_t end) {
    uint32_t most = 0;
    for (uint32_t i = first; i < end; i++) {
        most = std::max(most, stamps[i]);
    }
    return most;
}

}  // namespace

std::string lineOf(Site at) {
    const char* slash = strrchr(at.file, '/');
    return std::string(slash ? slash + 1 : at.file) + ":" + std::to_string(at.line);
}

void raise(aclError code, const std::string& check, const std::string& text, Site at) {
    throw Fault{code, check + ": " + text + ", at " + lineOf(at)};
}

void Knowledge::join(const Knowledge& other) {
    for (int p = 0; p < PIPES; p++) {
        finished[p] = std::max(finished[p], other.finished[p]);
    }
}

void Core::startBlock(bool withAutoSync) {
    memset(ub, 0xFF, sizeof ub);
    memset(defined, 0, sizeof defined);
    autoSync = withAutoSync;
    reserved = 0;
    atomic = false;
    now = 0;
    free = done = busy = {};
    for (auto& kind : flags) {
        for (auto& each : kind) {
            each = Flag();
        }
    }
    Knowledge all;
    all.finished = countAtStart = count;
    for (int p = 0; p < PIPES; p++) {
        sites[p].clear();
        knows[p] = all;
    }
}

void Core::endBlock() {
    for (int kind = 0; kind < 12; kind++) {
        for (int id = 0; id < AscendC::EVENTS_PER_KIND; id++) {
            if (flags[kind][id].raised) {
                raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "left-over-flag",
                      std::string(EVENT_NAMES[kind]) + " " + std::to_string(id) + " is still set at the kernel's end", flags[kind][id].at);
            }
        }
    }
    if (atomic) {
        raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "atomic-mode", "atomic add is still on at the kernel's end", atomicSince);
    }
}

Instruction Core::issue(pipe_t pipe, Site at) {
    const uint32_t number = ++count[pipe];
    sites[pipe].push_back(at);
    Knowledge known = knows[pipe];
    if (pipe != PIPE_S) {
        now += cost::ISSUE + (pipe == PIPE_V ? 0 : cost::COPY_SETUP);
        // What the scalar pipe waited for before it issued this has finished; its own accesses have not, without a flag.
        const uint32_t ownScalar = known.finished[PIPE_S];
        known.join(knows[PIPE_S]);
        known.finished[PIPE_S] = ownScalar;
    } else {
        known.finished[PIPE_S] = number;
    }
    return {pipe, number, known, at, pipe == PIPE_S ? now : std::max(now, free[pipe])};
}

void Core::finish(const Instruction& instruction, double occupied, double latency) {
    const pipe_t pipe = instruction.pipe;
    busy[pipe] += occupied;
    if (pipe == PIPE_S) {
        now = instruction.start + occupied;
        done[PIPE_S] = now;
        return;
    }
    free[pipe] = instruction.start + occupied;
    done[pipe] = std::max(done[pipe], instruction.start + latency);
}

void Core::bounds(const Instruction& by, Local part, uint32_t offset, uint32_t bytes, bool write) const {
    const uint64_t end = static_cast<uint64_t>(offset) + bytes;
    if (end > part.bytes || part.address + end > UB_BYTES) {
        raise(write ? ACL_ERROR_RT_VECTOR_WRITE_OUT_OF_BOUNDS : ACL_ERROR_RT_VECTOR_READ_OUT_OF_BOUNDS, "ub-bounds",
              std::string(PIPE_NAMES[by.pipe]) + (write ? " writes " : " reads ") + "bytes " + std::to_string(offset) + " to " +
                  std::to_string(end) + " of a tensor of " + std::to_string(part.bytes) + " bytes",
              by.at);
    }
}

// With automatic synchronisation the compiler orders V with V, and the scalar pipe with each other one, where they need it.
bool Core::synchronised(Instruction& by, int other, uint32_t upTo) {
    const bool vectors = by.pipe == PIPE_V && other == PIPE_V;
    if (!autoSync || (!vectors && by.pipe != PIPE_S && other != PIPE_S)) {
        return false;
    }
    by.known.finished[other] = std::max(by.known.finished[other], upTo);
    knows[by.pipe].finished[other] = std::max(knows[by.pipe].finished[other], upTo);
    by.start = std::max(by.start, done[other] + (vectors ? 0 : cost::FLAG));
    return true;
}

void Core::mustKnow(Instruction& by, const Stamps* stamps, const char* did, const char* does, Local part, uint32_t address, uint32_t bytes) {
    const uint32_t first = address / GRANULE, end = (address + bytes + GRANULE - 1) / GRANULE;
    for (int p = 0; p < PIPES; p++) {
        const uint32_t last = latest(stamps[p], first, end);
        if (last > by.known.finished[p] && !synchronised(by, p, last)) {
            const Site site = siteOf(static_cast<pipe_t>(p), last);
            raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "pipe-order",
                  std::string(PIPE_NAMES[by.pipe]) + " " + does + " " + range(address, bytes) + ", which " + PIPE_NAMES[p] + " " + did + " at " +
                      lineOf(site) + ", with no " + (p == by.pipe ? "barrier" : "flag") + " between",
                  by.at);
        }
    }
    (void)part;
}

void Core::reads(Instruction& by, Local part, uint32_t offset, uint32_t bytes) {
    bounds(by, part, offset, bytes, false);
    const uint32_t address = part.address + offset;
    const void* hole = memchr(defined + address, 0, bytes);
    if (hole) {
        const auto where = static_cast<uint32_t>(static_cast<const uint8_t*>(hole) - defined);
        raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "undefined-read",
              std::string(PIPE_NAMES[by.pipe]) + " reads " + range(where, 1) + ", which nobody has written", by.at);
    }
    mustKnow(by, written, "writes", "reads", part, address, bytes);
    uint32_t* stamps = readers[by.pipe];
    std::fill(stamps + address / GRANULE, stamps + (address + bytes + GRANULE - 1) / GRANULE, by.number);
}

void Core::writes(Instruction& by, Local part, uint32_t offset, uint32_t bytes) {
    bounds(by, part, offset, bytes, true);
    const uint32_t address = part.address + offset;
    mustKnow(by, written, "writes", "writes", part, address, bytes);
    // An instruction may write what it reads itself, element by element.
    const uint32_t own = by.known.finished[by.pipe];
    by.known.finished[by.pipe] = std::max(own, latest(readers[by.pipe], address / GRANULE, (address + bytes + GRANULE - 1) / GRANULE) == by.number
                                                   ? by.number
                                                   : own);
    mustKnow(by, readers, "reads", "writes", part, address, bytes);
    by.known.finished[by.pipe] = own;
    memset(defined + address, 1, bytes);
    uint32_t* stamps = written[by.pipe];
    std::fill(stamps + address / GRANULE, stamps + (address + bytes + GRANULE - 1) / GRANULE, by.number);
}

void Core::spoil(Local part, uint32_t offset, uint32_t bytes) {
    memset(defined + part.address + offset, 0, bytes);
    memset(ub + part.address + offset, 0xFF, bytes);
}

uint32_t Core::reserve(uint32_t bytes, Site at) {
    const uint32_t whole = (bytes + 31) / 32 * 32;
    if (bytes == 0 || reserved + static_cast<uint64_t>(whole) > UB_BYTES) {
        raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "ub-budget",
              "InitBuffer of " + std::to_string(bytes) + " bytes after " + std::to_string(reserved) + " of " + std::to_string(UB_BYTES) + " bytes of UB",
              at);
    }
    reserved += whole;
    return reserved - whole;
}

void Core::selectReserve(Site at) const {
    if (reserved > UB_BELOW_SELECT) {
        raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "ub-budget",
              "Select needs the last 8192 bytes of UB, and buffers take " + std::to_string(reserved) + " bytes", at);
    }
}

Site Core::siteOf(pipe_t pipe, uint32_t number) const {
    return sites[pipe][number - countAtStart[pipe] - 1];
}

double Core::cycles() const {
    return std::max(now, *std::max_element(done.begin(), done.end()));
}

}  // namespace sim
