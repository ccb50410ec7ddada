// The host's half: from a problem and launch-time parameters to tiling data, or a refusal. Included by a kernel's file after
// `msda::Kernel`, which gives DESCRIPTION, PARAMETERS (how many launch-time parameters there are), plan (fills in what follows
// from these, or refuses them), ubBytes and workspaces.
#ifndef HOST_INTERFACE_H
#define HOST_INTERFACE_H

#include <algorithm>
#include <cstring>

#include "msda_ascend.h"
#include "plan.h"

namespace msda {

inline bool problemFits(const msda_ascend_problem& p) {
    bool fits = within(p.levels, 1, MOST_LEVELS) && within(p.channels, 1, MOST_CHANNELS) && within(p.points, 1, 1024) && within(p.heads, 1, 1024) &&
                within(p.batch, 1, INT32_MAX) && within(p.queries, 1, INT32_MAX) && within(p.pixels, 1, INT32_MAX);
    for (int64_t l = 0; fits && l < p.levels; l++) {
        fits = within(p.level_height[l], 1, MOST_PIXELS_OF_A_LEVEL) && within(p.level_width[l], 1, MOST_PIXELS_OF_A_LEVEL) &&
               p.level_height[l] * p.level_width[l] <= MOST_PIXELS_OF_A_LEVEL &&
               within(p.level_start[l], 0, p.pixels - p.level_height[l] * p.level_width[l]);
    }
    return fits;
}

// False if the arguments are refused.
inline bool makeTiling(const msda_ascend_problem& p, const int64_t* launch, int64_t count, Tiling& t) {
    if (!problemFits(p) || count != Kernel::PARAMETERS || !within(launch[BLOCKS], 1, 65535)) {
        return false;
    }
    auto whole = [](int64_t value) { return static_cast<int32_t>(value); };
    t = Tiling{whole(p.batch), whole(p.queries), whole(p.heads), whole(p.channels), whole(p.levels), whole(p.points), whole(p.pixels), 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, {}};
    for (int32_t l = 0; l < t.levels; l++) {
        t.level[l] = {whole(p.level_height[l]), whole(p.level_width[l]), whole(p.level_start[l]), -1};
    }
    return Kernel::plan(t, launch) && Kernel::ubBytes(t) <= UB_LIMIT_BYTES;
}

inline GM_ADDR address(uint64_t device) {
    return reinterpret_cast<GM_ADDR>(device);
}

}  // namespace msda

int32_t msda_ascend_abi_version() {
    return MSDA_ASCEND_ABI_VERSION;
}

const char* msda_ascend_describe() {
    return msda::Kernel::DESCRIPTION;
}

int64_t msda_ascend_ub_bytes(const msda_ascend_problem* problem, const int64_t* launch, int64_t launch_count) {
    msda::Tiling t;
    return msda::makeTiling(*problem, launch, launch_count, t) ? msda::Kernel::ubBytes(t) : -1;
}

int32_t msda_ascend_tiling(const msda_ascend_problem* problem, const int64_t* launch, int64_t launch_count, void* tiling, int64_t capacity) {
    msda::Tiling t;
    static_assert(sizeof t <= MSDA_ASCEND_TILING_BYTES, "the tiling data have their room");
    if (capacity < static_cast<int64_t>(sizeof t) || !msda::makeTiling(*problem, launch, launch_count, t)) {
        return 1;
    }
    memcpy(tiling, &t, sizeof t);
    return 0;
}

int32_t msda_ascend_workspaces(const msda_ascend_problem* problem, const int64_t* launch, int64_t launch_count, int64_t* bytes) {
    msda::Tiling t;
    if (!msda::makeTiling(*problem, launch, launch_count, t)) {
        return 1;
    }
    memset(bytes, 0, MSDA_ASCEND_WORKSPACES * sizeof *bytes);
    msda::Kernel::workspaces(t, bytes);
    return 0;
}

#endif
