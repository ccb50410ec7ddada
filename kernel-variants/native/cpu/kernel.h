// What a kernel gives to the harness, and the harness to a kernel. The harness and the team are compiled once
// for all variants; a variant is one source file that defines the functions below.
#ifndef MSDA_KERNEL_H
#define MSDA_KERNEL_H

#include <stddef.h>

#include "msda_abi.h"
#include "team.h"

static const int64_t MSDA_MAX_LAUNCH = 8;
static const int64_t MSDA_MAX_SIZE = (int64_t)1 << 58;  // of any array, in elements: leaves room for bytes

struct Launch {
    msda_problem problem;
    int64_t values[MSDA_MAX_LAUNCH];  // the launch-time parameters; the first is threads
    int64_t threads;
    char* scratch;  // 64-byte aligned, kernel_scratch_bytes long
    Team* team;
    alignas(64) int64_t next_item;  // what a dynamic partition counts
};

// Hands out 64-byte aligned pieces of scratch. With a null base it only measures, so that the measured size
// and the pieces can never disagree.
struct Arena {
    char* base;
    int64_t used;
    bool overflow;

    template <typename T>
    T* take(int64_t count) {
        int64_t bytes = 0;
        T* piece = base == nullptr ? nullptr : (T*)(base + used);
        overflow |= __builtin_mul_overflow(count, (int64_t)sizeof(T), &bytes)
                    || __builtin_add_overflow(bytes, 63, &bytes)
                    || __builtin_add_overflow(used, bytes & ~(int64_t)63, &used);
        return piece;
    }
};

extern const char* const kernel_description;
extern const bool kernel_is_backward;
extern const int64_t kernel_launch_count;

// Bytes of scratch, or -1 if the kernel cannot run this problem with these values. Sizes are already checked.
int64_t kernel_scratch_bytes(const msda_problem& problem, const int64_t* values);

// Once, when the plan opens: fills what depends on sizes only.
void kernel_prepare(Launch& launch);

// One launch, called by member 0.
void kernel_run(Launch& launch);

#endif
