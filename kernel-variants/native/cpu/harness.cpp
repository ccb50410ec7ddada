// The exported functions of msda_abi.h, the same for every kernel: checks, scratch, team, timing.
#pragma GCC visibility push(default)
#include "msda_abi.h"
#pragma GCC visibility pop

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "kernel.h"

struct msda_plan {
    Launch launch;
};

// False if the product of the sizes passes MSDA_MAX_SIZE.
static bool fits(int64_t a, int64_t b, int64_t c, int64_t d) {
    int64_t product = a;
    const int64_t rest[] = {b, c, d};
    for (int64_t factor : rest) {
        if (__builtin_mul_overflow(product, factor, &product) || product > MSDA_MAX_SIZE) {
            return false;
        }
    }
    return true;
}

static bool levels_are_runnable(const msda_problem& p) {
    const int64_t largest = 1 << 24;  // beyond it a float no longer tells neighbouring pixels apart
    if (p.level_height == nullptr || p.level_width == nullptr || p.level_start == nullptr) {
        return false;
    }
    int64_t next = 0;  // planes are copied and zeroed level by level, so every pixel belongs to one
    for (int64_t l = 0; l < p.levels; l++) {
        int64_t height = p.level_height[l], width = p.level_width[l];
        if (height < 1 || width < 1 || height > largest || width > largest || p.level_start[l] != next
            || height * width > p.pixels - next) {
            return false;
        }
        next += height * width;
    }
    return next == p.pixels;
}

static bool sizes_are_runnable(const msda_problem& p) {
    const int64_t sizes[] = {p.batch, p.queries, p.heads, p.channels, p.levels, p.points, p.pixels};
    for (int64_t size : sizes) {
        if (size < 1 || size > MSDA_MAX_SIZE) {
            return false;
        }
    }
    int64_t row = 0;
    return fits(p.levels, p.points, 2, p.heads) && p.levels * p.points < (int64_t)1 << 31
           && fits(p.batch, p.queries, p.heads, p.levels * p.points * 2) && fits(p.batch, p.queries, p.heads, p.channels)
           && fits(p.batch, p.pixels, p.heads, p.channels) && !__builtin_mul_overflow(p.pixels, p.heads, &row)
           && row < (int64_t)1 << 31 && levels_are_runnable(p);
}

static bool arrays_are_present(const msda_problem& p) {
    if (p.value == nullptr || p.locations == nullptr || p.weights == nullptr) {
        return false;
    }
    return kernel_is_backward ? p.grad_output && p.grad_value && p.grad_locations && p.grad_weights : p.output != nullptr;
}

int32_t msda_abi_version(void) { return MSDA_ABI_VERSION; }

const char* msda_describe(void) { return kernel_description; }

int64_t msda_scratch_bytes(const msda_problem* problem, const int64_t* launch, int64_t launch_count) {
    if (problem == nullptr || launch == nullptr || launch_count != kernel_launch_count || launch[0] < 1
        || launch[0] > 1 << 20 || !sizes_are_runnable(*problem)) {
        return -1;
    }
    return kernel_scratch_bytes(*problem, launch);
}

// More than the machine's memory is refused here: the kernel might promise it, and kill the process at its first use.
static bool exceeds_memory(int64_t bytes) { return bytes / sysconf(_SC_PAGESIZE) >= sysconf(_SC_PHYS_PAGES); }

static const int64_t HUGE_PAGE = 2 << 20;

// Planes of value and gradients are read and written at places that are far apart: in huge pages, where the system gives
// them on request, the backward of an encoder takes a tenth less. Null if there is not that much memory.
static char* allocate_scratch(int64_t bytes) {
    bool large = bytes >= 2 * HUGE_PAGE;
    void* scratch = nullptr;
    if (exceeds_memory(bytes) || posix_memalign(&scratch, large ? HUGE_PAGE : 64, bytes == 0 ? 64 : (size_t)bytes) != 0) {
        return nullptr;
    }
    if (large) {
        madvise(scratch, (size_t)bytes, MADV_HUGEPAGE);  // a wish: what comes of it does not matter here
    }
    return (char*)scratch;
}

