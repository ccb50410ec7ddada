// What the host makes of the launch-time parameters of the tuned kernels. A device compiler sees it too and does not use it.
#ifndef PLAN_H
#define PLAN_H

#include <algorithm>

#include "pair.h"

namespace msda {

inline bool within(int64_t value, int64_t least, int64_t most) {
    return value >= least && value <= most;
}

inline bool launchFits(const Tiling& t, const int64_t* launch, int64_t count) {
    return within(launch[QUERY_TILE], 1, MOST_QUERY_TILE) && within(launch[HEAD_TILE], 1, t.heads) && t.heads % launch[HEAD_TILE] == 0 &&
           within(launch[POINT_CHUNK], 8, 64) && launch[POINT_CHUNK] % 8 == 0 && within(launch[PARTITION], CONTIGUOUS, HEAD_MAJOR) &&
           within(launch[RESIDENT_LEVELS], 0, t.levels) && within(launch[VALUE_BUFFERS], 1, 3) &&
           (count == FORWARD_PARAMETERS ? within(launch[TILE_BUFFERS], 1, 2)
                                        : within(launch[ADDITION_BUFFERS], 1, 2) && within(launch[STAGGER], 0, STAGGER_CHUNKS));
}

inline bool sizesFit(const Tiling& t) {
    const int64_t slots = static_cast<int64_t>(t.queryTile) * t.headTile * roundUp(t.levels * t.points, 8);
    return static_cast<int64_t>(t.queryTile) * t.headTile <= MOST_ROWS_OF_A_COPY && slots <= MOST_POINTS_OF_A_TILE &&
           static_cast<int64_t>(t.heads - 1) * t.channels / 8 <= UINT16_MAX &&
           static_cast<int64_t>(t.pointChunk) * rowElements(t.channels) / 8 <= UINT16_MAX && (!WHOLE_BLOCKS || t.channels % ROW_ELEMENTS == 0);
}

// A quad's two rows are a gap apart that a copy can have, and rows of two pixels a stride that a repeat can have.
inline bool quadsFit(const Tiling& t) {
    bool fit = rowElements(t.channels) <= MOST_CHANNELS_OF_QUADS;
    for (int32_t l = 0; l < t.levels; l++) {
        const int64_t gap = static_cast<int64_t>(t.level[l].width - 2) * (rowElements(t.channels) / 8);
        fit = fit && (t.level[l].height == 1 || gap <= UINT16_MAX);
    }
    return fit;
}

// Gives the smallest levels their rows in UB; of levels of one size the last ones. False if they are more than any UB has.
inline bool keepSmallest(Tiling& t, int64_t levels) {
    auto pixels = [&](int32_t l) { return static_cast<int64_t>(t.level[l].height) * t.level[l].width; };
    for (int64_t kept = 0; kept < levels; kept++) {
        int32_t smallest = -1;
        for (int32_t l = t.levels - 1; l >= 0; l--) {
            if (t.level[l].plane < 0 && (smallest < 0 || pixels(l) < pixels(smallest))) {
                smallest = l;
            }
        }
        t.level[smallest].plane = t.residentRows;
        if (t.residentRows + pixels(smallest) > UB_LIMIT_BYTES / 32) {
            return false;
        }
        t.residentRows += static_cast<int32_t>(pixels(smallest));
    }
    return true;
}

// False if the parameters are refused.
inline bool planTiles(Tiling& t, const int64_t* launch, int64_t count) {
    if (!launchFits(t, launch, count)) {
        return false;
    }
    auto whole = [](int64_t value) { return static_cast<int32_t>(value); };
    t.queryTile = whole(launch[QUERY_TILE]);
    t.headTile = whole(launch[HEAD_TILE]);
    t.pointChunk = whole(launch[POINT_CHUNK]);
    t.partition = whole(launch[PARTITION]);
    t.valueBuffers = whole(launch[VALUE_BUFFERS]);
    if (count == FORWARD_PARAMETERS) {
        t.tileBuffers = whole(launch[TILE_BUFFERS]);
    } else {
        t.additionBuffers = whole(launch[ADDITION_BUFFERS]);
        t.stagger = whole(launch[STAGGER]);
    }
    if (SCATTERS_OWNED) {
        t.copies = Owners(t, launch[BLOCKS]).copies;
        if (t.headTile != 1 || t.stagger != 0) {
            return false;
        }
    }
    return sizesFit(t) && keepSmallest(t, launch[RESIDENT_LEVELS]) && ((!GATHERS_QUADS && !SCATTERS_QUADS) || quadsFit(t));
}

}  // namespace msda

#endif
