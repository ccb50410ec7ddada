// Forward of MSDA: output[b, q, h, :] = sum over (l, p) of weight * the bilinear sample of value's level l.
//
// Every output row has one owner that adds its L * P points in order, so all variants give the same bits in
// every run and with any number of threads.
#include "fault.h"
#include "layout.h"
#include "tile.h"

extern const char* const kernel_description =
        "kernel=msda-forward;implementation=tuned;dtype=" MSDA_NAME(MSDA_DTYPE) ";launch=threads,partition,queryTile,prefetch";
extern const bool kernel_is_backward = false;
extern const int64_t kernel_launch_count = 4;

struct Scratch {
    LevelTableArrays levels;
    Stored* repacked;    // [B, H, N, C], layout bhnc only
    PointArrays points;  // of one member
};

static int64_t carve(const Sizes& s, char* base, int64_t member, Scratch* scratch) {
    Arena arena = {base, 0, false};
    scratch->levels = take_level_table(s, arena);
    scratch->repacked = arena.take<Stored>(MSDA_REPACKED ? s.value_elements() : 0);
    Arena one = {nullptr, 0, false};
    take_point_arrays(s, one);
    int64_t all = 0;
    arena.overflow |= one.overflow || __builtin_mul_overflow(one.used, s.threads, &all);
    char* members = arena.take<char>(all);
    if (base != nullptr) {
        Arena own = {members + member * one.used, 0, false};
        scratch->points = take_point_arrays(s, own);
    }
    return arena.overflow ? -1 : arena.used;
}

int64_t kernel_scratch_bytes(const msda_problem& problem, const int64_t* values) {
    Scratch scratch;
    return sizes_are_mine(problem, values) ? carve(sizes_of(problem, values), nullptr, 0, &scratch) : -1;
}

void kernel_prepare(Launch& launch) {
    Sizes s = sizes_of(launch.problem, launch.values);
    Scratch scratch;
    carve(s, launch.scratch, 0, &scratch);
    write_level_table(s, launch.problem, scratch.levels);
}

// What a row's points are read from.
struct Row {
    const float *locations, *weights;  // of this row
    LevelTable table;                  // of this row's head
    PointArrays points;
    int64_t first;  // the row's first point in the arrays
    const Stored* value;
};

MSDA_INLINE Point point_at(const Sizes& s, const Row& row, int64_t i) {
    return MSDA_TWO_PHASE ? row.points.at(row.first + i)
                          : point_of(locate_one(row.locations[2 * i], row.locations[2 * i + 1], row.table, i, s.pixel_step),
                                     row.weights[i]);
}

// K vectors of channels from vector k on, summed in registers over all points.
template <int Lanes, int K>
MSDA_INLINE void gather(const Sizes& s, const Row& row, int64_t k, Stored* output) {
    typedef typename Simd<Lanes>::Vector Vector;
    Vector sum[K] = {};
    for (int64_t i = 0; i < s.row_points(); i++) {
        if (MSDA_TWO_PHASE && s.prefetch > 0 && k == 0) {
            prefetch_point(row.points, row.first + i + s.prefetch, row.value, s.channels());
        }
        Point p = point_at(s, row, i);
        if (p.top < 0) {
            continue;
        }
        const Stored* upper = row.value + (int64_t)p.top * s.channels();
        const Stored* lower = row.value + (int64_t)p.bottom * s.channels();
        int64_t right = (int64_t)p.right * s.channels();
        MSDA_UNROLL
        for (int j = 0; j < K; j++) {
            int64_t c = vector_start(k + j, s.channels(), Lanes);
            sum[j] += p.w00 * load<Lanes>(upper + c) + p.w01 * load<Lanes>(upper + right + c)
                      + (p.w10 * load<Lanes>(lower + c) + p.w11 * load<Lanes>(lower + right + c));
        }
    }
    MSDA_UNROLL
    for (int j = 0; j < K; j++) {
        store<Lanes>(output + vector_start(k + j, s.channels(), Lanes), sum[j]);
    }
}

// As many vectors at once as registers hold, and what is left over.
template <int Lanes>
MSDA_INLINE void gather_row(const Sizes& s, const Row& row, Stored* output) {
    constexpr int at_once = MSDA_CHANNELS > 0 ? 8 : 4;
    constexpr int left = MSDA_CHANNELS > 0 ? (MSDA_CHANNELS + Lanes - 1) / Lanes % at_once : 1;
    constexpr bool small = MSDA_CHANNELS > 0 && (MSDA_CHANNELS + Lanes - 1) / Lanes < at_once;
    int64_t vectors = vectors_of(s.channels(), Lanes);
    int64_t k = 0;
    if constexpr (!small) {
        for (; k + at_once <= vectors; k += at_once) {
            gather<Lanes, at_once>(s, row, k, output);
        }
    }
    if constexpr (left > 0) {
        for (; k < vectors; k += left) {
            gather<Lanes, left>(s, row, k, output);
        }
    }
}

static void run_member(void* context, int64_t member) {
    Launch& launch = *(Launch*)context;
    const msda_problem& p = launch.problem;
    const Sizes s = sizes_of(p, launch.values);
    Scratch scratch;
    carve(s, launch.scratch, member, &scratch);
    if (MSDA_REPACKED) {
        repack_value(s, stored(p.value), scratch.repacked, member);
        team_barrier(launch.team);
    }
    const Stored* value = MSDA_REPACKED ? scratch.repacked : stored(p.value);
    const LevelTable table = scratch.levels.table();
    run_tiles(s, launch, member, [&](const Tile& tile) {
        run_rows(
                s, tile,
                [&](int64_t head, int64_t head_end) {
                    fill_tile(scratch.points, s, p, table, tile, head, head_end);
                },
                [&](int64_t q, int64_t h, int64_t first) {
                    int64_t index = (tile.batch * s.queries + q) * s.heads + h;
                    prefetch_inputs(s, p, tile, q, h);
                    Row row = {p.locations + 2 * index * s.row_points(), p.weights + index * s.row_points(),
                               table.from(h * s.row_points()), scratch.points, first, value + s.batch_value(tile.batch)};
                    Stored* output = stored(p.output) + index * s.channels();
                    if (MSDA_CHANNELS == 0 && s.channels() < vector_lanes()) {
                        gather_row<1>(s, row, output);
                    } else {
                        gather_row<vector_lanes()>(s, row, output);
                    }
                });
    });
}

void kernel_run(Launch& launch) {
    launch.next_item = 0;
    team_run(launch.team, run_member, &launch);
    const msda_problem& p = launch.problem;
    inject_fault(stored(p.output), p.batch * p.queries * p.heads * p.channels);
}
