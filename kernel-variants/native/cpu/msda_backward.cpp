// Backward of MSDA: gradients of value, locations (with respect to (u, v)) and weights from grad_output.
//
// grad_locations and grad_weights of a row (b, q, h) have one owner. Several rows add to one pixel of
// grad_value; gradient.h settles who may.
#include "fault.h"
#include "gradient.h"
#include "tile.h"

extern const char* const kernel_description =
        "kernel=msda-backward;implementation=tuned;dtype=" MSDA_NAME(MSDA_DTYPE) ";launch=threads,partition,queryTile,prefetch,headBlock";
extern const bool kernel_is_backward = true;
extern const int64_t kernel_launch_count = 5;

#if MSDA_LEVEL_PLANE
#error "MSDA_LAYOUT levelPlane is for the forward: MSDA_GRAD_VALUE levelOwner with headPlane is its like"
#endif

static const int64_t MOST_VECTORS_IN_REGISTERS = 8;

struct Scratch {
    LevelTableArrays levels;
    Gradients gradients;
    // of one member:
    Planes planes;
    TileScratch tile;
    float* dots;                           // per point of the tile, grad_output . the window's four pixels
    float *grad_locations, *grad_weights;  // of the tile's rows
    float* grad_output;  // one row of whole vectors
};

static void take_member(const Sizes& s, Arena& arena, Scratch* scratch) {
    scratch->planes = take_planes(s, arena);
    scratch->tile = take_tile(s, arena);
    const int64_t points = tile_rows(s) * point_count(s);
    scratch->dots = arena.take<float>(4 * points);
    scratch->grad_locations = arena.take<float>(2 * points);
    scratch->grad_weights = arena.take<float>(points);
    scratch->grad_output = arena.take<float>(row_lanes(s));
}

static int64_t carve(const Sizes& s, char* base, int64_t member, Scratch* scratch) {
    Arena arena = {base, 0, false};
    scratch->levels = take_level_table(s, arena);
    scratch->gradients = take_gradients(s, arena);
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
    if (!sizes_are_mine(problem, values) || (values[1] == PARTITION_BATCH_HEAD) != MSDA_HEAD_OWNER) {
        return -1;
    }
    Scratch scratch;
    return carve(sizes_of(problem, values), nullptr, 0, &scratch);
}

void kernel_prepare(Launch& launch) {
    Sizes s = sizes_of(launch.problem, launch.values);
    Scratch scratch;
    carve(s, launch.scratch, 0, &scratch);
    write_level_table(s, launch.problem, scratch.levels);
}

// One row (b, q, h): its inputs and where its gradients go.
struct Row {
    const float *locations, *weights;
    const Stored *value, *grad_output;                 // value of this head
    float *grad_locations, *grad_weights, *grad_value;  // grad_value of this head
    LevelTable table;
    LevelSteps steps;
    PointBlock points;
    char* blocks;         // of the tile
    int64_t first_point;  // of this row within the tile
    float* dots;          // of this row
};

// grad_output . the pixels of the point's window.
template <int Lanes>
MSDA_INLINE Float4 gather_point(
        const Sizes& s, const Row& row, const Point& p, int64_t right, int64_t down,
        const typename Simd<Lanes>::Vector* grad) {
    typename Simd<Lanes>::Vector d00 = {}, d01 = {}, d10 = {}, d11 = {};
    const Stored *upper = row.value + p.offset, *lower = upper + down;
    const int64_t vectors = vectors_of(s.channels(), Lanes);
    MSDA_UNROLL
    for (int64_t k = 0; k < vectors; k++) {
        int64_t c = vector_start(k, s.channels(), Lanes);
        d00 += grad[k] * load<Lanes>(upper + c);
        d01 += grad[k] * load<Lanes>(upper + right + c);
        d10 += grad[k] * load<Lanes>(lower + c);
        d11 += grad[k] * load<Lanes>(lower + right + c);
    }
    return sum_lanes(d00, d01, d10, d11);
}

