// Backward of the baseline `grid-sample`, see grid_sample.h: the autograd of its forward, step by step.
//
// The gradient of the samples is materialised [L, B*H, C, Q, P]; grid_sample's backward scatters it into the
// planes of grad_value and gives the location gradients; the planes are transposed back. Autograd would have
// kept the forward's planes and samples: here planes are made again, and the samples' products with grad_output
// (the weight gradients) are taken where the corners are read anyway, which is in the baseline's favour.
#include "fault.h"
#include "grid_sample.h"

extern const char* const kernel_description = "kernel=msda-backward;implementation=grid-sample;dtype=" MSDA_NAME(MSDA_DTYPE) ";launch=threads";
extern const bool kernel_is_backward = true;
extern const int64_t kernel_launch_count = 1;

struct Scratch {
    float *planes, *grad_planes;  // [B*H, C, N]
    float* grad_samples;          // [L, B*H, C, Q, P]
};

static int64_t carve(const msda_problem& p, char* base, Scratch* scratch) {
    Arena arena = {base, 0, false};
    int64_t planes = p.batch * p.heads * p.channels * p.pixels, samples = sample_elements(p);
    scratch->planes = arena.take<float>(planes);
    scratch->grad_planes = arena.take<float>(planes);
    scratch->grad_samples = arena.take<float>(samples);
    return arena.overflow || samples < 0 ? -1 : arena.used;
}

int64_t kernel_scratch_bytes(const msda_problem& problem, const int64_t*) {
    Scratch scratch;
    return carve(problem, nullptr, &scratch);
}

void kernel_prepare(Launch&) {}

// Backward of "times weight, then sum": grad_sample = grad_output * weight.
static void spread_grad_output(const msda_problem& p, const Scratch& scratch, int64_t bh) {
    int64_t b = bh / p.heads, h = bh % p.heads;
    for (int64_t level = 0; level < p.levels; level++) {
        for (int64_t c = 0; c < p.channels; c++) {
            float* samples = scratch.grad_samples + samples_offset(p, level, bh, c);
            for (int64_t q = 0; q < p.queries; q++) {
                int64_t row = (b * p.queries + q) * p.heads + h;
                float grad = load<1>(stored(p.grad_output) + row * p.channels + c);
                const float* weights = p.weights + (row * p.levels + level) * p.points;
                for (int64_t i = 0; i < p.points; i++) {
                    samples[q * p.points + i] = grad * weights[i];
                }
            }
        }
    }
}

struct LocationGradient {
    float x, y, weight;
};

// One location of grid_sample's backward: every channel's plane takes its share.
static LocationGradient backward_of_location(
        const msda_problem& p, const Corners& k, const float* planes, float* grad_planes, const float* grad_samples,
        const Stored* grad_row) {
    LocationGradient g = {0.0f, 0.0f, 0.0f};
    for (int64_t c = 0; c < p.channels; c++) {
        float grad = grad_samples[c * p.queries * p.points];
        float corner[4];
        float sample = 0.0f;
        for (int j = 0; j < 4; j++) {
            corner[j] = 0.0f;
            if (k.inside[j]) {
                corner[j] = planes[c * p.pixels + k.pixel[j]];
                grad_planes[c * p.pixels + k.pixel[j]] += grad * k.weight[j];
                sample += k.weight[j] * corner[j];
            }
        }
        g.x += grad * ((corner[1] - corner[0]) * (1.0f - k.fy) + (corner[3] - corner[2]) * k.fy);
        g.y += grad * ((corner[2] - corner[0]) * (1.0f - k.fx) + (corner[3] - corner[1]) * k.fx);
        g.weight += load<1>(grad_row + c) * sample;
    }
    return g;
}

static void backward_of_level(const msda_problem& p, const Scratch& scratch, int64_t bh, int64_t level) {
    int64_t b = bh / p.heads, h = bh % p.heads;
    int64_t height = p.level_height[level], width = p.level_width[level];
    int64_t plane = bh * p.channels * p.pixels + p.level_start[level];
    const float* grad_samples = scratch.grad_samples + samples_offset(p, level, bh, 0);
    for (int64_t q = 0; q < p.queries; q++) {
        int64_t row = (b * p.queries + q) * p.heads + h;
        for (int64_t i = 0; i < p.points; i++) {
            int64_t point = (row * p.levels + level) * p.points + i;
            Corners k = corners_of(p.locations[2 * point], p.locations[2 * point + 1], height, width);
            LocationGradient g = {0.0f, 0.0f, 0.0f};
            if (k.counts) {
                g = backward_of_location(
                        p, k, scratch.planes + plane, scratch.grad_planes + plane, grad_samples + q * p.points + i,
                        stored(p.grad_output) + row * p.channels);
            }
            p.grad_weights[point] = g.weight;
            p.grad_locations[2 * point] = g.x * (float)width;
            p.grad_locations[2 * point + 1] = g.y * (float)height;
        }
    }
}

static void run_member(void* context, int64_t member) {
    Launch& launch = *(Launch*)context;
    const msda_problem& p = launch.problem;
    Scratch scratch;
    carve(p, launch.scratch, &scratch);
    int64_t plane = p.channels * p.pixels;
    int64_t last = grid_share(p.batch * p.heads, member + 1, launch.threads);
    for (int64_t bh = grid_share(p.batch * p.heads, member, launch.threads); bh < last; bh++) {
        to_planes(p, bh, stored(p.value), scratch.planes);
        spread_grad_output(p, scratch, bh);
        __builtin_memset(scratch.grad_planes + bh * plane, 0, (size_t)plane * sizeof(float));
        for (int64_t level = 0; level < p.levels; level++) {
            backward_of_level(p, scratch, bh, level);
        }
        from_planes(p, bh, scratch.grad_planes, stored(p.grad_value));
    }
}

void kernel_run(Launch& launch) {
    team_run(launch.team, run_member, &launch);
    const msda_problem& p = launch.problem;
    inject_fault(p.grad_locations, 2 * p.batch * p.queries * p.heads * p.levels * p.points);
}
