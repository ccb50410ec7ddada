// The sizes and launch-time parameters of one launch of a tuned kernel, as its loops use them.
#ifndef MSDA_SIZES_H
#define MSDA_SIZES_H

#include "kernel.h"
#include "storage.h"

#if MSDA_CHANNELS > 0 && MSDA_VECTOR_BYTES > 16 && MSDA_VECTOR_BYTES > 4 * MSDA_CHANNELS
#error "MSDA_VECTOR_BYTES above 16 must not exceed a pixel's 4 * MSDA_CHANNELS bytes: it would be a narrower variant again"
#endif

static const int64_t MSDA_MAX_PREFETCH = 64;

enum Partition { PARTITION_STATIC = 0, PARTITION_DYNAMIC = 1, PARTITION_BATCH_HEAD = 2, PARTITION_BATCH_HEAD_LEVEL = 3 };

// launch[] = threads, partition, queryTile, prefetch, headBlock.
struct Sizes {
    int64_t batch, queries, heads, pixels;
    int64_t given_channels, given_levels, given_points;  // as the problem has them; use the functions below
    int64_t threads, partition, query_tile, prefetch, given_head_block;
    int32_t pixel_step, head_step;  // in slots, see geometry.h

    // Constants in a specialised artifact, for which sizes_are_mine has refused any other problem. Functions and
    // not fields, so that the compiler cannot lose sight of them.
    int64_t channels() const { return MSDA_CHANNELS > 0 ? MSDA_CHANNELS : given_channels; }
    int64_t levels() const { return MSDA_LEVELS > 0 ? MSDA_LEVELS : given_levels; }
    int64_t points() const { return MSDA_POINTS > 0 ? MSDA_POINTS : given_points; }
    int64_t row_points() const { return levels() * points(); }

    // Heads that are taken together.
    int64_t head_block() const { return MSDA_OWN_PLANE || MSDA_LEVEL_OWNER ? 1 : given_head_block; }

    int64_t value_elements() const { return batch * pixels * heads * channels(); }
    int64_t batch_value(int64_t b) const { return b * pixels * heads * channels(); }
    int64_t head_value(int64_t h) const { return h * head_step * channels(); }
};

MSDA_INLINE Sizes sizes_of(const msda_problem& p, const int64_t* values) {
    Sizes s;
    s.batch = p.batch;
    s.queries = p.queries;
    s.heads = p.heads;
    s.pixels = p.pixels;
    s.given_channels = p.channels;
    s.given_levels = p.levels;
    s.given_points = p.points;
    s.threads = values[0];
    s.partition = values[1];
    s.query_tile = values[2] < p.queries ? values[2] : p.queries;
    s.prefetch = values[3];
    s.given_head_block = values[4] < p.heads ? values[4] : p.heads;
    s.pixel_step = MSDA_DIRECT ? (int32_t)p.heads : 1;
    s.head_step = MSDA_DIRECT ? 1 : MSDA_REPACKED ? (int32_t)p.pixels : 0;
    return s;
}

MSDA_INLINE bool sizes_are_mine(const msda_problem& p, const int64_t* values) {
    return (MSDA_CHANNELS == 0 || p.channels == MSDA_CHANNELS) && (MSDA_LEVELS == 0 || p.levels == MSDA_LEVELS)
           && (MSDA_POINTS == 0 || p.points == MSDA_POINTS) && values[1] >= PARTITION_STATIC
           && values[1] <= PARTITION_BATCH_HEAD_LEVEL && (values[1] == PARTITION_BATCH_HEAD_LEVEL) == MSDA_LEVEL_OWNER
           && (values[1] >= PARTITION_BATCH_HEAD || !MSDA_OWN_PLANE) && values[2] >= 1 && values[3] >= 0 && values[3] <= MSDA_MAX_PREFETCH
           && (MSDA_TWO_PHASE || values[3] == 0) && values[4] >= 1
           && (values[4] == 1 || !(MSDA_OWN_PLANE || MSDA_LEVEL_OWNER));
}

// The lanes of a vector over this artifact's channels; with channels unknown, rows shorter than a vector take
// the path with one lane.
constexpr int vector_lanes() {
    constexpr int wanted = MSDA_VECTOR_BYTES / 4;
    return MSDA_CHANNELS == 0 || MSDA_CHANNELS >= wanted ? wanted : 1;
}

// A row of channels as whole vectors.
MSDA_INLINE int64_t row_lanes(const Sizes& s) { return vectors_of(s.channels(), vector_lanes()) * vector_lanes(); }

#endif
