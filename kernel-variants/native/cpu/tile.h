// The points of a tile: found one by one where they are used (fused), or all computed first by vector instructions
// (twoPhase), as points.h lays them out.
//
// Locations of a row (batch, query, head) are [L, P, 2], its weights [L, P]; rows follow each other as [B, Q, H]. Where the
// rows of a tile do not, their inputs are copied together first.
#ifndef MSDA_TILE_H
#define MSDA_TILE_H

#include "points.h"

// What twoPhase keeps of the rows of a tile, of one member.
struct TileScratch {
    float *locations, *weights;  // [rows, count, 2], [rows, count]
    char* blocks;
};

// The most rows that run_rows has filled at once: at most B*Q*H, no overflow.
static inline int64_t tile_rows(const Sizes& s) { return MSDA_TWO_PHASE ? s.query_tile * s.head_block() : 0; }

static inline int64_t rows_of(const Tile& part) {
    return (part.query_end - part.query) * (part.share.head_end - part.share.head);
}

// One block or more beyond the tile's, which the prefetch looks at.
static inline TileScratch take_tile(const Sizes& s, Arena& arena) {
    const int64_t rows = tile_rows(s);
    const int64_t blocks = (rows + block_rows(s) - 1) / block_rows(s) + MSDA_MAX_PREFETCH / block_points(s) + 1;
    int64_t bytes = 0;
    arena.overflow |= __builtin_mul_overflow(MSDA_TWO_PHASE ? blocks : 0, PointBlock::bytes(s), &bytes);
    TileScratch tile;
    tile.locations = arena.take<float>(2 * rows * point_count(s));
    tile.weights = arena.take<float>(rows * point_count(s));
    tile.blocks = arena.take<char>(bytes);
    return tile;
}

// A row's first point of the levels at work, in weights; locations have two numbers for each.
MSDA_INLINE int64_t first_point(const Sizes& s, const Share& share, int64_t q, int64_t h) {
    int64_t row = (share.batch * s.queries + q) * s.heads + h;
    return row * s.row_points() + (MSDA_BY_LEVEL ? share.level * s.points() : 0);
}

// Whether the rows of a tile's part follow each other in the problem's arrays.
MSDA_INLINE bool rows_are_contiguous(const Sizes& s, const Tile& part) {
    return !MSDA_BY_LEVEL && part.share.head_end - part.share.head == s.heads;
}

// Calls row(number, point): each row's number within the part and its first point.
template <typename Row>
MSDA_INLINE void for_each_row_of(const Sizes& s, const Tile& part, const Row& row) {
    int64_t number = 0;
    for (int64_t q = part.query; q < part.query_end; q++) {
        for (int64_t h = part.share.head; h < part.share.head_end; h++) {
            row(number++, first_point(s, part.share, q, h));
        }
    }
}

struct TileInputs {
    const float *locations, *weights;
};

// Where the inputs of the part's rows lie one after the other.
MSDA_INLINE TileInputs inputs_of(const Sizes& s, const msda_problem& p, const TileScratch& scratch, const Tile& part) {
    if (rows_are_contiguous(s, part)) {
        int64_t point = first_point(s, part.share, part.query, 0);
        return TileInputs{p.locations + 2 * point, p.weights + point};
    }
    return TileInputs{scratch.locations, scratch.weights};
}

MSDA_INLINE void copy_floats(float* to, const float* from, int64_t count) {
    __builtin_memcpy(to, from, (size_t)count * sizeof(float));
}

// Calls work(lanes, i, entry) for vectors of points that cover the rows: i counts from the first row's first point, entry is
// the point's in the level table.
template <typename Work>
MSDA_INLINE void cover_points(const Sizes& s, int64_t rows, const Work& work) {
    const int64_t count = rows * point_count(s);
    for (int64_t block = 0; block < count; block += block_points(s)) {
        cover(smaller(block_points(s), count - block),
              [&](auto lanes, int64_t entry) { work(lanes, block + entry, entry); });
    }
}

// Finds the points of the rows of a tile's part. The table is that of its levels.
static inline void fill_tile(
        const Sizes& s, const msda_problem& p, const LevelTable& table, const TileScratch& scratch, const Tile& part) {
    if (!MSDA_TWO_PHASE) {
        return;
    }
    if (!rows_are_contiguous(s, part)) {
        for_each_row_of(s, part, [&](int64_t number, int64_t point) {
            copy_floats(scratch.locations + 2 * number * point_count(s), p.locations + 2 * point, 2 * point_count(s));
            copy_floats(scratch.weights + number * point_count(s), p.weights + point, point_count(s));
        });
    }
    const TileInputs from = inputs_of(s, p, scratch, part);
    cover_points(s, rows_of(part), [&](auto lanes, int64_t i, int64_t entry) {
        constexpr int n = decltype(lanes)::value;
        const auto window = locate<n>(from.locations + 2 * i, table, entry, s.pixel_step);
        PointBlock::at(s, scratch.blocks, i - entry).set(s, entry, points_of<n>(s, window, load<n>(from.weights + i)));
    });
    const int64_t count = rows_of(part) * point_count(s);
    for (int64_t i = count; i < count + s.prefetch; i++) {
        *PointBlock::at(s, scratch.blocks, i).offset() = -1;
    }
}

// Asks for the locations and weights that the next fill reads at this row's place, while this row is gathered: the
// next heads', or those one tile later. Rows of one head lie too far apart for the CPU to see the pattern.
MSDA_INLINE void prefetch_inputs(const Sizes& s, const msda_problem& p, const Tile& tile, int64_t q, int64_t h) {
    int64_t head = h + s.head_block();
    if (head >= tile.share.head_end) {
        head = tile.share.head + (h - tile.share.head) % s.head_block();
        q += s.query_tile;
    }
    if (!MSDA_TWO_PHASE || q >= s.queries) {
        return;
    }
    int64_t point = first_point(s, tile.share, q, head);
    for (int64_t i = 0; i < point_count(s); i += 8) {
        __builtin_prefetch(p.locations + 2 * (point + i));
    }
    for (int64_t i = 0; i < point_count(s); i += 16) {
        __builtin_prefetch(p.weights + point + i);
    }
}

// Asks for the four pixels of point i of a tile.
template <typename Element>
MSDA_INLINE void prefetch_point(const Sizes& s, char* blocks, int64_t i, const Element* value, const LevelSteps& steps) {
    int64_t offset = *PointBlock::at(s, blocks, i).offset();
    if (offset < 0) {
        return;
    }
    const int64_t level = i % point_count(s) / s.points();
    const int64_t right = steps.right[level], down = steps.down[level];
    const Element* upper = value + offset;
    for (int64_t c = 0; c < s.channels(); c += 64 / (int64_t)sizeof(Element)) {
        __builtin_prefetch(upper + c);
        __builtin_prefetch(upper + right + c);
        __builtin_prefetch(upper + down + c);
        __builtin_prefetch(upper + down + right + c);
    }
}

#endif
