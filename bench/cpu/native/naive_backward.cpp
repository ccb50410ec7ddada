// The GPU kernel adds to grad_value atomically; a CPU has no cheap float atomics, so each thread has a copy of its own,
// and the copies are added up at the end.
#include "naive.h"

#include <omp.h>
#include <string.h>

const bool naive_is_backward = true;

static int64_t value_size(const msda_problem& p) { return p.batch * p.pixels * p.heads * p.channels; }

int64_t naive_scratch(const msda_problem& p, int threads) { return threads * value_size(p); }

static void item(const msda_problem& p, float* grad_value, int64_t b, int64_t q, int64_t h) {
    const int64_t row = (b * p.queries + q) * p.heads + h, points = p.levels * p.points;
    const float* grad_output = p.grad_output + row * p.channels;
    for (int64_t i = 0; i < points; i++) {
        const int64_t at = row * points + i, level = i / p.points;
        float by_weight = 0, by_x = 0, by_y = 0;
        Window w;
        if (find_window(p, b, h, level, p.locations + 2 * at, w)) {
            for (int corner = 0; corner < 4; corner++) {
                const float* pixel = w.pixel[corner];
                if (pixel == nullptr) {
                    continue;
                }
                float* sum = grad_value + w.offset[corner];
                const float factor = p.weights[at] * w.weight[corner];
                float dot = 0;
#pragma omp simd reduction(+ : dot)
                for (int64_t c = 0; c < p.channels; c++) {
                    sum[c] += factor * grad_output[c];
                    dot += pixel[c] * grad_output[c];
                }
                by_weight += dot * w.weight[corner];
                by_x += dot * w.weight_x[corner];
                by_y += dot * w.weight_y[corner];
            }
        }
        p.grad_weights[at] = by_weight;
        p.grad_locations[2 * at] = by_x * p.weights[at] * p.level_width[level];
        p.grad_locations[2 * at + 1] = by_y * p.weights[at] * p.level_height[level];
    }
}

void naive_run(const msda_plan& plan) {
    const msda_problem& p = plan.problem;
    const int64_t size = value_size(p);
#pragma omp parallel num_threads(plan.threads)
    {
        float* own = plan.scratch + omp_get_thread_num() * size;
        memset(own, 0, (size_t)size * sizeof *own);
#pragma omp for collapse(3) schedule(static)
        for (int64_t b = 0; b < p.batch; b++) {
            for (int64_t q = 0; q < p.queries; q++) {
                for (int64_t h = 0; h < p.heads; h++) {
                    item(p, own, b, q, h);
                }
            }
        }
#pragma omp for schedule(static)
        for (int64_t i = 0; i < size; i++) {
            float sum = 0;
            for (int t = 0; t < plan.threads; t++) {
                sum += plan.scratch[t * size + i];
            }
            p.grad_value[i] = sum;
        }
    }
}
