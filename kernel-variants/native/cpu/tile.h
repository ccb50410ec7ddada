// The points of a tile: found one by one where they are used (fused), or all computed first into arrays
// by vector instructions (twoPhase).
//
// Locations of a row (batch, query, head) are [L, P, 2], its weights [L, P]; rows follow each other as
// [B, Q, H]. The arrays hold the tile's points in the order of its rows.
#ifndef MSDA_TILE_H
#define MSDA_TILE_H

#include "geometry.h"
#include "schedule.h"

// A point as the gather needs it: slots of its window and attention weight times bilinear weights.
struct Point {
    int32_t top, bottom, right;
    float w00, w01, w10, w11;  // row, column
};

MSDA_INLINE Point point_of(const Window& w, float attention) {
    float upper = attention * w.y0, lower = attention * w.y1;
    return Point{w.top, w.bottom, w.right, upper * w.x0, upper * w.x1, lower * w.x0, lower * w.x1};
}

struct PointArrays {
    int32_t *top, *bottom, *right;
    float *w00, *w01, *w10, *w11;

    Point at(int64_t i) const { return Point{top[i], bottom[i], right[i], w00[i], w01[i], w10[i], w11[i]}; }
};

// The most points that run_rows has filled at once.
static inline int64_t tile_points(const Sizes& s) {
    return MSDA_TWO_PHASE ? s.query_tile * (MSDA_HEAD_OUTER ? 1 : s.heads) * s.row_points() : 0;  // at most B*Q*H*L*P: no overflow
}

// 64 more for the prefetch to run over, 16 so that arrays do not start at the same place of each 4 KB.
static inline PointArrays take_point_arrays(const Sizes& s, Arena& arena) {
    int64_t length = MSDA_TWO_PHASE ? tile_points(s) + MSDA_MAX_PREFETCH + 16 : 0;
    PointArrays a;
    a.top = arena.take<int32_t>(length);
    a.bottom = arena.take<int32_t>(length);
    a.right = arena.take<int32_t>(length);
    a.w00 = arena.take<float>(length);
    a.w01 = arena.take<float>(length);
    a.w10 = arena.take<float>(length);
    a.w11 = arena.take<float>(length);
    return a;
}

static inline void fill_row(
        const PointArrays& to, int64_t first, const float* locations, const float* weights, const LevelTable& table,
        int64_t count, int32_t pixel_step) {
    int32_t *top = to.top + first, *bottom = to.bottom + first, *right = to.right + first;
    float *w00 = to.w00 + first, *w01 = to.w01 + first, *w10 = to.w10 + first, *w11 = to.w11 + first;
    MSDA_INDEPENDENT
    for (int64_t i = 0; i < count; i++) {
        Point p = point_of(locate(locations[2 * i], locations[2 * i + 1], table, i, pixel_step), weights[i]);
        top[i] = p.top;
        bottom[i] = p.bottom;
        right[i] = p.right;
        w00[i] = p.w00;
        w01[i] = p.w01;
        w10[i] = p.w10;
        w11[i] = p.w11;
    }
}

// Fills the points of the tile's queries for heads [head, head_end), rows in order (query, head). The table has
// an entry for each (head, level, point).
static inline void fill_tile(
        const PointArrays& to, const Sizes& s, const msda_problem& p, const LevelTable& table, const Tile& tile,
        int64_t head, int64_t head_end) {
    if (!MSDA_TWO_PHASE) {
        return;
    }
    int64_t count = (head_end - head) * s.row_points();
    int64_t first = 0;
    for (int64_t q = tile.query; q < tile.query_end; q++, first += count) {
        int64_t point = ((tile.batch * s.queries + q) * s.heads + head) * s.row_points();
        fill_row(to, first, p.locations + 2 * point, p.weights + point, table.from(head * s.row_points()), count, s.pixel_step);
    }
    for (int64_t i = 0; i < s.prefetch; i++) {
        to.top[first + i] = -1;
    }
}

// Asks for the locations and weights that the next fill reads at this row's place, while this row is gathered: the
// next head's, or those one tile later. Rows of one head lie too far apart for the CPU to see the pattern.
MSDA_INLINE void prefetch_inputs(const Sizes& s, const msda_problem& p, const Tile& tile, int64_t q, int64_t h) {
    int64_t head = h + heads_at_once(tile);
    if (head >= tile.head_end) {
        head = MSDA_HEAD_OUTER ? tile.head : h;
        q += s.query_tile;
    }
    if (!MSDA_TWO_PHASE || q >= s.queries) {
        return;
    }
    int64_t point = ((tile.batch * s.queries + q) * s.heads + head) * s.row_points();
    for (int64_t i = 0; i < s.row_points(); i += 8) {
        __builtin_prefetch(p.locations + 2 * (point + i));
    }
    for (int64_t i = 0; i < s.row_points(); i += 16) {
        __builtin_prefetch(p.weights + point + i);
    }
}

// The writable arrays behind a LevelTable, [H, L, P].
struct LevelTableArrays {
    float *width, *height;
    int32_t *last_x, *last_y, *start, *row_step;

    LevelTable table() const { return LevelTable{width, height, last_x, last_y, start, row_step}; }
};

static inline LevelTableArrays take_level_table(const Sizes& s, Arena& arena) {
    int64_t length = s.heads * s.row_points();
    LevelTableArrays a;
    a.width = arena.take<float>(length);
    a.height = arena.take<float>(length);
    a.last_x = arena.take<int32_t>(length);
    a.last_y = arena.take<int32_t>(length);
    a.start = arena.take<int32_t>(length);
    a.row_step = arena.take<int32_t>(length);
    return a;
}

static inline void write_level_table(const Sizes& s, const msda_problem& p, const LevelTableArrays& to) {
    for (int64_t i = 0; i < s.heads * s.row_points(); i++) {
        int64_t head = i / s.row_points(), level = i % s.row_points() / s.points();
        to.width[i] = (float)p.level_width[level];
        to.height[i] = (float)p.level_height[level];
        to.last_x[i] = (int32_t)p.level_width[level] - 1;
        to.last_y[i] = (int32_t)p.level_height[level] - 1;
        to.start[i] = (int32_t)(p.level_start[level] * s.pixel_step + head * s.head_step);
        to.row_step[i] = (int32_t)(p.level_width[level] * s.pixel_step);
    }
}

// Asks for the four pixels of the point that the gather comes to `prefetch` points later.
MSDA_INLINE void prefetch_point(const PointArrays& a, int64_t i, const Stored* value, int64_t channels) {
    int64_t top = a.top[i];
    if (top < 0) {
        return;
    }
    const Stored* upper = value + top * channels;
    const Stored* lower = value + (int64_t)a.bottom[i] * channels;
    int64_t right = (int64_t)a.right[i] * channels;
    for (int64_t c = 0; c < channels; c += 64 / (int64_t)sizeof(Stored)) {
        __builtin_prefetch(upper + c);
        __builtin_prefetch(upper + right + c);
        __builtin_prefetch(lower + c);
        __builtin_prefetch(lower + right + c);
    }
}

#endif
