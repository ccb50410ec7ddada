// Which member of the team does which queries and heads.
//
// static: the tiles of queries of all batches, in contiguous equal ranges. dynamic: the same tiles, each taken
// by the next free member. batchHead: member owns a contiguous range of (batch, head) and runs all queries of it.
#ifndef MSDA_SCHEDULE_H
#define MSDA_SCHEDULE_H

#include "sizes.h"

// Queries [query, query_end) of one batch, heads [head, head_end).
struct Tile {
    int64_t batch, query, query_end, head, head_end;
};

MSDA_INLINE int64_t share_start(int64_t items, int64_t member, int64_t members) {
    int64_t each = items / members, rest = items % members;
    return member * each + (member < rest ? member : rest);
}

MSDA_INLINE int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

template <typename Work>
static inline void run_owned_heads(const Sizes& s, int64_t member, const Work& work) {
    int64_t first = share_start(s.batch * s.heads, member, s.threads);
    int64_t last = share_start(s.batch * s.heads, member + 1, s.threads);
    while (first < last) {
        int64_t b = first / s.heads, head = first % s.heads;
        int64_t head_end = MSDA_HEAD_OUTER ? head + 1 : smaller(s.heads, head + (last - first));
        for (int64_t q = 0; q < s.queries; q += s.query_tile) {
            work(Tile{b, q, smaller(q + s.query_tile, s.queries), head, head_end});
        }
        first += head_end - head;
    }
}

// Calls work(tile) for each tile of this member.
template <typename Work>
static inline void run_tiles(const Sizes& s, Launch& launch, int64_t member, const Work& work) {
    if (s.partition == PARTITION_BATCH_HEAD) {
        run_owned_heads(s, member, work);
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
        work(Tile{item / per_batch, q, smaller(q + s.query_tile, s.queries), 0, s.heads});
    }
}

MSDA_INLINE int64_t heads_at_once(const Tile& tile) { return MSDA_HEAD_OUTER ? 1 : tile.head_end - tile.head; }

// Calls row(query, head, first, step): the rows of a tile in the artifact's order. `first` numbers the row's
// first point within the points that `fill` was last called for: fill(head, head_end) comes before their rows.
template <typename Fill, typename Row>
MSDA_INLINE void run_rows(const Sizes& s, const Tile& tile, const Fill& fill, const Row& row) {
    int64_t at_once = heads_at_once(tile);
    for (int64_t head = tile.head; head < tile.head_end; head += at_once) {
        fill(head, head + at_once);
        int64_t first = 0;
        for (int64_t q = tile.query; q < tile.query_end; q++) {
            for (int64_t h = head; h < head + at_once; h++, first += s.row_points()) {
                row(q, h, first);
            }
        }
    }
}

#endif
