// What the machine itself can do of what MSDA on C = 32 float32 needs, printed as name=value lines:
//   gatherNs   one pixel of 128 bytes gathered from an L2-resident plane and added to an accumulator with its weight
//   scatterNs  one such pixel read, changed and written back
//   readNsPerByte, writeNsPerByte  streams that miss every cache
// Times are for all threads together: a pixel's time is the wall time over the pixels of all threads. Pixels come in pairs,
// two neighbours of a row, as a bilinear window has them. Each figure is the median of its rounds.
//
// usage: probe THREADS PLANE_BYTES STREAM_BYTES
#include <omp.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <vector>

// Half a pixel, anywhere.
typedef float Vector __attribute__((vector_size(64), aligned(4)));

static const int64_t channels = 32, pairs_per_output = 32, pairs_in_list = 4096;
static const int rounds = 15;

struct Pixels {
    float* plane;
    std::vector<int32_t> first;  // of each pair, in floats
    std::vector<float> weight;   // of each pixel
    std::vector<float> output;
};

static float* allocate(int64_t bytes) {
    void* memory = nullptr;
    if (posix_memalign(&memory, 4096, (size_t)bytes) != 0) {
        fprintf(stderr, "no memory for %lld bytes\n", (long long)bytes);
        exit(1);
    }
    memset(memory, 0, (size_t)bytes);
    return (float*)memory;
}

static Pixels make_pixels(int64_t plane_bytes, uint64_t seed) {
    Pixels pixels{allocate(plane_bytes), {}, {}, std::vector<float>(pairs_in_list / pairs_per_output * channels)};
    const int64_t count = plane_bytes / (int64_t)sizeof(float) / channels;
    for (int64_t i = 0; i < pairs_in_list; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        pixels.first.push_back((int32_t)((int64_t)((seed >> 33) % (uint64_t)(count - 1)) * channels));
        pixels.weight.push_back(0.25f);
        pixels.weight.push_back(0.75f);
    }
    return pixels;
}

static void gather(Pixels& p) {
    for (int64_t i = 0; i < pairs_in_list; i += pairs_per_output) {
        Vector sum[4] = {};
        for (int64_t j = i; j < i + pairs_per_output; j++) {
            const Vector* at = (const Vector*)(p.plane + p.first[(size_t)j]);
            const float a = p.weight[(size_t)(2 * j)], b = p.weight[(size_t)(2 * j + 1)];
            sum[0] += a * at[0];
            sum[1] += a * at[1];
            sum[2] += b * at[2];
            sum[3] += b * at[3];
        }
        Vector* out = (Vector*)&p.output[(size_t)(i / pairs_per_output * channels)];
        out[0] = sum[0] + sum[2];
        out[1] = sum[1] + sum[3];
    }
}

static void scatter(Pixels& p) {
    for (int64_t i = 0; i < pairs_in_list; i += pairs_per_output) {
        const Vector* gradient = (const Vector*)&p.output[(size_t)(i / pairs_per_output * channels)];
        const Vector first = gradient[0], second = gradient[1];
        for (int64_t j = i; j < i + pairs_per_output; j++) {
            Vector* at = (Vector*)(p.plane + p.first[(size_t)j]);
            const float a = p.weight[(size_t)(2 * j)], b = p.weight[(size_t)(2 * j + 1)];
            at[0] += a * first;
            at[1] += a * second;
            at[2] += b * first;
            at[3] += b * second;
        }
    }
}

static Vector read_all(const Vector* from, int64_t count) {
    Vector sums[8] = {};
    for (int64_t i = 0; i + 8 <= count; i += 8) {
        for (int64_t j = 0; j < 8; j++) {
            __builtin_prefetch(from + i + j + 64);
            sums[j] += from[i + j];
        }
    }
    return sums[0] + sums[1] + sums[2] + sums[3] + sums[4] + sums[5] + sums[6] + sums[7];
}

// Median wall time in ns of `work`, which all members do at once, `repeats` times.
template <typename Work>
static double median_ns(int threads, int repeats, const Work& work) {
    std::vector<double> times;
    for (int round = 0; round < rounds; round++) {
        double start = 0, end = 0;
#pragma omp parallel num_threads(threads)
        {
            work(omp_get_thread_num());
#pragma omp barrier
#pragma omp master
            start = omp_get_wtime();
#pragma omp barrier
            for (int i = 0; i < repeats; i++) {
                work(omp_get_thread_num());
                asm volatile("" ::: "memory");
            }
#pragma omp barrier
#pragma omp master
            end = omp_get_wtime();
        }
        times.push_back((end - start) * 1e9 / repeats);
    }
    std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
    return times[rounds / 2];
}

static void pin_team(int threads) {
    cpu_set_t usable;
    sched_getaffinity(0, sizeof usable, &usable);
    std::vector<int> cpus;
    for (int c = 0; c < CPU_SETSIZE; c++) {
        if (CPU_ISSET(c, &usable)) {
            cpus.push_back(c);
        }
    }
#pragma omp parallel num_threads(threads)
    {
        cpu_set_t own;
        CPU_ZERO(&own);
        CPU_SET(cpus.at((size_t)omp_get_thread_num()), &own);
        if (sched_setaffinity(0, sizeof own, &own) != 0) {
            fprintf(stderr, "a thread cannot be pinned\n");
            exit(1);
        }
    }
}

static void probe_pixels(int threads, int64_t plane_bytes) {
    std::vector<Pixels> all;
    for (int t = 0; t < threads; t++) {
        all.push_back(make_pixels(plane_bytes, 17 + (uint64_t)t));
    }
    const double pixels = 2.0 * pairs_in_list * threads;
    printf("gatherNs=%.6f\n", median_ns(threads, 20, [&](int t) { gather(all[(size_t)t]); }) / pixels);
    printf("scatterNs=%.6f\n", median_ns(threads, 20, [&](int t) { scatter(all[(size_t)t]); }) / pixels);
}

static void probe_streams(int threads, int64_t stream_bytes) {
    const int64_t count = stream_bytes / (int64_t)sizeof(Vector) / threads;
    Vector* stream = (Vector*)allocate(stream_bytes);
    std::vector<Vector> sums((size_t)threads);
    const double read = median_ns(threads, 1, [&](int t) { sums[(size_t)t] = read_all(stream + t * count, count); });
    const double write = median_ns(threads, 1, [&](int t) { memset(stream + t * count, t, (size_t)count * sizeof(Vector)); });
    printf("readNsPerByte=%.6f\nwriteNsPerByte=%.6f\n", read / (double)stream_bytes, write / (double)stream_bytes);
}

int main(int arguments, char** argument) {
    if (arguments != 4) {
        fprintf(stderr, "usage: probe THREADS PLANE_BYTES STREAM_BYTES\n");
        return 2;
    }
    const int threads = atoi(argument[1]);
    pin_team(threads);
    probe_pixels(threads, atoll(argument[2]));
    probe_streams(threads, atoll(argument[3]));
    return 0;
}
