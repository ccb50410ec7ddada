#include "naive.h"

const bool naive_is_backward = false;

int64_t naive_scratch(const msda_problem&, int) { return 0; }

static void item(const msda_problem& p, int64_t b, int64_t q, int64_t h) {
    const int64_t row = (b * p.queries + q) * p.heads + h, points = p.levels * p.points;
    float* out = p.output + row * p.channels;
    for (int64_t c = 0; c < p.channels; c++) {
        out[c] = 0;
    }
    for (int64_t i = 0; i < points; i++) {
        Window w;
        if (!find_window(p, b, h, i / p.points, p.locations + 2 * (row * points + i), w)) {
            continue;
        }
        for (int corner = 0; corner < 4; corner++) {
            const float* pixel = w.pixel[corner];
            const float factor = p.weights[row * points + i] * w.weight[corner];
            if (pixel != nullptr) {
                for (int64_t c = 0; c < p.channels; c++) {
                    out[c] += factor * pixel[c];
                }
            }
        }
    }
}

void naive_run(const msda_plan& plan) {
    const msda_problem& p = plan.problem;
#pragma omp parallel for collapse(3) schedule(static) num_threads(plan.threads)
    for (int64_t b = 0; b < p.batch; b++) {
        for (int64_t q = 0; q < p.queries; q++) {
            for (int64_t h = 0; h < p.heads; h++) {
                item(p, b, q, h);
            }
        }
    }
}
