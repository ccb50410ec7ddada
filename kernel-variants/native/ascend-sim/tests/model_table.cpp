// The cycle model against the public figures: model_table PATTERNS.so. Prints a table in Markdown. Rows that a constant was fitted
// to, or is, say so; the error of the others is what the model is worth. Exit code 1 if a fitted row is more than 3 % off.
#include <dlfcn.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "acl/acl.h"

namespace {

using Copies = void (*)(void*, uint32_t, uint32_t, uint32_t, uint32_t, uint32_t, uint32_t, void*);
using Scattered = void (*)(void*, uint32_t, uint32_t, uint32_t, uint32_t, void*);
using Gathers = void (*)(uint32_t, uint32_t, void*);
using Stores = void (*)(void*, uint32_t, void*);
using Additions = void (*)(uint32_t, uint32_t, void*);

constexpr double MEGABYTES = 302;
constexpr uint32_t CORES = 48;
constexpr size_t BUFFER = 512 * 1024 * 1024;

aclrtStream stream;
void* data;
void* flushed;
bool failed = false;

void must(aclError error) {
    if (error != ACL_SUCCESS) {
        const char* text = aclGetRecentErrMsg();
        printf("error %d: %s\n", error, text ? text : "");
        exit(1);
    }
}

double microseconds(const std::function<void()>& launch) {
    aclrtEvent start = nullptr, end = nullptr;
    must(aclrtCreateEventWithFlag(&start, ACL_EVENT_TIME_LINE));
    must(aclrtCreateEventWithFlag(&end, ACL_EVENT_TIME_LINE));
    must(aclrtRecordEvent(start, stream));
    launch();
    must(aclrtRecordEvent(end, stream));
    must(aclrtSynchronizeStream(stream));
    float milliseconds = 0;
    must(aclrtEventElapsedTime(&milliseconds, start, end));
    return milliseconds * 1e3;
}

void flush() {
    must(aclrtMemset(flushed, BUFFER, 0, BUFFER));
}

// The time of a launch without what launching costs: that of a launch twice as long, less that of the launch.
double pure(const std::function<void(uint32_t)>& launch, uint32_t count) {
    flush();
    const double one = microseconds([&] { launch(count); });
    flush();
    return microseconds([&] { launch(2 * count); }) - one;
}

void row(const char* what, const char* source, const char* unit, double published, double model, const char* use) {
    const double error = 100 * (model / published - 1);
    printf("| %s | %s | %.4g %s | %.4g %s | %+.0f %% | %s |\n", what, source, published, unit, model, unit, error, use);
    failed |= use[0] == 'f' && std::fabs(error) > 3;
}

}  // namespace

int main(int, char** argv) {
    void* library = dlopen(argv[1], RTLD_NOW);
    if (!library) {
        puts(dlerror());
        return 1;
    }
    auto copies = reinterpret_cast<Copies>(dlsym(library, "run_copies"));
    auto scattered = reinterpret_cast<Scattered>(dlsym(library, "run_scattered"));
    auto gathers = reinterpret_cast<Gathers>(dlsym(library, "run_gathers"));
    auto stores = reinterpret_cast<Stores>(dlsym(library, "run_stores"));
    auto additions = reinterpret_cast<Additions>(dlsym(library, "run_additions"));
    must(aclInit(nullptr));
    must(aclrtSetDevice(0));
    must(aclrtCreateStream(&stream));
    must(aclrtMalloc(&data, BUFFER * 2, ACL_MEM_MALLOC_HUGE_FIRST));
    must(aclrtMalloc(&flushed, BUFFER, ACL_MEM_MALLOC_HUGE_FIRST));

    auto pattern = [&](uint32_t rows, uint32_t bytes, uint32_t cores, bool shared, bool rotate) {
        const auto count = static_cast<uint32_t>(MEGABYTES * 1e6 / rows / bytes / cores / (shared ? 8 : 1));
        return std::make_pair(pure([&](uint32_t n) { copies(data, n, rows, bytes, shared, rotate, cores, stream); }, count),
                              1e-6 * count * rows * bytes * cores);
    };
    printf("| Pattern | Source | Published | Model | Error | Used |\n|---|---|---|---|---|---|\n");
    auto time = [&](uint32_t rows, uint32_t bytes) {
        const auto [us, mb] = pattern(rows, bytes, CORES, false, false);
        return us * MEGABYTES / mb;
    };
    row("302 MB to UB, 1 x 128 B a copy, 48 cores", "ASC", "us", 548, time(1, 128), "fitted: issue of a copy");
    row("302 MB to UB, 64 x 128 B a copy, 48 cores", "ASC", "us", 221, time(64, 128), "checked");
    row("302 MB to UB, 32 x 2048 B a copy (published: 64), 48 cores", "ASC", "us", 203, time(32, 2048), "fitted: memory bandwidth");
    row("rows of 2044 B against 2048 B, bandwidth", "ASC", "of it", 1 - 0.216, time(32, 2048) / time(32, 2044), "fitted: unaligned rows");
    const auto [same, sameMb] = pattern(8, 2048, CORES, true, false);
    row("all cores read the same in the same order", "ASC", "TB/s", 0.64, sameMb / same, "fitted: service of a line");
    const auto [apart, apartMb] = pattern(8, 2048, CORES, true, true);
    row("the same, each core from another start", "ASC", "TB/s", 0.98, apartMb / apart, "checked");
    const auto [one, oneMb] = pattern(32, 2048, 1, false, false);
    row("one core, memory to UB", "PTO", "GB/s", 100.9, 1e3 * oneMb / one, "given: bytes per cycle");
    const double stored = pure([&](uint32_t n) { stores(data, n, stream); }, 1024);
    row("one core, UB to memory", "PTO", "GB/s", 188, 64 * 1.024 * 1024 / stored, "given: bytes per cycle");
    // 100 MB read four times, the first time from memory, less what launching costs.
    const auto range = [&] { copies(data, 32, 32, 2048, 0, 0, CORES, stream); };
    const double nothing = microseconds([&] { copies(data, 1, 1, 32, 0, 0, CORES, stream); });
    flush();
    double four = microseconds(range) - nothing;
    for (int i = 0; i < 3; i++) {
        four += microseconds(range) - nothing;
    }
    row("three of four reads hit the L2, 48 cores", "ASC", "TB/s", 3.4, 4e-6 * 32 * 32 * 2048 * CORES / four, "checked");
    const double added = pure([&](uint32_t n) { additions(n, 16, stream); }, 1 << 14);
    row("Add of 16 repeats, each after the other", "PTO", "cycles", 2.11 * 16 + 24, added * 1850 / (1 << 14), "given");
    const double far = pure([&](uint32_t n) { scattered(data, n, 32, 1 << 20, CORES, stream); }, 1 << 15);
    row("32-byte rows from scattered places, 48 cores", "PAPER", "GB/s", 106, 32e-3 * (1 << 15) * CORES / far, "fitted: a scalar read of UB");
    const double near = pure([&](uint32_t n) { gathers(n, CORES, stream); }, 1 << 14);
    row("gather in UB, 48 cores", "PAPER", "GB/s", 845, 256e-3 * (1 << 14) * CORES / near, "checked");
    return failed ? 1 : 0;
}
