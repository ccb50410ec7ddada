// The exported functions of msda_abi.h for the naive kernels: pins the OpenMP team to the CPUs of the affinity mask and
// times launches as the tuner's own harness does.
#pragma GCC visibility push(default)
#include "msda_abi.h"
#pragma GCC visibility pop

#include <omp.h>
#include <sched.h>
#include <stdlib.h>
#include <time.h>

#include "naive.h"

// Pins every member of the team; the caller's own mask is put back when this goes.
class PinnedTeam {
  public:
    explicit PinnedTeam(int threads) {
        sched_getaffinity(0, sizeof before_, &before_);
        int failures = 0;
#pragma omp parallel num_threads(threads) reduction(+ : failures)
        {
            cpu_set_t own;
            CPU_ZERO(&own);
            CPU_SET(cpu(omp_get_thread_num()), &own);
            failures += omp_get_num_threads() != threads || sched_setaffinity(0, sizeof own, &own) != 0;
        }
        pinned_ = failures == 0;
    }
    ~PinnedTeam() { sched_setaffinity(0, sizeof before_, &before_); }
    bool pinned() const { return pinned_; }

  private:
    // The CPU of the mask with this number.
    int cpu(int number) const {
        for (int c = 0; c < CPU_SETSIZE; c++) {
            if (CPU_ISSET(c, &before_) && number-- == 0) {
                return c;
            }
        }
        return CPU_SETSIZE;
    }

    cpu_set_t before_;
    bool pinned_;
};

int32_t msda_abi_version(void) { return MSDA_ABI_VERSION; }

const char* msda_describe(void) {
    return naive_is_backward ? "kernel=msda-backward;implementation=naive-openmp;launch=threads"
                             : "kernel=msda-forward;implementation=naive-openmp;launch=threads";
}

int64_t msda_scratch_bytes(const msda_problem* problem, const int64_t* launch, int64_t launch_count) {
    return launch_count == 1 ? naive_scratch(*problem, (int)launch[0]) * (int64_t)sizeof(float) : -1;
}

int32_t msda_open(const msda_problem* problem, const int64_t* launch, int64_t launch_count, msda_plan** plan) {
    const int64_t bytes = msda_scratch_bytes(problem, launch, launch_count);
    if (bytes < 0) {
        return MSDA_REFUSED_ARGUMENT;
    }
    void* scratch = nullptr;
    if (posix_memalign(&scratch, 64, bytes == 0 ? 64 : (size_t)bytes) != 0) {
        return MSDA_REFUSED_MEMORY;
    }
    *plan = (msda_plan*)malloc(sizeof(msda_plan));
    **plan = msda_plan{*problem, (int)launch[0], (float*)scratch};
    return MSDA_OK;
}

int32_t msda_run(msda_plan* plan) {
    PinnedTeam team(plan->threads);
    if (!team.pinned()) {
        return MSDA_REFUSED_THREADS;
    }
    naive_run(*plan);
    return MSDA_OK;
}

static int64_t now_ns() {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int32_t msda_time(msda_plan* plan, int64_t launches, int64_t* samples_ns, char* evict, int64_t evict_bytes) {
    PinnedTeam team(plan->threads);
    if (!team.pinned()) {
        return MSDA_REFUSED_THREADS;
    }
    for (int64_t i = 0; i < launches; i++) {
#pragma omp parallel for schedule(static) num_threads(plan->threads)
        for (int64_t at = 0; at < evict_bytes; at += 64) {
            *(volatile char*)&evict[at] = (char)(evict[at] + 1);
        }
        const int64_t start = now_ns();
        naive_run(*plan);
        samples_ns[i] = now_ns() - start;
    }
    return MSDA_OK;
}

void msda_close(msda_plan* plan) {
    free(plan->scratch);
    free(plan);
}
