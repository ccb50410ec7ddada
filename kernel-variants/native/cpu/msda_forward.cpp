// Forward of MSDA: output[b, q, h, :] = sum over (l, p) of weight * the bilinear sample of value's level l.
//
// Every output row has one owner that adds its L * P points in order, so all variants give the same bits in
// every run and with any number of threads.
#include "fault.h"
#include "layout.h"
#include "tile.h"

extern const char* const kernel_description =
        "kernel=msda-forward;implementation=tuned;dtype=" MSDA_NAME(MSDA_DTYPE) ";launch=threads,partition,queryTile,prefetch,headBlock";
extern const bool kernel_is_backward = false;
extern const int64_t kernel_launch_count = 5;

struct Scratch {
    LevelTableArrays levels;
    Stored* repacked;    // [B, H, N, C], layout bhnc only
    // of one member:
    Stored* plane;  // [N, C], layouts headPlane and levelPlane only
    float* sums;    // [Q, whole vectors] over the levels so far, levelPlane only
    TileScratch tile;
};

static void take_member(const Sizes& s, Arena& arena, Scratch* scratch) {
    scratch->plane = arena.take<Stored>(MSDA_OWN_PLANE ? s.pixels * s.channels() : 0);
    scratch->sums = arena.take<float>(MSDA_LEVEL_PLANE ? s.queries * row_lanes(s) : 0);
    scratch->tile = take_tile(s, arena);
}

static int64_t carve(const Sizes& s, char* base, int64_t member, Scratch* scratch) {
    Arena arena = {base, 0, false};
    scratch->levels = take_level_table(s, arena);
    scratch->repacked = arena.take<Stored>(MSDA_REPACKED ? s.value_elements() : 0);
    Arena one = {nullptr, 0, false};
    take_member(s, one, scratch);
    int64_t all = 0;
    arena.overflow |= one.overflow || __builtin_mul_overflow(one.used, s.threads, &all);
    char* members = arena.take<char>(all);
    if (base != nullptr) {
        Arena own = {members + member * one.used, 0, false};
        take_member(s, own, scratch);
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
    const float *locations, *weights;
    LevelTable table;
    LevelSteps steps;
    PointBlock points;
    char* blocks;         // of the tile
    int64_t first_point;  // of this row within the tile
    const Stored* value;  // of this head
    float* sums;          // of this row
    bool begins, ends;    // whether these are its first points, and its last
};

MSDA_INLINE Point point_at(const Sizes& s, const Row& row, int64_t i) {
    return MSDA_TWO_PHASE ? row.points.get(s, i)
                          : points_of<1>(s, locate<1>(row.locations + 2 * i, row.table, i, s.pixel_step), row.weights[i]);
}

// K vectors of channels from vector k on, summed in registers over all points: upper and lower pixels apart, so that no
// chain of additions is long.
template <int Lanes, int K>
MSDA_INLINE void gather(const Sizes& s, const Row& row, int64_t k, Stored* output) {
    typedef typename Simd<Lanes>::Vector Vector;
    Vector above[K] = {}, below[K] = {};
    if (MSDA_LEVEL_PLANE && !row.begins) {
        MSDA_UNROLL
        for (int j = 0; j < K; j++) {
            above[j] = load<Lanes>(row.sums + (k + j) * Lanes);
        }
    }
    for (int64_t level = 0, i = 0; i < point_count(s); level++) {
        const int64_t right = row.steps.right[level], down = row.steps.down[level];
        for (int64_t end = i + s.points(); i < end; i++) {
            if (MSDA_TWO_PHASE && s.prefetch > 0 && k == 0) {
                prefetch_point(s, row.blocks, row.first_point + i + s.prefetch, row.value, row.steps);
            }
            Point p = point_at(s, row, i);
            if (MSDA_SKIPS_OUTSIDE && p.offset < 0) {
                continue;
            }
            const Stored* upper = row.value + p.offset;
            const Stored* lower = upper + down;
            MSDA_UNROLL
            for (int j = 0; j < K; j++) {
                int64_t c = vector_start(k + j, s.channels(), Lanes);
                above[j] += p.w00 * load<Lanes>(upper + c);
                below[j] += p.w10 * load<Lanes>(lower + c);
                above[j] += p.w01 * load<Lanes>(upper + right + c);
                below[j] += p.w11 * load<Lanes>(lower + right + c);
            }
        }
    }
    MSDA_UNROLL
    for (int j = 0; j < K; j++) {
        if (!MSDA_LEVEL_PLANE || row.ends) {
            store<Lanes>(output + vector_start(k + j, s.channels(), Lanes), above[j] + below[j]);
        } else {
            store<Lanes>(row.sums + (k + j) * Lanes, above[j] + below[j]);
        }
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
    const auto begin = [&](const Share& share, auto) {
        if (MSDA_OWN_PLANE) {
            copy_plane(s, p, share, scratch.plane);
        }
    };
    const auto work = [&](const Tile& tile, auto) {
        const Share& share = tile.share;
        const LevelTable table = scratch.levels.table().from(share.level * block_points(s));
        const LevelSteps steps = scratch.levels.steps().from(share.level);
        run_rows(
                s, tile, [&](const Tile& part) { fill_tile(s, p, table, scratch.tile, part); },
                [&](const Tile& part, int64_t q, int64_t h, int64_t number) {
                    int64_t index = (share.batch * s.queries + q) * s.heads + h, point = first_point(s, part.share, q, h);
                    prefetch_inputs(s, p, tile, q, h);
                    Row row = {p.locations + 2 * point, p.weights + point, table, steps,
                               PointBlock::of_row(s, scratch.tile.blocks, number), scratch.tile.blocks,
                               number * point_count(s),
                               (MSDA_OWN_PLANE ? scratch.plane : value + s.batch_value(share.batch)) + s.head_value(h),
                               scratch.sums + (MSDA_LEVEL_PLANE ? q * row_lanes(s) : 0), share.level == 0,
                               share.level_end == s.levels()};
                    Stored* output = stored(p.output) + index * s.channels();
                    if (MSDA_CHANNELS == 0 && s.channels() < vector_lanes()) {
                        gather_row<1>(s, row, output);
                    } else {
                        gather_row<vector_lanes()>(s, row, output);
                    }
                },
                [](const Tile&) {});
    };
    run_tiles(s, launch, member, begin, work, [](const Share&, auto) {});
}

void kernel_run(Launch& launch) {
    launch.next_item = 0;
    team_run(launch.team, run_member, &launch);
    const msda_problem& p = launch.problem;
    inject_fault(stored(p.output), p.batch * p.queries * p.heads * p.channels);
}
