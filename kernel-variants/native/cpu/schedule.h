// Which member of the team does which queries, heads and levels.
//
// static: the tiles of queries of all batches, in contiguous equal ranges. dynamic: the same tiles, each taken
// by the next free member. batchHead: a member owns a contiguous range of (batch, head) and runs all queries of it.
// batchHeadLevel: the same with (batch, head, level).
#ifndef MSDA_SCHEDULE_H
#define MSDA_SCHEDULE_H

#include "sizes.h"

// What an owner has at a time: heads [head, head_end) of one batch and levels [level, level_end).
struct Share {
    int64_t batch, head, head_end, level, level_end;
};

// Queries [query, query_end) of a share.
struct Tile {
    Share share;
    int64_t query, query_end;
};

MSDA_INLINE int64_t share_start(int64_t items, int64_t member, int64_t members) {
    int64_t each = items / members, rest = items % members;
    return member * each + (member < rest ? member : rest);
}

MSDA_INLINE int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

// Which time, from 0, a member goes over the tiles of a share: a type, so that each has code of its own.
template <int N>
struct Sweep {
    static constexpr int value = N;
};

// Calls begin(share, sweep) before and end(share, sweep) after the tiles of a share.
template <typename S, typename Begin, typename Work, typename End>
static inline void sweep_share(
        const Sizes& s, S sweep, const Share& share, const Begin& begin, const Work& work, const End& end) {
    begin(share, sweep);
    for (int64_t q = 0; q < s.queries; q += s.query_tile) {
        work(Tile{share, q, smaller(q + s.query_tile, s.queries)}, sweep);
    }
    end(share, sweep);
}

template <typename Begin, typename Work, typename End>
static inline void run_share(const Sizes& s, const Share& share, const Begin& begin, const Work& work, const End& end) {
    sweep_share(s, Sweep<0>(), share, begin, work, end);
    if constexpr (MSDA_SEPARATE) {
        sweep_share(s, Sweep<1>(), share, begin, work, end);
    }
}

// Takes the shares that this member owns, one level at a time where the artifact does so.
template <typename Begin, typename Work, typename End>
static inline void run_owned(const Sizes& s, int64_t member, const Begin& begin, const Work& work, const End& end) {
    const int64_t parts = MSDA_LEVEL_OWNER ? s.levels() : 1;  // of a head
    int64_t first = share_start(s.batch * s.heads * parts, member, s.threads);
    int64_t last = share_start(s.batch * s.heads * parts, member + 1, s.threads);
    while (first < last) {
        int64_t b = first / parts / s.heads, head = first / parts % s.heads, level = first % parts;
        int64_t head_end = smaller(smaller(s.heads, head + s.head_block()), head + (last - first));
        const int64_t level_end = MSDA_LEVEL_OWNER ? level + 1 : s.levels(), at_once = MSDA_BY_LEVEL ? 1 : s.levels();
        for (; level < level_end; level += at_once) {
            run_share(s, Share{b, head, head_end, level, level + at_once}, begin, work, end);
        }
        first += head_end - head;
    }
}

// Calls work(tile, sweep) for each tile of this member; begin and end as above, where it owns shares.
template <typename Begin, typename Work, typename End>
static inline void run_tiles(
        const Sizes& s, Launch& launch, int64_t member, const Begin& begin, const Work& work, const End& end) {
    if (s.partition >= PARTITION_BATCH_HEAD) {
        run_owned(s, member, begin, work, end);
        return;
    }
    bool dynamic = s.partition == PARTITION_DYNAMIC;
    int64_t per_batch = (s.queries + s.query_tile - 1) / s.query_tile;
    int64_t items = s.batch * per_batch;
    int64_t item = dynamic ? 0 : share_start(items, member, s.threads);
    int64_t last = dynamic ? items : share_start(items, member + 1, s.threads);
    for (;; item++) {
        if (dynamic) {
            item = __atomic_fetch_add(&launch.next_item, 1, __ATOMIC_RELAXED);
        }
        if (item >= last) {
            return;
        }
        int64_t q = item % per_batch * s.query_tile;
        work(Tile{Share{item / per_batch, 0, s.heads, 0, s.levels()}, q, smaller(q + s.query_tile, s.queries)}, Sweep<0>());
    }
}

// Takes the rows (query, head) of a tile, a block of its heads after the other: calls fill(part) before, row(part, query,
// head, number) for each of its rows, numbered within the part, and finish(part) after them.
template <typename Fill, typename Row, typename Finish>
MSDA_INLINE void run_rows(const Sizes& s, const Tile& tile, const Fill& fill, const Row& row, const Finish& finish) {
    for (int64_t head = tile.share.head; head < tile.share.head_end; head += s.head_block()) {
        Tile part = tile;
        part.share.head = head;
        part.share.head_end = smaller(head + s.head_block(), tile.share.head_end);
        fill(part);
        int64_t number = 0;
        for (int64_t q = part.query; q < part.query_end; q++) {
            for (int64_t h = head; h < part.share.head_end; h++, number++) {
                row(part, q, h, number);
            }
        }
        finish(part);
    }
}

#endif
