// Who adds to grad_value, the parameter gradValue: where a member adds, before, while and after it does.
//
//   headOwner  one member runs all rows of a (b, h), so nobody else touches its pixels
//   levelOwner one member runs all rows of a (b, h) as far as one level goes: more owners than heads
//   private    every member has a gradient of its own; they are added up in the members' order at the end
//   atomic     all members add to one gradient by compare-and-swap
//
// Gradients are added up as float32 in the artifact's layout, [B, N, H, C] or [B, H, N, C]. In the first, grad_value
// itself is the first (or only) copy if it is stored as float32.
#ifndef MSDA_GRADIENT_H
#define MSDA_GRADIENT_H

#include "layout.h"

struct Gradients {
    Stored* repacked;  // value as [B, H, N, C], layout bhnc only
    float* copies;     // of grad_value, gradient_copies of them
};

static const bool MSDA_IN_PLACE = MSDA_DIRECT && MSDA_STORES_FLOATS;

static inline int64_t gradient_copies(const Sizes& s) {
    return MSDA_OWN_PLANE ? 0 : (MSDA_PRIVATE ? s.threads : 1) - (MSDA_IN_PLACE ? 1 : 0);
}

static inline Gradients take_gradients(const Sizes& s, Arena& arena) {
    Gradients g;
    g.repacked = arena.take<Stored>(MSDA_REPACKED ? s.value_elements() : 0);
    int64_t elements = 0;
    arena.overflow |= __builtin_mul_overflow(gradient_copies(s), s.value_elements(), &elements);
    g.copies = arena.take<float>(elements);
    return g;
}

typedef uint32_t __attribute__((may_alias)) FloatBits;

