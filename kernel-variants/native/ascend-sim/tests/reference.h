// MSDA in double precision, for checking kernels without anything else of the project.
#ifndef REFERENCE_H
#define REFERENCE_H

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

struct Problem {
    int64_t batch, queries, heads, channels, points, pixels;
    std::vector<int64_t> height, width, start;
    std::vector<float> value, locations, weights, gradOutput;

    int64_t levels() const { return static_cast<int64_t>(height.size()); }
    int64_t places() const { return batch * queries * heads * levels() * points; }

    void setLevels(const std::vector<std::pair<int64_t, int64_t>>& sizes) {
        pixels = 0;
        for (auto [h, w] : sizes) {
            height.push_back(h);
            width.push_back(w);
            start.push_back(pixels);
            pixels += h * w;
        }
    }
};

struct Answer {
    std::vector<double> output, gradValue, gradLocations, gradWeights;
};

inline Answer referenceOf(const Problem& p) {
    Answer a;
    a.output.resize(static_cast<size_t>(p.batch * p.queries * p.heads * p.channels));
    a.gradValue.resize(p.value.size());
    a.gradLocations.resize(p.locations.size());
    a.gradWeights.resize(p.weights.size());
    for (int64_t i = 0; i < p.places(); i++) {
        const int64_t group = i / (p.levels() * p.points), level = i / p.points % p.levels(), head = group % p.heads;
        const int64_t b = group / p.heads / p.queries, w = p.width[level], h = p.height[level];
        const double x = static_cast<double>(p.locations[2 * i]) * w - 0.5, y = static_cast<double>(p.locations[2 * i + 1]) * h - 0.5;
        if (!(x > -1 && x < w && y > -1 && y < h)) {
            continue;
        }
        const double fx = std::floor(x), fy = std::floor(y);
        for (int corner = 0; corner < 4; corner++) {
            const double cx = fx + corner % 2, cy = fy + corner / 2;
            if (cx < 0 || cx >= w || cy < 0 || cy >= h) {
                continue;
            }
            const double wx = 1 - std::fabs(x - cx), wy = 1 - std::fabs(y - cy);
            const double sx = corner % 2 ? 1 : -1, sy = corner / 2 ? 1 : -1;
            const int64_t pixel = p.start[level] + static_cast<int64_t>(cy) * w + static_cast<int64_t>(cx);
            const int64_t at = ((b * p.pixels + pixel) * p.heads + head) * p.channels;
            double dot = 0;
            for (int64_t c = 0; c < p.channels; c++) {
                const double go = p.gradOutput[group * p.channels + c];
                a.output[group * p.channels + c] += p.weights[i] * wx * wy * p.value[at + c];
                a.gradValue[at + c] += p.weights[i] * wx * wy * go;
                dot += go * p.value[at + c];
            }
            a.gradWeights[i] += wx * wy * dot;
            a.gradLocations[2 * i] += p.weights[i] * wy * sx * dot * w;
            a.gradLocations[2 * i + 1] += p.weights[i] * wx * sy * dot * h;
        }
    }
    return a;
}

enum class Places { SPREAD, BORDER, OUTSIDE, NOT_NUMBERS };

inline void fillRandomly(Problem& p, Places places, uint32_t seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> unit(0, 1), around(-1, 1);
    auto draw = [&](std::vector<float>& to, int64_t count) {
        to.resize(static_cast<size_t>(count));
        for (float& each : to) {
            each = around(random);
        }
    };
    draw(p.value, p.batch * p.pixels * p.heads * p.channels);
    draw(p.weights, p.places());
    draw(p.gradOutput, p.batch * p.queries * p.heads * p.channels);
    p.locations.resize(static_cast<size_t>(2 * p.places()));
    for (size_t i = 0; i < p.locations.size(); i++) {
        const int64_t level = static_cast<int64_t>(i) / 2 / p.points % p.levels(), size = i % 2 ? p.height[level] : p.width[level];
        float u = unit(random);
        if (places == Places::BORDER) {
            u = unit(random) < 0.5F ? u * 1.5F / size - 0.5F / size : 1 + 0.5F / size - u * 1.5F / size;
        } else if (places == Places::OUTSIDE) {
            u = (u - 0.5F) * 40;
        }
        // Keep away from where the location's gradient jumps.
        const float x = u * size - 0.5F, fraction = x - std::floor(x);
        u = (std::floor(x) + 0.02F + 0.96F * fraction + 0.5F) / size;
        if (places == Places::NOT_NUMBERS && unit(random) < 0.3F) {
            const float odd[] = {NAN, INFINITY, -INFINITY, 3e38F, -3e38F};
            u = odd[random() % 5];
        }
        p.locations[i] = u;
    }
}

#endif
