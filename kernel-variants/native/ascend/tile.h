// Which queries and heads a block works on, and the rows of tensors that belong to them.
#ifndef TILE_H
#define TILE_H

#include "tiling.h"

namespace msda {

using namespace AscendC;

__aicore__ inline void readTiling(GM_ADDR address, Tiling& tiling) {
    GlobalTensor<int32_t> words;
    words.SetGlobalBuffer(reinterpret_cast<__gm__ int32_t*>(address), sizeof(Tiling) / 4);
    auto* to = reinterpret_cast<int32_t*>(&tiling);
    int32_t count = TILING_HEADER_WORDS;
    for (int32_t i = 0; i < count; i++) {
        to[i] = words.GetValue(i);
        if (i == TILING_HEADER_WORDS - 1) {
            count += WORDS_OF_A_LEVEL * tiling.levels;
        }
    }
}

struct Tile {
    int32_t batch, query, queries, head;
};

// The tiles of a block.
class Tiles {
public:
    __aicore__ inline explicit Tiles(const Tiling& t)
        : t(t), headTiles(t.heads / t.headTile), queryTiles((t.queries + t.queryTile - 1) / t.queryTile) {
        const int64_t all = static_cast<int64_t>(t.batch) * queryTiles * headTiles, block = GetBlockIdx(), blocks = GetBlockNum();
        const bool cyclic = t.partition == CYCLIC;
        next = cyclic ? block : all * block / blocks;
        end = cyclic ? all : all * (block + 1) / blocks;
        step = cyclic ? blocks : 1;
    }

    __aicore__ inline bool take(Tile& tile) {
        if (next >= end) {
            return false;
        }
        const bool byHeads = t.partition == HEAD_MAJOR;
        const int64_t fastest = byHeads ? queryTiles : headTiles, rest = next / fastest;
        tile.head = static_cast<int32_t>((byHeads ? rest : next) % headTiles) * t.headTile;
        tile.query = static_cast<int32_t>((byHeads ? next : rest) % queryTiles) * t.queryTile;
        tile.batch = static_cast<int32_t>(next / (headTiles * queryTiles));
        tile.queries = t.queries - tile.query < t.queryTile ? t.queries - tile.query : t.queryTile;
        next += step;
        return true;
    }

private:
    const Tiling& t;
    int64_t headTiles, queryTiles, next, end, step;
};

// Which core adds to which planes, where each plane of a head is one core's own: `lanes` of cores take a plane each, then the next
// ones; as many cores as there are `copies` of all planes share a lane, and each has a copy of its own.
struct Owners {
    int64_t planes;
    int32_t lanes, copies;

    __host_aicore__ Owners(const Tiling& t, int64_t blocks)
        : planes(static_cast<int64_t>(t.batch) * t.heads),
          lanes(static_cast<int32_t>(blocks < planes ? blocks : planes)),
          copies(static_cast<int32_t>(blocks / lanes)) {}
};

// The copy of this block. One beyond the last adds nothing, wherever that would be.
__aicore__ inline int64_t ownCopy(const Tiling& t) {
    const Owners owners(t, GetBlockNum());
    const int64_t copy = GetBlockIdx() / owners.lanes;
    return copy < owners.copies ? copy : 0;
}

// The tiles of a block that owns planes: of each of them its share of the queries. Cores beyond the last copy have none.
class OwnedTiles {
public:
    __aicore__ inline explicit OwnedTiles(const Tiling& t)
        : t(t),
          owners(t, GetBlockNum()),
          copy(GetBlockIdx() / owners.lanes),
          queryTiles((t.queries + t.queryTile - 1) / t.queryTile),
          cyclic(t.partition == CYCLIC),
          plane(copy < owners.copies ? GetBlockIdx() % owners.lanes : owners.planes) {
        next = first();
    }

