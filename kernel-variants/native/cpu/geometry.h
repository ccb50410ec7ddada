// Where a location (u, v) falls: the 2 x 2 window of pixels around it and its bilinear weights.
//
// The bilinear weight of a pixel is a hat over its distance: max(0, 1 - |x - column|) and the same for rows. So a window
// may be shifted until it lies inside its level: the pixels that it really covers keep their weights there, others get
// zero, and every window of a level has its pixels the same steps apart. A location that is outside, infinite or NaN gets
// a window whose weights are zero.
//
// A pixel of one head is addressed by its slot: value of one batch is [slots, C] with slots = N * H, and
// slot = pixel * pixel_step + head * head_step. Direct layout [N, H, C]: steps H and 1; planes [H, N, C]: 1 and N; the
// plane of the head at work [N, C]: 1 and 0. Windows are found for head 0, the head's step is added to the base. Slots are
// 32-bit (N * H < 2^31 is checked when a plan opens), element offsets 64-bit.
#ifndef MSDA_GEOMETRY_H
#define MSDA_GEOMETRY_H

#include <stdint.h>

#include "simd.h"

// What locate needs to know of the level, an entry for each point: spelled out, so that one vector loop runs over the points
// of several levels and rows.
struct LevelTable {
    const float *width, *height;
    const float *last_column, *last_row;  // of a window: max(W - 2, 0), max(H - 2, 0)
    const float *two_columns, *two_rows;  // 1 if a window has two of them, 0 if the level has only one
    const int32_t *start;                 // slot of the level's first pixel
    const int32_t *row_step;              // slots from a pixel to the one below it

    LevelTable from(int64_t i) const {
        return LevelTable{width + i,       height + i,   last_column + i, last_row + i,
                          two_columns + i, two_rows + i, start + i,       row_step + i};
    }
};

// Of as many points as there are lanes.
template <int Lanes>
struct Window {
    typedef typename Simd<Lanes>::Vector Vector;
    typename Simd<Lanes>::Integers top;  // slot of the left upper pixel
    Vector x, y;                         // position from that pixel on
    Vector x0, x1, y0, y1;               // weights of the columns and rows
};

// max(0, 1 - |distance|); zero for a NaN.
template <int Lanes>
MSDA_INLINE typename Simd<Lanes>::Vector hat(typename Simd<Lanes>::Vector distance) {
    const auto zero = all_lanes<Lanes>(0.0f);
    auto height = 1.0f - (distance < 0.0f ? -distance : distance);
    return height > 0.0f ? height : zero;
}

// The hat's slope at a pixel's distance: 1 left of it, -1 from it on, 0 where it is flat. At a distance of exactly -1 it is
// 1, because the pixel is the right one of the window that begins there.
template <int Lanes>
MSDA_INLINE typename Simd<Lanes>::Vector hat_slope(typename Simd<Lanes>::Vector distance) {
    const auto zero = all_lanes<Lanes>(0.0f), one = all_lanes<Lanes>(1.0f);
    auto rising = (distance >= -1.0f) & (distance < 0.0f);
    auto falling = (distance >= 0.0f) & (distance < 1.0f);
    return (rising ? one : zero) - (falling ? one : zero);
}

// The pixel from 0 to last at or before the position. Clamped before it is converted: a NaN, an infinity or 1e30 has no int.
template <int Lanes>
MSDA_INLINE typename Simd<Lanes>::Integers first_of_window(
        typename Simd<Lanes>::Vector position, typename Simd<Lanes>::Vector last) {
    auto inside = position > 0.0f ? position : all_lanes<Lanes>(0.0f);
    return truncate<Lanes>(inside < last ? inside : last);
}

// `locations` are of the points whose entries start at i.
template <int Lanes>
MSDA_INLINE Window<Lanes> locate(const float* locations, const LevelTable& t, int64_t i, int32_t pixel_step) {
    const Pairs<Lanes> at = load_pairs(locations, (Pairs<Lanes>*)nullptr);
    auto x = at.first * load<Lanes>(t.width + i) - 0.5f;
    auto y = at.second * load<Lanes>(t.height + i) - 0.5f;
    auto column = first_of_window<Lanes>(x, load<Lanes>(t.last_column + i));
    auto row = first_of_window<Lanes>(y, load<Lanes>(t.last_row + i));
    Window<Lanes> w;
    w.x = x - to_floats<Lanes>(column);
    w.y = y - to_floats<Lanes>(row);
    w.x0 = hat<Lanes>(w.x);
    w.y0 = hat<Lanes>(w.y);
    w.x1 = hat<Lanes>(w.x - 1.0f) * load<Lanes>(t.two_columns + i);
    w.y1 = hat<Lanes>(w.y - 1.0f) * load<Lanes>(t.two_rows + i);
    w.top = load_integers<Lanes>(t.start + i) + row * load_integers<Lanes>(t.row_step + i) + column * pixel_step;
    return w;
}

// The gradients of points, from the dot products of grad_output with their windows' four pixels.
template <int Lanes>
struct PointGradients {
    typename Simd<Lanes>::Vector weight, u, v;
};

template <int Lanes>
MSDA_INLINE PointGradients<Lanes> differentiate(
        const Window<Lanes>& w, const LevelTable& t, int64_t i, typename Simd<Lanes>::Vector d00,
        typename Simd<Lanes>::Vector d01, typename Simd<Lanes>::Vector d10, typename Simd<Lanes>::Vector d11,
        typename Simd<Lanes>::Vector attention) {
    auto left = hat_slope<Lanes>(w.x), right = hat_slope<Lanes>(w.x - 1.0f) * load<Lanes>(t.two_columns + i);
    auto upper = hat_slope<Lanes>(w.y), lower = hat_slope<Lanes>(w.y - 1.0f) * load<Lanes>(t.two_rows + i);
    auto top = w.x0 * d00 + w.x1 * d01;
    auto bottom = w.x0 * d10 + w.x1 * d11;
    auto by_x = w.y0 * (left * d00 + right * d01) + w.y1 * (left * d10 + right * d11);
    return PointGradients<Lanes>{
            w.y0 * top + w.y1 * bottom, attention * load<Lanes>(t.width + i) * by_x,
            attention * load<Lanes>(t.height + i) * (upper * top + lower * bottom)};
}

#endif