[[maybe_unused]] MSDA_INLINE void add_atomically(float* to, float amount) {
    FloatBits* bits = (FloatBits*)to;
    FloatBits seen = __atomic_load_n(bits, __ATOMIC_RELAXED), wanted;
    do {
        float sum;
        __builtin_memcpy(&sum, &seen, sizeof sum);
        sum += amount;
        __builtin_memcpy(&wanted, &sum, sizeof sum);
    } while (!__atomic_compare_exchange_n(bits, &seen, wanted, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
}

// grad_value of one pixel += weight * grad_output, of which vectors beyond the first hold zeros where they overlap.
template <int Lanes>
MSDA_INLINE void scatter(const Sizes& s, float* pixel, float weight, const typename Simd<Lanes>::Vector* grad, const Stored* grad_row) {
#if MSDA_ATOMIC
    (void)grad;
    for (int64_t c = 0; c < s.channels(); c++) {
        add_atomically(pixel + c, weight * load<1>(grad_row + c));
    }
#else
    (void)grad_row;
    const int64_t vectors = vectors_of(s.channels(), Lanes);
    MSDA_UNROLL
    for (int64_t k = 0; k < vectors; k++) {
        float* to = pixel + vector_start(k, s.channels(), Lanes);
        store<Lanes>(to, load<Lanes>(to) + weight * grad[k]);
    }
#endif
}

static inline void set_zero(float* tensor, int64_t first, int64_t last) {
    __builtin_memset(tensor + first, 0, (size_t)(last - first) * sizeof(float));
}

// Before a member may add: the gradient that it adds to is zero, and value is repacked. Private gradients are
// zeroed by their owner, so that their pages lie near it.
static inline float* prepare_gradient(const Sizes& s, const Launch& launch, const Gradients& g, int64_t member) {
    if (MSDA_OWN_PLANE) {
        return nullptr;  // begin_share does
    }
    int64_t elements = s.value_elements();
    float* shared = MSDA_IN_PLACE ? launch.problem.grad_value : g.copies;
    float* mine = shared;
    if (MSDA_PRIVATE) {
        mine = member == 0 ? shared : g.copies + (member - (MSDA_IN_PLACE ? 1 : 0)) * elements;
        set_zero(mine, 0, elements);
    } else {
        set_zero(shared, share_start(elements, member, s.threads), share_start(elements, member + 1, s.threads));
    }
    if (MSDA_REPACKED) {
        repack_value(s, stored(launch.problem.value), g.repacked, member);
    }
    if (MSDA_REPACKED || !MSDA_PRIVATE) {
        team_barrier(launch.team);
    }
    return mine;
}

static inline void add_private_gradients(const Sizes& s, float* grad_value, const float* others, int64_t member) {
    int64_t elements = s.value_elements();
    int64_t last = share_start(elements, member + 1, s.threads);
    for (int64_t other = 0; other + 1 < s.threads; other++) {
        const float* from = others + other * elements;
        MSDA_INDEPENDENT
        for (int64_t i = share_start(elements, member, s.threads); i < last; i++) {
            grad_value[i] += from[i];
        }
    }
}

// grad_value, as stored = the sum over the copies, which have its layout.
static inline void store_gradients(const Sizes& s, const float* copies, Stored* grad_value, int64_t member) {
    int64_t elements = s.value_elements();
    int64_t last = share_start(elements, member + 1, s.threads);
    MSDA_INDEPENDENT
    for (int64_t i = share_start(elements, member, s.threads); i < last; i++) {
        float sum = copies[i];
        for (int64_t copy = 1; copy < gradient_copies(s); copy++) {
            sum += copies[copy * elements + i];
        }
        store<1>(grad_value + i, sum);
    }
}

static inline void finish_gradient(const Sizes& s, const Launch& launch, const Gradients& g, int64_t member) {
    if (MSDA_OWN_PLANE) {
        return;
    }
    if (MSDA_REPACKED) {
        team_barrier(launch.team);
        unpack_gradients(s, g.copies, gradient_copies(s), s.value_elements(), stored(launch.problem.grad_value), member);
    } else if (!MSDA_IN_PLACE) {
        team_barrier(launch.team);
        store_gradients(s, g.copies, stored(launch.problem.grad_value), member);
    } else if (MSDA_PRIVATE) {
        team_barrier(launch.team);
        add_private_gradients(s, launch.problem.grad_value, g.copies, member);
    }
}

template <int Lanes>
MSDA_INLINE void store_vectors(const Sizes& s, const float* from, Stored* to) {
    const int64_t vectors = vectors_of(s.channels(), Lanes);
    MSDA_UNROLL
    for (int64_t k = 0; k < vectors; k++) {
        int64_t c = vector_start(k, s.channels(), Lanes);
        store<Lanes>(to + c, load<Lanes>(from + c));
    }
}

// C channels, as stored.
MSDA_INLINE void store_row(const Sizes& s, const float* from, Stored* to) {
    if (MSDA_CHANNELS == 0 && s.channels() < vector_lanes()) {
        store_vectors<1>(s, from, to);
    } else {
        store_vectors<vector_lanes()>(s, from, to);
    }
}

// The planes [N, C] of the head that a member is at, layout headPlane only. Value comes in before its rows and the
// gradient goes out after them, so that neither is in memory twice and both stay in the member's caches. In separate passes
// they need not be there at the same time, and take the same place.
struct Planes {
    Stored* value;
    float* gradient;
};

// What a sweep over the rows of a share does, the parameter passes: gathers value, for the gradients of locations and
// weights, adds to grad_value, or both.
template <typename S>
struct PassOf {
    static constexpr bool gathers = S::value == 0, scatters = S::value == 1 || !MSDA_SEPARATE;
};

static inline Planes take_planes(const Sizes& s, Arena& arena) {
    const int64_t elements = MSDA_OWN_PLANE ? s.pixels * s.channels() : 0;
    Planes planes;
    planes.gradient = arena.take<float>(elements);
    planes.value = MSDA_SEPARATE ? (Stored*)planes.gradient : arena.take<Stored>(elements);
    return planes;
}

template <typename Pass>
static inline void begin_share(const Sizes& s, const msda_problem& p, const Planes& planes, const Share& share, Pass) {
    if (MSDA_OWN_PLANE && Pass::gathers) {
        copy_plane(s, p, share, planes.value);
    }
    if (MSDA_OWN_PLANE && Pass::scatters) {
        for_each_pixel(s, p, share, [&](int64_t, int64_t pixel) { set_zero(planes.gradient, pixel, pixel + s.channels()); });
    }
}

template <typename Pass>
static inline void end_share(const Sizes& s, const msda_problem& p, const Planes& planes, const Share& share, Pass) {
    if (MSDA_OWN_PLANE && Pass::scatters) {
        for_each_pixel(s, p, share, [&](int64_t to, int64_t from) {
            store_row(s, planes.gradient + from, stored(p.grad_value) + to);
        });
    }
}

#endif