static int32_t open_parts(Launch& launch, int64_t bytes) {
    launch.scratch = allocate_scratch(bytes);
    if (launch.scratch == nullptr) {
        return MSDA_REFUSED_MEMORY;
    }
    launch.team = team_open(launch.threads);
    if (launch.team == nullptr) {
        return MSDA_REFUSED_THREADS;
    }
    kernel_prepare(launch);
    return MSDA_OK;
}

int32_t msda_open(const msda_problem* problem, const int64_t* launch, int64_t launch_count, msda_plan** plan) {
    if (plan == nullptr) {
        return MSDA_REFUSED_ARGUMENT;
    }
    *plan = nullptr;
    int64_t bytes = msda_scratch_bytes(problem, launch, launch_count);
    if (bytes < 0 || !arrays_are_present(*problem)) {
        return MSDA_REFUSED_ARGUMENT;
    }
    void* memory = nullptr;
    if (posix_memalign(&memory, alignof(msda_plan), sizeof(msda_plan)) != 0) {
        return MSDA_REFUSED_MEMORY;
    }
    memset(memory, 0, sizeof(msda_plan));
    msda_plan* opened = (msda_plan*)memory;
    opened->launch.problem = *problem;
    memcpy(opened->launch.values, launch, (size_t)launch_count * sizeof *launch);
    opened->launch.threads = launch[0];
    int32_t status = open_parts(opened->launch, bytes);
    if (status != MSDA_OK) {
        msda_close(opened);
        return status;
    }
    *plan = opened;
    return MSDA_OK;
}

int32_t msda_run(msda_plan* plan) {
    if (plan == nullptr) {
        return MSDA_REFUSED_ARGUMENT;
    }
    if (!team_enter(plan->launch.team)) {
        return MSDA_REFUSED_THREADS;
    }
    kernel_run(plan->launch);
    team_leave(plan->launch.team);
    return MSDA_OK;
}

static int64_t now_ns() {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

struct Eviction {
    char* bytes;
    int64_t count, members;
};

// Every member writes its share, so that the caches of its own core lose what they held.
static void evict_share(void* context, int64_t member) {
    const Eviction& e = *(const Eviction*)context;
    int64_t share = e.count / e.members;
    int64_t first = member * share, last = member + 1 == e.members ? e.count : first + share;
    for (int64_t i = first; i < last; i += 64) {
        *(volatile char*)&e.bytes[i] = (char)(e.bytes[i] + 1);
    }
}

static void skip_work(void*, int64_t) {}

int32_t msda_time(msda_plan* plan, int64_t launches, int64_t* samples_ns, char* evict, int64_t evict_bytes) {
    if (plan == nullptr || launches < 0 || samples_ns == nullptr || evict_bytes < 0
        || (evict_bytes > 0 && evict == nullptr)) {
        return MSDA_REFUSED_ARGUMENT;
    }
    Launch& launch = plan->launch;
    if (!team_enter(launch.team)) {
        return MSDA_REFUSED_THREADS;
    }
    if (!team_is_spread(launch.team)) {
        team_leave(launch.team);
        return MSDA_REFUSED_THREADS;
    }
    Eviction eviction = {evict, evict_bytes, launch.threads};
    for (int64_t i = 0; i < launches; i++) {
        // Either way the team is awake when the clock starts: a launch's time has no wake-up from sleep in it.
        team_run(launch.team, evict_bytes > 0 ? evict_share : skip_work, &eviction);
        int64_t start = now_ns();
        kernel_run(launch);
        samples_ns[i] = now_ns() - start;
    }
    team_leave(launch.team);
    return MSDA_OK;
}

void msda_close(msda_plan* plan) {
    if (plan == nullptr) {
        return;
    }
    if (plan->launch.team != nullptr) {
        team_close(plan->launch.team);
    }
    free(plan->launch.scratch);
    free(plan);
}
