// The points of a tile's rows as the gather needs them, and where their windows' pixels are.
//
// A row has count points: those of all levels, or of its owner's level. The rows of a tile follow each other in blocks of
// whole rows and at least 16 points, [5][block]: vectors over points are full however few points a row has, and all of a
// point is reached from one address.
#ifndef MSDA_POINTS_H
#define MSDA_POINTS_H

#include "geometry.h"
#include "schedule.h"

static const int64_t MSDA_LEAST_BLOCK = 16;

// Points of a row that are taken together, rows of a block, points of a block.
MSDA_INLINE int64_t point_count(const Sizes& s) { return MSDA_BY_LEVEL ? s.points() : s.row_points(); }
MSDA_INLINE int64_t block_rows(const Sizes& s) {
    return point_count(s) >= MSDA_LEAST_BLOCK ? 1 : (MSDA_LEAST_BLOCK + point_count(s) - 1) / point_count(s);
}
MSDA_INLINE int64_t block_points(const Sizes& s) { return block_rows(s) * point_count(s); }

template <int Lanes>
struct Points {
    typename Simd<Lanes>::Longs offset;               // of the window's first pixel, in elements; negative if none counts
    typename Simd<Lanes>::Vector w00, w01, w10, w11;  // attention weight times bilinear weight; row, column
};
typedef Points<1> Point;

template <int Lanes>
MSDA_INLINE Points<Lanes> points_of(const Sizes& s, const Window<Lanes>& w, typename Simd<Lanes>::Vector attention) {
    auto upper = attention * w.y0, lower = attention * w.y1;
    auto top = w.top;
    if (MSDA_SKIPS_OUTSIDE) {
        top = (w.x0 + w.x1) * (w.y0 + w.y1) > 0.0f ? top : all_ones<Lanes>();
    }
    return Points<Lanes>{widen<Lanes>(top) * s.channels(), upper * w.x0, upper * w.x1, lower * w.x0, lower * w.x1};
}

// Points from one on, of one block.
struct PointBlock {
    char *offsets, *weights;  // of the first; weights of the other corners lie block_points further each

    static int64_t bytes(const Sizes& s) { return block_points(s) * (int64_t)(sizeof(int64_t) + 4 * sizeof(float)); }

    // From point i of a tile on, whose blocks start at base.
    static PointBlock at(const Sizes& s, char* base, int64_t i) {
        char* block = base + i / block_points(s) * bytes(s);
        int64_t lane = i % block_points(s);
        return PointBlock{block + 8 * lane, block + 8 * block_points(s) + 4 * lane};
    }
    // The row of this number.
    static PointBlock of_row(const Sizes& s, char* base, int64_t row) {
        char* block = base + row / block_rows(s) * bytes(s);
        int64_t lane = row % block_rows(s) * point_count(s);
        return PointBlock{block + 8 * lane, block + 8 * block_points(s) + 4 * lane};
    }

    int64_t* offset() const { return (int64_t*)offsets; }
    float* weight(const Sizes& s, int64_t corner) const { return (float*)weights + corner * block_points(s); }

    Point get(const Sizes& s, int64_t i) const {
        return Point{offset()[i], weight(s, 0)[i], weight(s, 1)[i], weight(s, 2)[i], weight(s, 3)[i]};
    }
    template <int Lanes>
    void set(const Sizes& s, int64_t i, const Points<Lanes>& p) const {
        __builtin_memcpy(offset() + i, &p.offset, sizeof p.offset);
        store<Lanes>(weight(s, 0) + i, p.w00);
        store<Lanes>(weight(s, 1) + i, p.w01);
        store<Lanes>(weight(s, 2) + i, p.w10);
        store<Lanes>(weight(s, 3) + i, p.w11);
    }
};

// Steps between the pixels of a window, by level, in elements.
struct LevelSteps {
    const int64_t *right, *down;

    LevelSteps from(int64_t level) const { return LevelSteps{right + level, down + level}; }
};

// The writable arrays behind a LevelTable, which has an entry for each point of a block, and for each level's if levels are
// owned; and behind LevelSteps.
struct LevelTableArrays {
    float *width, *height, *last_column, *last_row, *two_columns, *two_rows;
    int32_t *start, *row_step;
    int64_t *right, *down;  // [L]

    LevelSteps steps() const { return LevelSteps{right, down}; }
    LevelTable table() const {
        return LevelTable{width, height, last_column, last_row, two_columns, two_rows, start, row_step};
    }
};

MSDA_INLINE int64_t table_entries(const Sizes& s) { return (MSDA_BY_LEVEL ? s.levels() : 1) * block_points(s); }

static inline LevelTableArrays take_level_table(const Sizes& s, Arena& arena) {
    int64_t length = table_entries(s);
    LevelTableArrays a;
    a.width = arena.take<float>(length);
    a.height = arena.take<float>(length);
    a.last_column = arena.take<float>(length);
    a.last_row = arena.take<float>(length);
    a.two_columns = arena.take<float>(length);
    a.two_rows = arena.take<float>(length);
    a.start = arena.take<int32_t>(length);
    a.row_step = arena.take<int32_t>(length);
    a.right = arena.take<int64_t>(s.levels());
    a.down = arena.take<int64_t>(s.levels());
    return a;
}

static inline void write_level_table(const Sizes& s, const msda_problem& p, const LevelTableArrays& to) {
    for (int64_t i = 0; i < table_entries(s); i++) {
        int64_t level = MSDA_BY_LEVEL ? i / block_points(s) : i % s.row_points() / s.points();
        int64_t width = p.level_width[level], height = p.level_height[level];
        to.width[i] = (float)width;
        to.height[i] = (float)height;
        to.last_column[i] = (float)(width > 1 ? width - 2 : 0);
        to.last_row[i] = (float)(height > 1 ? height - 2 : 0);
        to.two_columns[i] = width > 1 ? 1.0f : 0.0f;
        to.two_rows[i] = height > 1 ? 1.0f : 0.0f;
        to.start[i] = (int32_t)(p.level_start[level] * s.pixel_step);
        to.row_step[i] = (int32_t)(width * s.pixel_step);
        to.right[level] = width > 1 ? s.pixel_step * s.channels() : 0;
        to.down[level] = height > 1 ? width * s.pixel_step * s.channels() : 0;
    }
}

#endif
