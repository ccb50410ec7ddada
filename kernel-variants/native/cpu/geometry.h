// Where a location (u, v) falls: the 2 x 2 window of pixels around it and its bilinear weights.
//
// A pixel of one head is addressed by its slot: value of one batch is [slots, C] with slots = N * H, and
// slot = pixel * pixel_step + head * head_step. Direct layout [N, H, C]: steps H and 1; repacked [H, N, C]:
// 1 and N. Slots are 32-bit (N * H < 2^31 is checked when a plan opens), element offsets 64-bit.
#ifndef MSDA_GEOMETRY_H
#define MSDA_GEOMETRY_H

#include <stdint.h>

#include "simd.h"

// One entry per (level, point), or per (head, level, point): what locate needs to know of the level. Spelled
// out per point so that one vector loop runs over the points of several levels and heads.
struct LevelTable {
    const float *width, *height;
    const int32_t *last_x, *last_y;  // W - 1, H - 1
    const int32_t *start;            // slot of the level's first pixel (with the head's offset, if per head)
    const int32_t *row_step;         // slots from a pixel to the one below it

    LevelTable from(int64_t i) const {
        return LevelTable{width + i, height + i, last_x + i, last_y + i, start + i, row_step + i};
    }
};

struct Window {
    int32_t top, bottom;     // slots of the window's left pixels; top = -1 if the point does not count
    int32_t right;           // slots from a left pixel to the right one
    float x0, x1, y0, y1;    // bilinear weights of columns and rows, zero outside the level
    float near_x, far_x, near_y, far_y;  // 1 for a column or row inside the level, else 0
};

// x or 0, by its bits: with a choice between x and a constant gcc splits the loop into branches.
MSDA_INLINE float keep_if(bool condition, float x) {
    int32_t bits;
    __builtin_memcpy(&bits, &x, sizeof bits);
    bits &= -(int32_t)condition;
    __builtin_memcpy(&x, &bits, sizeof x);
    return x;
}

// Coordinates are tested before they are converted: a NaN, an infinity or 1e30 has no int. Pixels outside
// are clamped onto the window's pixel inside, with weight zero, so that no other pixel is touched.
MSDA_INLINE Window locate(float u, float v, const LevelTable& t, int64_t i, int32_t pixel_step) {
    // Loaded whether needed or not, and no branches: then a loop of locate is vector code.
    float width = t.width[i], height = t.height[i];
    int32_t last_x = t.last_x[i], last_y = t.last_y[i], start = t.start[i], row_step = t.row_step[i];
    float x = u * width - 0.5f;
    float y = v * height - 0.5f;
    bool inside = (x > -1.0f) & (x < width) & (y > -1.0f) & (y < height);
    x = keep_if(inside, x);
    y = keep_if(inside, y);
    int32_t column = (int32_t)x;
    int32_t row = (int32_t)y;
    column -= (int32_t)(x < (float)column);  // truncation, made floor
    row -= (int32_t)(y < (float)row);
    float fx = x - (float)column;
    float fy = y - (float)row;
    int32_t near_x = column >= 0, far_x = column < last_x;
    int32_t near_y = row >= 0, far_y = row < last_y;
    Window w;
    w.near_x = (float)near_x;
    w.near_y = (float)near_y;
    w.far_x = (float)far_x;
    w.far_y = (float)far_y;
    w.x0 = (1.0f - fx) * w.near_x;
    w.y0 = (1.0f - fy) * w.near_y;
    w.x1 = fx * w.far_x;
    w.y1 = fy * w.far_y;
    int32_t top = start + (row & -near_y) * row_step + (column & -near_x) * pixel_step;
    w.right = pixel_step & -(near_x & far_x);
    w.top = top | -(int32_t)!inside;
    w.bottom = top + (row_step & -(near_y & far_y));
    return w;
}

// The same for one point at a time, with branches: without the vector code that those above cost it, locate would
// be the longer part of a fused loop.
MSDA_INLINE Window locate_one(float u, float v, const LevelTable& t, int64_t i, int32_t pixel_step) {
    float x = u * t.width[i] - 0.5f;
    float y = v * t.height[i] - 0.5f;
    Window w = {};
    w.top = -1;
    if (!(x > -1.0f && x < t.width[i] && y > -1.0f && y < t.height[i])) {
        return w;
    }
    float left = __builtin_floorf(x), above = __builtin_floorf(y);
    int32_t column = (int32_t)left, row = (int32_t)above;
    float fx = x - left, fy = y - above;
    w.near_x = column >= 0 ? 1.0f : 0.0f;
    w.near_y = row >= 0 ? 1.0f : 0.0f;
    w.far_x = column < t.last_x[i] ? 1.0f : 0.0f;
    w.far_y = row < t.last_y[i] ? 1.0f : 0.0f;
    w.x0 = (1.0f - fx) * w.near_x;
    w.y0 = (1.0f - fy) * w.near_y;
    w.x1 = fx * w.far_x;
    w.y1 = fy * w.far_y;
    w.right = column >= 0 && column < t.last_x[i] ? pixel_step : 0;
    w.top = t.start[i] + (row < 0 ? 0 : row) * t.row_step[i] + (column < 0 ? 0 : column) * pixel_step;
    w.bottom = w.top + (row >= 0 && row < t.last_y[i] ? t.row_step[i] : 0);
    return w;
}

// The gradients of one point, from the dot products of grad_output with the window's four pixels.
struct PointGradient {
    float weight, u, v;
};

MSDA_INLINE PointGradient differentiate(
        const Window& w, float d00, float d01, float d10, float d11, float attention, float width, float height) {
    // A pixel outside counts as zero; a dot product that was taken from its clamped stand-in is dropped.
    float top_slope = w.far_x * d01 - w.near_x * d00;
    float bottom_slope = w.far_x * d11 - w.near_x * d10;
    float top = w.x0 * d00 + w.x1 * d01;
    float bottom = w.x0 * d10 + w.x1 * d11;
    float by_weight = w.y0 * top + w.y1 * bottom;
    float by_u = attention * width * (w.y0 * top_slope + w.y1 * bottom_slope);
    float by_v = attention * height * (w.far_y * bottom - w.near_y * top);
    bool counts = w.top >= 0;  // if not, the dot products were never taken
    return PointGradient{keep_if(counts, by_weight), keep_if(counts, by_u), keep_if(counts, by_v)};
}

#endif
