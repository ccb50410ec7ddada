// What both directions of the baseline `grid-sample` share. It moves data as the PyTorch fallback of MSDA does: value, locations
// and weights become planes of one head each, each level is sampled into a buffer of its own, and only then are the samples
// weighted and summed. Every step is a kernel of its own; nothing is fused.
//
// A sampled place is a (query, point) of one level and head. A level of all heads is a problem of its own: batch entries are the
// planes, there is one head and one level, and a group is `pointChunk` places in a row, of which the last one may have fewer.
#ifndef GRID_SAMPLE_H
#define GRID_SAMPLE_H

// A pixel is read, and added to, by a copy of its own: the fallback knows nothing of pairs.
#define MSDA_GATHER corner
#define MSDA_SCATTER corner
// It computes with float32 only; other tensors are converted around it, as vendors' kernels of this kind are used.
#define MSDA_WORKS_ON float32

#include "convert.h"
#include "plan.h"
#include "relayout.h"

namespace msda {

constexpr int32_t QUEUE_BUFFERS = 2;

__host_aicore__ inline int64_t placesOf(const Tiling& t) {
    return static_cast<int64_t>(t.queries) * t.points;
}

__host_aicore__ inline int64_t planesOf(const Tiling& t) {
    return static_cast<int64_t>(t.batch) * t.heads;
}

__host_aicore__ inline Tiling levelOf(const Tiling& t, int32_t level) {
    Tiling one = t;
    one.batch = static_cast<int32_t>(planesOf(t));
    one.heads = one.headTile = one.levels = 1;
    one.points = t.pointChunk;
    one.queries = static_cast<int32_t>((placesOf(t) + t.pointChunk - 1) / t.pointChunk);
    one.level[0] = t.level[level];
    return one;
}

// The places of a tile of such a problem: [first, first + count) of all planes' places.
struct Span {
    uint64_t first;
    int32_t count;

    __aicore__ inline Span(const Tiling& one, const Tile& tile, int32_t places) {
        const int32_t before = tile.query * one.points, left = places - before, most = tile.queries * one.points;
        first = static_cast<uint64_t>(tile.batch) * places + before;
        count = left < most ? left : most;
    }

    // Calls each(chunk) for every group.
    template <typename Each>
    __aicore__ inline void forEachChunk(int32_t chunk, Each each) const {
        for (int32_t done = 0; done < count; done += chunk) {
            const int32_t points = count - done < chunk ? count - done : chunk;
            each(Chunk{done / chunk, 1, 0, points, roundUp(points, 8)});
        }
    }
};

// `count` floats in a row; in UB the rest of the last block becomes 0.
__aicore__ inline void loadFloats(const LocalTensor<float>& to, const GlobalTensor<float>& from, int32_t count) {
    const auto rest = static_cast<uint8_t>(roundUp(count, 8) - count);
    DataCopyPad(to, from, DataCopyExtParams{1, static_cast<uint32_t>(count) * 4, 0, 0, 0}, DataCopyPadExtParams<float>{rest > 0, 0, rest, 0.0F});
}

__aicore__ inline void storeFloats(const GlobalTensor<float>& to, const LocalTensor<float>& from, int32_t count) {
    DataCopyPad(to, from, DataCopyExtParams{1, static_cast<uint32_t>(count) * 4, 0, 0, 0});
}

// Rows of all channels that follow each other, each in whole blocks of UB.
__aicore__ inline void loadChannels(const LocalTensor<float>& to, const GlobalTensor<float>& from, int32_t rows, int32_t channels) {
    DataCopyPad(to, from, DataCopyExtParams{static_cast<uint16_t>(rows), static_cast<uint32_t>(channels) * 4, 0, 0, 0},
                DataCopyPadExtParams<float>{false, 0, 0, 0.0F});
}

__aicore__ inline void storeChannels(const GlobalTensor<float>& to, const LocalTensor<float>& from, int32_t rows, int32_t channels,
                                     uint32_t gapBytes) {
    DataCopyPad(to, from, DataCopyExtParams{static_cast<uint16_t>(rows), static_cast<uint32_t>(channels) * 4, 0, gapBytes, 0});
}

__aicore__ inline GlobalTensor<float> tensorAt(GM_ADDR address, uint64_t elements) {
    GlobalTensor<float> tensor;
    tensor.SetGlobalBuffer(reinterpret_cast<__gm__ float*>(address), elements);
    return tensor;
}

// Whole queries of one head, for the steps between samples and rows of the output: at most `pointChunk` of their points at a time.
class QueryTiles {
public:
    int32_t points, queries;  // of a chunk; of a tile

    __host_aicore__ explicit QueryTiles(const Tiling& t)
        : points(t.points < t.pointChunk ? t.points : t.pointChunk), queries(t.pointChunk / points), t(t) {}

    // Calls each(plane, first query, number of queries).
    template <typename Each>
    __aicore__ inline void forEach(Each each) const {
        const int64_t tiles = (t.queries + queries - 1) / queries, all = planesOf(t) * tiles;
        for (int64_t i = GetBlockIdx(); i < all; i += GetBlockNum()) {
            const auto first = static_cast<int32_t>(i % tiles) * queries;
            each(i / tiles, first, t.queries - first < queries ? t.queries - first : queries);
        }
    }

    // Calls each(first place of all, chunk) for the points of a tile.
    template <typename Each>
    __aicore__ inline void forEachChunk(int64_t plane, int32_t query, int32_t count, Each each) const {
        for (int32_t l = 0; l < t.levels; l++) {
            const uint64_t first = (l * planesOf(t) + plane) * placesOf(t) + static_cast<uint64_t>(query) * t.points;
            for (int32_t p = 0; p < t.points; p += points) {
                const int32_t some = t.points - p < points ? t.points - p : points;
                each(first + p, Chunk{0, count, p, some, some});
            }
        }
    }

private:
    const Tiling& t;
};

// The longest chunk of places that `fits`, then the most groups of a tile that leave all blocks something to do.
template <typename Fits>
bool planPlaces(Tiling& t, const int64_t* launch, Fits fits) {
    if (placesOf(t) > INT32_MAX || planesOf(t) > INT32_MAX) {
        return false;
    }
    t.partition = 1;
    t.queryTile = 1;
    for (t.pointChunk = 64; t.pointChunk > 8 && !fits(t); t.pointChunk /= 2) {
    }
    const auto tilesOf = [&](int64_t groups) { return planesOf(t) * ((placesOf(t) + t.pointChunk * groups - 1) / (t.pointChunk * groups)); };
    for (t.queryTile = 8; t.queryTile > 1 && (tilesOf(t.queryTile) < 4 * launch[BLOCKS] || !fits(t)); t.queryTile /= 2) {
    }
    return fits(t);
}

}  // namespace msda

#endif
