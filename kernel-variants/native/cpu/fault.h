// Faults on demand, for tests of the tuner: what a broken variant does. Nothing when MSDA_INJECT_FAULT is unset.
#ifndef MSDA_FAULT_H
#define MSDA_FAULT_H

#include "storage.h"

#ifndef MSDA_INJECT_FAULT
#define MSDA_INJECT_FAULT 0
#endif
#if MSDA_INJECT_FAULT == 4
#error "MSDA_INJECT_FAULT=4: this variant does not compile"
#endif
#if MSDA_INJECT_FAULT < 0 || MSDA_INJECT_FAULT > 4
#error "MSDA_INJECT_FAULT is 1 (wrong element), 2 (SIGSEGV), 3 (hang) or 4 (no compilation)"
#endif

// Called at the end of a launch with one of its outputs.
template <typename Element>
static inline void inject_fault(Element* tensor, int64_t count) {
#if MSDA_INJECT_FAULT == 1
    float scale = 0.0f;
    for (int64_t i = 0; i < count; i++) {
        float element = load<1>(tensor + i), size = element < 0.0f ? -element : element;
        scale = size > scale ? size : scale;
    }
    store<1>(tensor + count / 2, load<1>(tensor + count / 2) + 0.1f * scale);
#elif MSDA_INJECT_FAULT == 2
    volatile float* volatile nowhere = nullptr;  // both: a plain store through it may be dropped
    *nowhere = 1.0f;
#elif MSDA_INJECT_FAULT == 3
    volatile bool hang = true;
    while (hang) {
    }
#endif
    (void)tensor;
    (void)count;
}

#endif