    __aicore__ inline bool take(Tile& tile) {
        const int64_t end = cyclic ? queryTiles : queryTiles * (copy + 1) / owners.copies;
        if (next >= end) {
            plane += owners.lanes;
            next = first();
        }
        if (plane >= owners.planes || next >= end) {
            return false;
        }
        tile.batch = static_cast<int32_t>(plane / t.heads);
        tile.head = static_cast<int32_t>(plane % t.heads);
        tile.query = static_cast<int32_t>(next) * t.queryTile;
        tile.queries = t.queries - tile.query < t.queryTile ? t.queries - tile.query : t.queryTile;
        next += cyclic ? owners.copies : 1;
        return true;
    }

private:
    __aicore__ inline int64_t first() const { return cyclic ? copy : queryTiles * copy / owners.copies; }

    const Tiling& t;
    Owners owners;
    int64_t copy, queryTiles;
    bool cyclic;
    int64_t plane, next;
};

// Calls fetch(tile) and then work(tile) for each tile; `ahead` fetches the next one before the work on one.
template <typename TilesOf, typename Fetch, typename Work>
__aicore__ inline void forEachTile(TilesOf tiles, bool ahead, Fetch fetch, Work work) {
    Tile next;
    bool more = tiles.take(next);
    if (more) {
        fetch(next);
    }
    while (more) {
        const Tile tile = next;
        more = tiles.take(next);
        if (more && ahead) {
            fetch(next);
        }
        work(tile);
        if (more && !ahead) {
            fetch(next);
        }
    }
}

// Rows of a [B, Q, H, length] tensor that belong to a tile, one per group: at most one copy per query.
template <typename Copy>
__aicore__ inline void forEachRun(const Tiling& t, const Tile& tile, int32_t length, Copy copy) {
    const uint64_t first = ((static_cast<uint64_t>(tile.batch) * t.queries + tile.query) * t.heads + tile.head) * length;
    if (t.headTile == t.heads) {
        copy(first, 0, tile.queries * t.heads, 0);
    } else if (t.headTile == 1) {
        copy(first, 0, tile.queries, (t.heads - 1) * length);
    } else {
        for (int32_t q = 0; q < tile.queries; q++) {
            copy(first + static_cast<uint64_t>(q) * t.heads * length, q * t.headTile, t.headTile, 0);
        }
    }
}

// Elements of whole blocks that a row of so many takes in UB.
template <typename T>
__host_aicore__ constexpr int32_t wholeBlocks(int32_t length) {
    return roundUp(length, 32 / static_cast<int32_t>(sizeof(T)));
}

// Blocks of 32 bytes between the end of a row of `length` elements and the next of rows that are `stride` elements apart.
template <typename T>
__aicore__ inline uint32_t blocksBetween(int32_t length, int32_t stride) {
    return static_cast<uint32_t>(stride - wholeBlocks<T>(length)) * sizeof(T) / 32;
}

// `length` elements of each row, to slots of `stride` elements; zeros to the end of the last block.
template <typename T>
__aicore__ inline void loadRows(const LocalTensor<T>& to, const GlobalTensor<T>& from, const Tiling& t, const Tile& tile, int32_t length,
                                int32_t stride) {
    const auto rest = static_cast<uint8_t>(wholeBlocks<T>(length) - length);
    const DataCopyPadExtParams<T> padding = {rest > 0, 0, rest, {}};
    forEachRun(t, tile, length, [&](uint64_t first, int32_t row, int32_t rows, int32_t gap) {
        DataCopyPad(to[row * stride], from[first],
                    DataCopyExtParams{static_cast<uint16_t>(rows), static_cast<uint32_t>(length * sizeof(T)), static_cast<uint32_t>(gap * sizeof(T)),
                                      blocksBetween<T>(length, stride), 0},
                    padding);
    });
}

template <typename T>
__aicore__ inline void storeRows(const GlobalTensor<T>& to, const LocalTensor<T>& from, const Tiling& t, const Tile& tile, int32_t length,
                                 int32_t stride) {
    forEachRun(t, tile, length, [&](uint64_t first, int32_t row, int32_t rows, int32_t gap) {
        DataCopyPad(to[first], from[row * stride],
                    DataCopyExtParams{static_cast<uint16_t>(rows), static_cast<uint32_t>(length * sizeof(T)), blocksBetween<T>(length, stride),
                                      static_cast<uint32_t>(gap * sizeof(T)), 0});
    });
}

}  // namespace msda

#endif
