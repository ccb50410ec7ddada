// What both directions of the baseline `grid-sample` share. It does what the PyTorch fallback of MSDA does:
// value becomes one plane per channel [B*H, C, N], each level is sampled into a buffer of its own, and only then
// are the samples weighted and summed. No sample is used before all of a (batch, head) exist; nothing is fused.
// Work is split over B*H, as grid_sample splits it over its batch.
#ifndef MSDA_GRID_SAMPLE_H
#define MSDA_GRID_SAMPLE_H

#include "kernel.h"
#include "storage.h"

static inline int64_t grid_share(int64_t items, int64_t member, int64_t members) {
    int64_t each = items / members, rest = items % members;
    return member * each + (member < rest ? member : rest);
}

// Samples of all levels, [L, B*H, C, Q, P]; level l and row (bh, c) start here.
static inline int64_t samples_offset(const msda_problem& p, int64_t level, int64_t bh, int64_t c) {
    return ((level * p.batch * p.heads + bh) * p.channels + c) * p.queries * p.points;
}

static inline int64_t sample_elements(const msda_problem& p) {
    int64_t elements = p.levels * p.points;
    const int64_t rest[] = {p.batch, p.heads, p.channels, p.queries};
    for (int64_t factor : rest) {
        if (__builtin_mul_overflow(elements, factor, &elements)) {
            return -1;
        }
    }
    return elements;
}

// [B, N, H, C] to [B*H, C, N], the planes of one (batch, head).
static inline void to_planes(const msda_problem& p, int64_t bh, const Stored* value, float* planes) {
    const Stored* from = value + (bh / p.heads * p.pixels * p.heads + bh % p.heads) * p.channels;
    float* to = planes + bh * p.channels * p.pixels;
    for (int64_t n0 = 0; n0 < p.pixels; n0 += 16) {  // blocks of a cache line each way
        int64_t n1 = n0 + 16 < p.pixels ? n0 + 16 : p.pixels;
        for (int64_t c = 0; c < p.channels; c++) {
            for (int64_t n = n0; n < n1; n++) {
                to[c * p.pixels + n] = load<1>(from + n * p.heads * p.channels + c);
            }
        }
    }
}

static inline void from_planes(const msda_problem& p, int64_t bh, const float* planes, Stored* value) {
    Stored* to = value + (bh / p.heads * p.pixels * p.heads + bh % p.heads) * p.channels;
    const float* from = planes + bh * p.channels * p.pixels;
    for (int64_t n0 = 0; n0 < p.pixels; n0 += 16) {
        int64_t n1 = n0 + 16 < p.pixels ? n0 + 16 : p.pixels;
        for (int64_t n = n0; n < n1; n++) {
            for (int64_t c = 0; c < p.channels; c++) {
                store<1>(to + n * p.heads * p.channels + c, from[c * p.pixels + n]);
            }
        }
    }
}

// The four corners of one location in a plane, north-west first; a corner outside has inside = false.
struct Corners {
    int64_t pixel[4];
    float weight[4];
    bool inside[4];
    float fx, fy;
    bool counts;
};

static inline Corners corners_of(float u, float v, int64_t height, int64_t width) {
    float x = u * (float)width - 0.5f, y = v * (float)height - 0.5f;
    Corners k = {};
    k.counts = x > -1.0f && x < (float)width && y > -1.0f && y < (float)height;
    if (!k.counts) {
        return k;
    }
    int64_t x0 = (int64_t)__builtin_floorf(x), y0 = (int64_t)__builtin_floorf(y);
    k.fx = x - (float)x0;
    k.fy = y - (float)y0;
    for (int i = 0; i < 4; i++) {
        int64_t cx = x0 + i % 2, cy = y0 + i / 2;
        k.inside[i] = cx >= 0 && cx < width && cy >= 0 && cy < height;
        k.pixel[i] = k.inside[i] ? cy * width + cx : 0;
        k.weight[i] = (i % 2 ? k.fx : 1.0f - k.fx) * (i / 2 ? k.fy : 1.0f - k.fy);
    }
    return k;
}

#endif
