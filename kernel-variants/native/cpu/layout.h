// Value between its own layout [B, N, H, C] and one plane per head [B, H, N, C].
//
// Each member handles a contiguous range of blocks of pixels; a block is small enough that its rows stay in
// cache while the heads are taken one after another, so that both sides move in long runs.
#ifndef MSDA_LAYOUT_H
#define MSDA_LAYOUT_H

#include "schedule.h"

static const int64_t MSDA_BLOCK_PIXELS = 32;

// Calls row(direct, repacked): the offsets of each (batch, head, pixel)'s C channels in either layout.
template <typename Row>
static inline void for_each_row(const Sizes& s, int64_t member, const Row& row) {
    int64_t per_batch = (s.pixels + MSDA_BLOCK_PIXELS - 1) / MSDA_BLOCK_PIXELS;
    int64_t last = share_start(s.batch * per_batch, member + 1, s.threads);
    for (int64_t block = share_start(s.batch * per_batch, member, s.threads); block < last; block++) {
        int64_t b = block / per_batch, n = block % per_batch * MSDA_BLOCK_PIXELS;
        int64_t n_end = smaller(n + MSDA_BLOCK_PIXELS, s.pixels);
        for (int64_t h = 0; h < s.heads; h++) {
            for (int64_t i = n; i < n_end; i++) {
                row(((b * s.pixels + i) * s.heads + h) * s.channels(), ((b * s.heads + h) * s.pixels + i) * s.channels());
            }
        }
    }
}

static inline void repack_value(const Sizes& s, const Stored* value, Stored* repacked, int64_t member) {
    for_each_row(s, member, [&](int64_t from, int64_t to) {
        for (int64_t c = 0; c < s.channels(); c++) {
            repacked[to + c] = value[from + c];
        }
    });
}

// grad_value [B, N, H, C], as stored = the sum over `copies` gradients [copies][B, H, N, C], always in the same order.
static inline void unpack_gradients(
        const Sizes& s, const float* repacked, int64_t copies, int64_t copy_stride, Stored* grad_value,
        int64_t member) {
    for_each_row(s, member, [&](int64_t to, int64_t from) {
        for (int64_t c = 0; c < s.channels(); c++) {
            float sum = repacked[from + c];
            for (int64_t copy = 1; copy < copies; copy++) {
                sum += repacked[copy * copy_stride + from + c];
            }
            store<1>(grad_value + to + c, sum);
        }
    });
}

static const int64_t MSDA_PLANE_AHEAD = 32;  // pixels that a copy asks for ahead: they lie too far apart for the CPU to see

// Calls row(direct, plane): the offsets of each pixel's C channels in value and in the plane [N, C] of the share's head, for
// the pixels of its levels.
template <typename Row>
static inline void for_each_pixel(const Sizes& s, const msda_problem& p, const Share& share, const Row& row) {
    for (int64_t level = share.level; level < share.level_end; level++) {
        const int64_t first = p.level_start[level], last = first + p.level_height[level] * p.level_width[level];
        int64_t direct = ((share.batch * s.pixels + first) * s.heads + share.head) * s.channels();
        for (int64_t n = first; n < last; n++, direct += s.heads * s.channels()) {
            row(direct, n * s.channels());
        }
    }
}

static inline void copy_plane(const Sizes& s, const msda_problem& p, const Share& share, Stored* plane) {
    const Stored* value = stored(p.value);
    const int64_t ahead = MSDA_PLANE_AHEAD * s.heads * s.channels();
    for_each_pixel(s, p, share, [&](int64_t from, int64_t to) {
        __builtin_memcpy(plane + to, value + from, (size_t)s.channels() * sizeof(Stored));
        for (int64_t c = 0; c < s.channels(); c += 64 / (int64_t)sizeof(Stored)) {
            __builtin_prefetch(value + from + ahead + c);
        }
    });
}

#endif