// Adds the point's share to grad_value.
template <int Lanes>
MSDA_INLINE void scatter_point(
        const Sizes& s, const Row& row, const Point& p, int64_t right, int64_t down,
        const typename Simd<Lanes>::Vector* grad) {
    float *upper_gradient = row.grad_value + p.offset, *lower_gradient = upper_gradient + down;
    scatter<Lanes>(s, upper_gradient, p.w00, grad, row.grad_output);
    scatter<Lanes>(s, upper_gradient + right, p.w01, grad, row.grad_output);
    scatter<Lanes>(s, lower_gradient, p.w10, grad, row.grad_output);
    scatter<Lanes>(s, lower_gradient + right, p.w11, grad, row.grad_output);
}

// Writes the gradients of location and weight of the points from entry i of the level table on.
template <int Lanes>
MSDA_INLINE void write_gradients(
        const Sizes& s, const float* locations, const float* weights, const LevelTable& table, int64_t i, const Fours<Lanes>& dots,
        float* grad_locations, float* grad_weights) {
    const auto window = locate<Lanes>(locations, table, i, s.pixel_step);
    auto g = differentiate<Lanes>(window, table, i, dots.a, dots.b, dots.c, dots.d, load<Lanes>(weights));
    store<Lanes>(grad_weights, g.weight);
    store_pairs(grad_locations, g.u, g.v);
}

template <int Lanes, typename Pass>
MSDA_INLINE void run_points(const Sizes& s, const Row& row, const typename Simd<Lanes>::Vector* grad, Pass) {
    for (int64_t level = 0, i = 0; i < point_count(s); level++) {
        const int64_t right = row.steps.right[level], down = row.steps.down[level];
        for (int64_t end = i + s.points(); i < end; i++) {
            if (MSDA_TWO_PHASE && s.prefetch > 0) {
                const int64_t ahead = row.first_point + i + s.prefetch;
                if constexpr (Pass::gathers) {
                    prefetch_point(s, row.blocks, ahead, row.value, row.steps);
                } else {
                    prefetch_point(s, row.blocks, ahead, row.grad_value, row.steps);
                }
            }
            const Point p = MSDA_TWO_PHASE ? row.points.get(s, i)
                                           : points_of<1>(s, locate<1>(row.locations + 2 * i, row.table, i, s.pixel_step),
                                                          row.weights[i]);
            Float4 d = {};  // zero where no pixel counts
            if (!MSDA_SKIPS_OUTSIDE || p.offset >= 0) {
                if (Pass::gathers) {
                    d = gather_point<Lanes>(s, row, p, right, down, grad);
                }
                if (Pass::scatters) {
                    scatter_point<Lanes>(s, row, p, right, down, grad);
                }
            }
            if (!Pass::gathers) {
                continue;
            }
            if (MSDA_TWO_PHASE) {
                store<4>(row.dots + 4 * i, d);
            } else {
                write_gradients<1>(s, row.locations + 2 * i, row.weights + i, row.table, i, Fours<1>{d[0], d[1], d[2], d[3]},
                                   row.grad_locations + 2 * i, row.grad_weights + i);
            }
        }
    }
}

// The gradients of the part's locations and weights. Finding the windows again costs less than keeping them: it is vector
// work on inputs in L1.
static inline void finish_tile(
        const Sizes& s, const msda_problem& p, const LevelTable& table, const Scratch& scratch, const Tile& part) {
    if (!MSDA_TWO_PHASE) {
        return;
    }
    const bool contiguous = rows_are_contiguous(s, part);
    const int64_t first = first_point(s, part.share, part.query, part.share.head);
    float* grad_locations = contiguous ? p.grad_locations + 2 * first : scratch.grad_locations;
    float* grad_weights = contiguous ? p.grad_weights + first : scratch.grad_weights;
    const TileInputs from = inputs_of(s, p, scratch.tile, part);
    cover_points(s, rows_of(part), [&](auto lanes, int64_t i, int64_t entry) {
        constexpr int n = decltype(lanes)::value;
        write_gradients<n>(s, from.locations + 2 * i, from.weights + i, table, entry,
                           load_fours(scratch.dots + 4 * i, (Fours<n>*)nullptr), grad_locations + 2 * i, grad_weights + i);
    });
    if (!contiguous) {
        for_each_row_of(s, part, [&](int64_t number, int64_t point) {
            copy_floats(p.grad_locations + 2 * point, grad_locations + 2 * number * point_count(s), 2 * point_count(s));
            copy_floats(p.grad_weights + point, grad_weights + number * point_count(s), point_count(s));
        });
    }
}

