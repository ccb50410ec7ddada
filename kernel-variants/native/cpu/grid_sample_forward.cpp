// Forward of the baseline `grid-sample`, see grid_sample.h. Scratch: planes [B*H, C, N], samples [L, B*H, C, Q, P].
#include "fault.h"
#include "grid_sample.h"

extern const char* const kernel_description = "kernel=msda-forward;implementation=grid-sample;dtype=" MSDA_NAME(MSDA_DTYPE) ";launch=threads";
extern const bool kernel_is_backward = false;
extern const int64_t kernel_launch_count = 1;

struct Scratch {
    float *planes, *samples;
};

static int64_t carve(const msda_problem& p, char* base, Scratch* scratch) {
    Arena arena = {base, 0, false};
    scratch->planes = arena.take<float>(p.batch * p.heads * p.channels * p.pixels);
    int64_t samples = sample_elements(p);
    scratch->samples = arena.take<float>(samples);
    return arena.overflow || samples < 0 ? -1 : arena.used;
}

int64_t kernel_scratch_bytes(const msda_problem& problem, const int64_t*) {
    Scratch scratch;
    return carve(problem, nullptr, &scratch);
}

void kernel_prepare(Launch&) {}

// grid_sample of one level: for each location, its bilinear sample in every channel's plane.
static void sample_level(const msda_problem& p, const Scratch& scratch, int64_t bh, int64_t level) {
    int64_t b = bh / p.heads, h = bh % p.heads;
    const float* planes = scratch.planes + bh * p.channels * p.pixels + p.level_start[level];
    float* samples = scratch.samples + samples_offset(p, level, bh, 0);
    int64_t per_channel = p.queries * p.points;
    for (int64_t q = 0; q < p.queries; q++) {
        for (int64_t i = 0; i < p.points; i++) {
            const float* uv = p.locations + 2 * ((((b * p.queries + q) * p.heads + h) * p.levels + level) * p.points + i);
            Corners k = corners_of(uv[0], uv[1], p.level_height[level], p.level_width[level]);
            for (int64_t c = 0; c < p.channels; c++) {
                const float* plane = planes + c * p.pixels;
                float sum = 0.0f;
                for (int j = 0; j < 4; j++) {
                    sum += k.inside[j] ? k.weight[j] * plane[k.pixel[j]] : 0.0f;
                }
                samples[c * per_channel + q * p.points + i] = sum;
            }
        }
    }
}

// output[b, q, h, :] = the sum over levels and points of weight * sample.
static void weigh_and_sum(const msda_problem& p, const Scratch& scratch, int64_t bh) {
    int64_t b = bh / p.heads, h = bh % p.heads;
    for (int64_t q = 0; q < p.queries; q++) {
        int64_t row = (b * p.queries + q) * p.heads + h;
        for (int64_t c = 0; c < p.channels; c++) {
            float sum = 0.0f;
            for (int64_t level = 0; level < p.levels; level++) {
                const float* samples = scratch.samples + samples_offset(p, level, bh, c) + q * p.points;
                const float* weights = p.weights + (row * p.levels + level) * p.points;
                for (int64_t i = 0; i < p.points; i++) {
                    sum += samples[i] * weights[i];
                }
            }
            store<1>(stored(p.output) + row * p.channels + c, sum);
        }
    }
}

static void run_member(void* context, int64_t member) {
    Launch& launch = *(Launch*)context;
    const msda_problem& p = launch.problem;
    Scratch scratch;
    carve(p, launch.scratch, &scratch);
    int64_t last = grid_share(p.batch * p.heads, member + 1, launch.threads);
    for (int64_t bh = grid_share(p.batch * p.heads, member, launch.threads); bh < last; bh++) {
        to_planes(p, bh, stored(p.value), scratch.planes);
        for (int64_t level = 0; level < p.levels; level++) {
            sample_level(p, scratch, bh, level);
        }
        weigh_and_sum(p, scratch, bh);
    }
}

void kernel_run(Launch& launch) {
    team_run(launch.team, run_member, &launch);
    const msda_problem& p = launch.problem;
    inject_fault(stored(p.output), p.batch * p.queries * p.heads * p.channels);
}
