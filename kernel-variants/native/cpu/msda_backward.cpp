// Backward of MSDA: gradients of value, locations (with respect to (u, v)) and weights from grad_output.
//
// grad_locations and grad_weights of a row (b, q, h) have one owner. Several rows add to one pixel of
// grad_value; gradient.h settles who may.
#include "fault.h"
#include "gradient.h"
#include "tile.h"

extern const char* const kernel_description =
        "kernel=msda-backward;implementation=tuned;dtype=" MSDA_NAME(MSDA_DTYPE) ";launch=threads,partition,queryTile,prefetch";
extern const bool kernel_is_backward = true;
extern const int64_t kernel_launch_count = 4;

static const int64_t MOST_VECTORS_IN_REGISTERS = 8;

struct Scratch {
    LevelTableArrays levels;
    Gradients gradients;
    // of one member:
    PointArrays points;
    float* dots;         // per point of the tile, grad_output . the window's four pixels
    float* grad_output;  // one row of whole vectors
};

static void take_member(const Sizes& s, Arena& arena, Scratch* scratch) {
    scratch->points = take_point_arrays(s, arena);
    scratch->dots = arena.take<float>(4 * tile_points(s));
    scratch->grad_output = arena.take<float>(vectors_of(s.channels(), vector_lanes()) * vector_lanes());
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
    bool owned = values[1] == PARTITION_BATCH_HEAD;
    if (!sizes_are_mine(problem, values) || owned != MSDA_HEAD_OWNER) {
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
    const Stored *value, *grad_output;
    float *grad_locations, *grad_weights, *grad_value;
    LevelTable table;
    PointArrays points;
    float* dots;
    int64_t first;  // the row's first point in points and dots
};

// Adds the point's share to grad_value and returns grad_output . its window's pixels.
template <int Lanes>
MSDA_INLINE Float4 run_point(const Sizes& s, const Row& row, const Point& p, const typename Simd<Lanes>::Vector* grad) {
    typename Simd<Lanes>::Vector d00 = {}, d01 = {}, d10 = {}, d11 = {};
    int64_t top = (int64_t)p.top * s.channels(), bottom = (int64_t)p.bottom * s.channels();
    int64_t right = (int64_t)p.right * s.channels();
    const Stored *upper = row.value + top, *lower = row.value + bottom;
    const int64_t vectors = vectors_of(s.channels(), Lanes);
    MSDA_UNROLL
    for (int64_t k = 0; k < vectors; k++) {
        int64_t c = vector_start(k, s.channels(), Lanes);
        d00 += grad[k] * load<Lanes>(upper + c);
        d01 += grad[k] * load<Lanes>(upper + right + c);
        d10 += grad[k] * load<Lanes>(lower + c);
        d11 += grad[k] * load<Lanes>(lower + right + c);
    }
    scatter<Lanes>(s, row.grad_value + top, p.w00, grad, row.grad_output);
    scatter<Lanes>(s, row.grad_value + top + right, p.w01, grad, row.grad_output);
    scatter<Lanes>(s, row.grad_value + bottom, p.w10, grad, row.grad_output);
    scatter<Lanes>(s, row.grad_value + bottom + right, p.w11, grad, row.grad_output);
    return sum_lanes(d00, d01, d10, d11);
}

MSDA_INLINE Window window_at(const Sizes& s, const Row& row, int64_t i) {
    return locate(row.locations[2 * i], row.locations[2 * i + 1], row.table, i, s.pixel_step);
}

MSDA_INLINE void write_gradients(const Row& row, int64_t i, const Window& w, float d00, float d01, float d10, float d11) {
    PointGradient g = differentiate(w, d00, d01, d10, d11, row.weights[i], row.table.width[i], row.table.height[i]);
    row.grad_weights[i] = g.weight;
    row.grad_locations[2 * i] = g.u;
    row.grad_locations[2 * i + 1] = g.v;
}

template <int Lanes>
MSDA_INLINE void run_points(const Sizes& s, const Row& row, const Stored* value, const typename Simd<Lanes>::Vector* grad) {
    for (int64_t i = 0; i < s.row_points(); i++) {
        if (MSDA_TWO_PHASE) {
            if (s.prefetch > 0) {
                prefetch_point(row.points, row.first + i + s.prefetch, value, s.channels());
            }
            Point p = row.points.at(row.first + i);
            if (p.top >= 0) {
                store<4>(row.dots + 4 * (row.first + i), run_point<Lanes>(s, row, p, grad));
            }
        } else {
            Window w = locate_one(row.locations[2 * i], row.locations[2 * i + 1], row.table, i, s.pixel_step);
            Float4 d = {};
            if (w.top >= 0) {
                d = run_point<Lanes>(s, row, point_of(w, row.weights[i]), grad);
            }
            write_gradients(row, i, w, d[0], d[1], d[2], d[3]);
        }
    }
    if (MSDA_TWO_PHASE) {
        // Finding the windows again costs less than keeping them: it is vector work on inputs in L1.
        const float* dots = row.dots + 4 * row.first;
        const int64_t count = s.row_points();
        MSDA_INDEPENDENT
        for (int64_t i = 0; i < count; i++) {
            write_gradients(row, i, window_at(s, row, i), dots[4 * i], dots[4 * i + 1], dots[4 * i + 2], dots[4 * i + 3]);
        }
    }
}

// grad_output as whole vectors; lanes that an earlier vector covers already are zero in the last one.
template <int Lanes>
MSDA_INLINE void run_row(const Sizes& s, const Row& row, float* padded) {
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
    run_points<Lanes>(s, row, row.value, grad);
}

static void run_member(void* context, int64_t member) {
    Launch& launch = *(Launch*)context;
    const msda_problem& p = launch.problem;
    const Sizes s = sizes_of(p, launch.values);
    Scratch scratch;
    carve(s, launch.scratch, member, &scratch);
    float* grad_value = prepare_gradient(s, launch, scratch.gradients, member);
    const Stored* value = MSDA_REPACKED ? scratch.gradients.repacked : stored(p.value);
    const LevelTable table = scratch.levels.table();
    run_tiles(s, launch, member, [&](const Tile& tile) {
        run_rows(
                s, tile,
                [&](int64_t head, int64_t head_end) {
                    fill_tile(scratch.points, s, p, table, tile, head, head_end);
                },
                [&](int64_t q, int64_t h, int64_t first) {
                    int64_t index = (tile.batch * s.queries + q) * s.heads + h;
                    int64_t point = index * s.row_points();
                    Row row = {p.locations + 2 * point, p.weights + point, value + s.batch_value(tile.batch),
                               stored(p.grad_output) + index * s.channels(), p.grad_locations + 2 * point, p.grad_weights + point,
                               grad_value + s.batch_value(tile.batch), table.from(h * s.row_points()), scratch.points,
                               scratch.dots, first};
                    if (MSDA_CHANNELS == 0 && s.channels() < vector_lanes()) {
                        run_row<1>(s, row, scratch.grad_output);
                    } else {
                        run_row<vector_lanes()>(s, row, scratch.grad_output);
                    }
                });
    });
    finish_gradient(s, launch, scratch.gradients, member);
}

void kernel_run(Launch& launch) {
    launch.next_item = 0;
    team_run(launch.team, run_member, &launch);
    const msda_problem& p = launch.problem;
    inject_fault(p.grad_locations, 2 * p.batch * p.queries * p.heads * p.levels * p.points);
}
