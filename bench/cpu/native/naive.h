// A rival: the usual GPU kernel of MSDA carried over to C++ and OpenMP as it stands. One work item for each query and
// head, which finds each point's window, reads its four pixels and goes on to the next. It is an artifact of
// msda_abi.h, so that the tuner's own worker verifies and times it beside the variants.
#ifndef NAIVE_H
#define NAIVE_H

#include "msda_abi.h"

// A point's window in its level, as the GPU kernel computes it: the corner's weight is zero outside.
struct Window {
    const float* pixel[4];  // null outside the level
    int64_t offset[4];      // of the pixel in value
    float weight[4], weight_x[4], weight_y[4];  // and its derivatives by x and y
};

// The scratch and threads of one plan.
struct msda_plan {
    msda_problem problem;
    int threads;
    float* scratch;
};

extern const bool naive_is_backward;

// Floats of scratch that a launch needs.
int64_t naive_scratch(const msda_problem& p, int threads);

void naive_run(const msda_plan& plan);

// False if no pixel of the level contributes.
static inline bool find_window(const msda_problem& p, int64_t b, int64_t h, int64_t l, const float* location, Window& w) {
    const int64_t height = p.level_height[l], width = p.level_width[l];
    const float x = location[0] * width - 0.5f, y = location[1] * height - 0.5f;
    if (!(x > -1 && y > -1 && x < width && y < height)) {
        return false;
    }
    const int64_t x0 = (int64_t)__builtin_floorf(x), y0 = (int64_t)__builtin_floorf(y);
    const float dx = x - x0, dy = y - y0;
    const float along_x[2] = {1 - dx, dx}, along_y[2] = {1 - dy, dy};
    for (int corner = 0; corner < 4; corner++) {
        const int right = corner & 1, below = corner >> 1;
        const int64_t cx = x0 + right, cy = y0 + below;
        const bool inside = cx >= 0 && cy >= 0 && cx < width && cy < height;
        w.offset[corner] = (((b * p.pixels + p.level_start[l] + cy * width + cx) * p.heads) + h) * p.channels;
        w.pixel[corner] = inside ? p.value + w.offset[corner] : nullptr;
        w.weight[corner] = along_x[right] * along_y[below];
        w.weight_x[corner] = (right ? 1 : -1) * along_y[below];
        w.weight_y[corner] = (below ? 1 : -1) * along_x[right];
    }
    return true;
}

#endif