// grad_output as whole vectors; lanes that an earlier vector covers already are zero in the last one.
template <int Lanes, typename Pass>
MSDA_INLINE void run_row(const Sizes& s, const Row& row, float* padded, Pass pass) {
    typedef typename Simd<Lanes>::Vector Vector;
    constexpr int64_t fixed = (MSDA_CHANNELS + Lanes - 1) / Lanes;
    constexpr bool in_registers = MSDA_CHANNELS > 0 && fixed <= MOST_VECTORS_IN_REGISTERS;
    int64_t vectors = vectors_of(s.channels(), Lanes);
    int64_t overlap = vectors * Lanes - s.channels();
    Vector registers[in_registers ? fixed : 1];
    Vector* grad = in_registers ? registers : (Vector*)padded;
    MSDA_UNROLL
    for (int64_t k = 0; k < vectors; k++) {
        grad[k] = load<Lanes>(row.grad_output + vector_start(k, s.channels(), Lanes));
    }
    if constexpr (Lanes > 1) {
        for (int64_t lane = 0; lane < Lanes; lane++) {
            grad[vectors - 1][lane] = lane < overlap ? 0.0f : grad[vectors - 1][lane];
        }
    }
    run_points<Lanes>(s, row, grad, pass);
}

static void run_member(void* context, int64_t member) {
    Launch& launch = *(Launch*)context;
    const msda_problem& p = launch.problem;
    const Sizes s = sizes_of(p, launch.values);
    Scratch scratch;
    carve(s, launch.scratch, member, &scratch);
    float* grad_value = prepare_gradient(s, launch, scratch.gradients, member);
    const Stored* value = MSDA_REPACKED ? scratch.gradients.repacked : stored(p.value);
    const auto begin = [&](const Share& share, auto sweep) { begin_share(s, p, scratch.planes, share, PassOf<decltype(sweep)>()); };
    const auto end = [&](const Share& share, auto sweep) { end_share(s, p, scratch.planes, share, PassOf<decltype(sweep)>()); };
    const auto work = [&](const Tile& tile, auto sweep) {
        const PassOf<decltype(sweep)> pass;
        const Share& share = tile.share;
        const Stored* tile_value = MSDA_OWN_PLANE ? scratch.planes.value : value + s.batch_value(share.batch);
        float* tile_gradient = MSDA_OWN_PLANE ? scratch.planes.gradient : grad_value + s.batch_value(share.batch);
        const LevelTable table = scratch.levels.table().from(share.level * block_points(s));
        const LevelSteps steps = scratch.levels.steps().from(share.level);
        run_rows(
                s, tile, [&](const Tile& part) { fill_tile(s, p, table, scratch.tile, part); },
                [&](const Tile& part, int64_t q, int64_t h, int64_t number) {
                    int64_t index = (share.batch * s.queries + q) * s.heads + h, point = first_point(s, part.share, q, h);
                    Row row = {p.locations + 2 * point, p.weights + point, tile_value + s.head_value(h),
                               stored(p.grad_output) + index * s.channels(), p.grad_locations + 2 * point, p.grad_weights + point,
                               tile_gradient + s.head_value(h), table, steps,
                               PointBlock::of_row(s, scratch.tile.blocks, number), scratch.tile.blocks,
                               number * point_count(s), scratch.dots + 4 * number * point_count(s)};
                    if (MSDA_CHANNELS == 0 && s.channels() < vector_lanes()) {
                        run_row<1>(s, row, scratch.grad_output, pass);
                    } else {
                        run_row<vector_lanes()>(s, row, scratch.grad_output, pass);
                    }
                },
                [&](const Tile& part) {
                    if (pass.gathers) {
                        finish_tile(s, p, table, scratch, part);
                    }
                });
    };
    run_tiles(s, launch, member, begin, work, end);
    finish_gradient(s, launch, scratch.gradients, member);
}

void kernel_run(Launch& launch) {
    launch.next_item = 0;
    team_run(launch.team, run_member, &launch);
    const msda_problem& p = launch.problem;
    inject_fault(p.grad_locations, 2 * p.batch * p.queries * p.heads * p.levels * p.points);
}
