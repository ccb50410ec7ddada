// The cycle model against the public figures: model_table PATTERNS.so. Prints a table in Markdown. Rows that a constant was fitted
// to, or is, say so; the error of the others is what the model is worth. Exit code 1 if a fitted row is more than 3 % off, or a
// checked one is off by more than it is known to be.
#include <dlfcn.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include "acl/acl.h"

extern "C" aclError msdaSimElapsedBand(double* lowNs, double* highNs, aclrtEvent start, aclrtEvent end);

namespace {

struct Matrix {  // as in patterns.asc
    uint32_t rows, stride, width, tileRows, tileBytes, shared, rotate;
};
using Tiles = void (*)(void*, const void*, uint32_t, void*);
using Sums = void (*)(void*, void*, void*, uint64_t, uint32_t, uint32_t, uint32_t, uint32_t, void*);
using Nothing = void (*)(uint32_t, void*);
using Scattered = void (*)(void*, uint32_t, uint32_t, uint32_t, uint32_t, void*);
using Gathers = void (*)(uint32_t, uint32_t, void*);
using Stores = void (*)(void*, uint32_t, void*);
using Instructions = void (*)(uint32_t, uint32_t, uint32_t, void*);

constexpr uint32_t CORES = 48;
constexpr double GIGAHERTZ = 1.85;
constexpr size_t BUFFER = 512 * 1024 * 1024;

// Microseconds, or what is made of them, with the ends of the model's band.
struct Time {
    double expected, low, high;
    Time operator+(const Time& b) const { return {expected + b.expected, low + b.low, high + b.high}; }
    Time operator-(const Time& b) const { return {expected - b.expected, low - b.low, high - b.high}; }
    Time operator*(double f) const { return {expected * f, low * f, high * f}; }
    Time rate(double amount) const { return {amount / expected, amount / high, amount / low}; }
};

aclrtStream stream;
char* data;
void* written;
void* flushed;
void* library;
bool failed = false;

void must(aclError error) {
    if (error != ACL_SUCCESS) {
        const char* text = aclGetRecentErrMsg();
        printf("error %d: %s\n", error, text ? text : "");
        exit(1);
    }
}

Time timeOf(const std::function<void()>& launch) {
    aclrtEvent start = nullptr, end = nullptr;
    must(aclrtCreateEventWithFlag(&start, ACL_EVENT_TIME_LINE));
    must(aclrtCreateEventWithFlag(&end, ACL_EVENT_TIME_LINE));
    must(aclrtRecordEvent(start, stream));
    launch();
    must(aclrtRecordEvent(end, stream));
    must(aclrtSynchronizeStream(stream));
    float milliseconds = 0;
    Time time{};
    must(aclrtEventElapsedTime(&milliseconds, start, end));
    must(msdaSimElapsedBand(&time.low, &time.high, start, end));
    must(aclrtDestroyEvent(start));
    must(aclrtDestroyEvent(end));
    return {milliseconds * 1e3, time.low / 1e3, time.high / 1e3};
}

void flush() {
    must(aclrtMemset(flushed, BUFFER, 0, BUFFER));
}

template <typename T>
T call(const char* name) {
    return reinterpret_cast<T>(dlsym(library, name));
}

Time launchOf(uint32_t blocks) {
    return timeOf([&] { call<Nothing>("run_nothing")(blocks, stream); });
}

// The time of a launch without what launching costs.
Time pure(uint32_t blocks, const std::function<void()>& launch) {
    return timeOf(launch) - launchOf(blocks);
}

// `use` begins with "fitted", "given", "checked" or "bound"; a checked row may be `allowed` per cent off, which is what it is.
void row(const char* what, const char* source, const char* unit, double published, const Time& model, const char* use, double allowed = 3) {
    const double error = 100 * (model.expected / published - 1);
    const bool bound = std::string(use).rfind("bound", 0) == 0, inside = model.low <= published && published <= model.high;
    char band[64] = "-";
    if (!bound) {
        snprintf(band, sizeof band, "%.3g to %.3g%s", model.low, model.high, inside ? "" : ", outside");
    }
    printf("| %s | %s | %.4g %s | %.4g %s | %+.0f %% | %s | %s |\n", what, source, published, unit, model.expected, unit, error, band, use);
    if (!bound && std::fabs(error) > allowed) {
        fprintf(stderr, "FAILED: '%s' is %.1f %% off, more than %.0f %%\n", what, error, allowed);
        failed = true;
    }
}

Time tiles(const Matrix& matrix, size_t offset = 0) {
    return pure(CORES, [&] { call<Tiles>("run_tiles")(data + offset, &matrix, CORES, stream); });
}

Time cold(const Matrix& matrix) {
    flush();
    return tiles(matrix);
}

// asc-devkit's data_copy: a matrix of 12288 x 12288 half, in the bytes of which float32 stands in for two half.
void copies() {
    constexpr uint32_t N = 12288, BYTES = 2 * N;
    row("302 MB to UB, tiles of 1 x 128 B", "ASC", "us", 548.16, cold({N, BYTES, BYTES, 1, 128, 0, 0}), "fitted: issue of a copy");
    row("302 MB to UB, tiles of 64 x 128 B", "ASC", "us", 220.77, cold({N, BYTES, BYTES, 64, 128, 0, 0}), "fitted: a row of a copy");
    const Time large = cold({N, BYTES, BYTES, 64, 2048, 0, 0});
    row("302 MB to UB, tiles of 64 x 2048 B", "ASC", "us", 202.66, large, "fitted: memory bandwidth");
    row("the same, rows one element short", "ASC", "us", 259.05, cold({N, BYTES - 4, BYTES - 4, 64, 2048, 0, 0}), "fitted: unaligned rows");
    Time four = large;
    for (int i = 0; i < 3; i++) {
        four = four + tiles({N, BYTES, BYTES, 64, 2048, 0, 0});
    }
    row("302 MB four times over, each time missing the L2", "ASC", "us", 816.05, four, "checked");
    flush();
    Time sliced{};
    for (uint32_t slice = 0; slice < 4; slice++) {
        for (int i = 0; i < 4; i++) {
            sliced = sliced + tiles({N, BYTES, BYTES / 4, 64, 2048, 0, 0}, slice * BYTES / 4);
        }
        flush();
    }
    row("a quarter of it four times, then the next: 3 of 4 reads hit the L2", "ASC", "us", 354.56, sliced, "checked", 20);
    const Time same = cold({6144, 1024, 1024, 128, 128, 1, 0}), apart = cold({6144, 1024, 1024, 128, 128, 1, 1});
    row("48 cores read 6.3 MB each in the same order, tiles of 128 x 128 B", "ASC", "us", 474.72, same, "fitted: service of a line");
    row("the same, each core beginning elsewhere", "ASC", "us", 307.38, apart, "checked", 30);
    row("what beginning elsewhere gains", "ASC", "x", 474.72 / 307.38, {same.expected / apart.expected, same.low / apart.high, same.high / apart.low}, "checked", 42);
}

// asc-devkit's add_high_performance: 134 MB + 134 MB = 134 MB of half; pieces in bytes are what they are there.
void additions() {
    constexpr uint64_t ELEMENTS = 8192ULL * 8192 / 2;
    auto add = [&](uint64_t elements, uint32_t piece, uint32_t buffers, uint32_t scalar, uint32_t cores) {
        flush();
        return timeOf([&] { call<Sums>("run_sums")(data, data + BUFFER / 2, written, elements, piece, buffers, scalar, cores, stream); });
    };
    // An element of half takes as long as one of float32 on the scalar pipe, so half as many take half as long: a share of them.
    const Time scalar = add(ELEMENTS / 64, 2048, 1, 1, 1) * 128;
    row("Add of 67 M elements by one core's scalar pipe", "ASC", "us", 1239689, scalar, "fitted: a scalar read of UB");
    row("Add of 134 MB + 134 MB by one core, pieces of 8 KB", "ASC", "us", 6909.6, add(ELEMENTS, 2048, 1, 0, 1), "checked; latency of copies is from its parts", 8);
    row("the same by 48 cores", "ASC", "us", 306.58, add(ELEMENTS, 2048, 1, 0, CORES), "checked", 15);
    row("the same, pieces of 32 KB", "ASC", "us", 268.5, add(ELEMENTS, 8192, 1, 0, CORES), "checked", 15);
    row("the same, two buffers", "ASC", "us", 264.02, add(ELEMENTS, 8192, 2, 0, CORES), "checked", 15);
}

// PTO's calibration, and what follows from it.
void instructions() {
    auto cycles = [&](uint32_t which, uint32_t repeats) {
        constexpr uint32_t COUNT = 1 << 14;
        return pure(1, [&] { call<Instructions>("run_instructions")(which, COUNT, repeats, stream); }) * (GIGAHERTZ * 1e3 / COUNT);
    };
    const Time add = cycles(0, 16), reduce = cycles(4, 16);
    row("Add of 16 repeats, each after the other", "PTO", "cycles", 2.11 * 16 + 24, add, "given");
    row("Mul, the same", "PTO", "cycles", 2.3 * 16 + 25, cycles(1, 16), "given");
    row("Muls, the same", "PTO", "cycles", 16 + 26, cycles(2, 16), "given");
    row("Adds, the same", "PTO", "cycles", 16 + 31, cycles(3, 16), "given");
    row("WholeReduceSum, the same", "PTO", "cycles", 7 * 16 + 46, reduce, "given");
    const double one = cycles(4, 1).expected / cycles(0, 1).expected, many = reduce.expected / add.expected;
    row("reduction over Add, 1 repeat (published: 2 to 5)", "ASC", "x", 2, {one, one, one}, "bound: at least");
    row("reduction over Add, 16 repeats (published: 2 to 5)", "ASC", "x", 5, {many, many, many}, "bound: at most");
    flush();
    const Time in = pure(1, [&] {
        const Matrix one = {8192, 2048, 2048, 32, 2048, 0, 0};
        call<Tiles>("run_tiles")(data, &one, 1, stream);
    });
    row("one core, memory to UB", "PTO", "GB/s", 100.9, in.rate(8192e-3 * 2048), "given: bytes per cycle", 5);
    const Time out = pure(1, [&] { call<Stores>("run_stores")(written, 1024, stream); });
    row("one core, UB to memory", "PTO", "GB/s", 188, out.rate(64 * 1.024 * 1024), "given: bytes per cycle", 5);
}

void gathers() {
    constexpr uint32_t COUNT = 1 << 14;
    const Time far = pure(CORES, [&] { call<Scattered>("run_scattered")(data, COUNT, 32, 1 << 20, CORES, stream); });
    row("32-byte rows from scattered places, 48 cores", "PAPER", "GB/s", 106, far.rate(32e-3 * COUNT * CORES), "fitted: setting up a copy");
    const Time near = pure(CORES, [&] { call<Gathers>("run_gathers")(COUNT, CORES, stream); });
    row("gather in UB, 48 cores", "PAPER", "GB/s", 845, near.rate(256e-3 * COUNT * CORES), "checked", 5);
    row("a launch of 48 blocks that do nothing", "ASC", "us", 12, launchOf(CORES), "bound: at most, and other causes are in it");
}

}  // namespace

int main(int, char** argv) {
    library = dlopen(argv[1], RTLD_NOW);
    if (!library) {
        puts(dlerror());
        return 1;
    }
    must(aclInit(nullptr));
    must(aclrtSetDevice(0));
    must(aclrtCreateStream(&stream));
    void* memory = nullptr;
    must(aclrtMalloc(&memory, BUFFER, ACL_MEM_MALLOC_HUGE_FIRST));
    must(aclrtMalloc(&written, BUFFER / 4 + 4096, ACL_MEM_MALLOC_HUGE_FIRST));
    data = static_cast<char*>(memory);
    must(aclrtMalloc(&flushed, BUFFER, ACL_MEM_MALLOC_HUGE_FIRST));
    printf("| Pattern | Source | Published | Model | Error | Band | Used |\n|---|---|---|---|---|---|---|\n");
    copies();
    additions();
    instructions();
    gathers();
    return failed ? 1 : 0;
}
