// Vectors of `Lanes` floats over channels, by compiler extension so that x86 and aarch64 share one source.
//
// A row of C channels is covered by ceil(C / Lanes) vectors of which the last may overlap the one before, so
// that nothing is read or written beyond the row. A row shorter than a vector is done with Lanes = 1.
#ifndef MSDA_SIMD_H
#define MSDA_SIMD_H

#include <stdint.h>

#define MSDA_INLINE static inline __attribute__((always_inline))

#ifdef __clang__
#define MSDA_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#define MSDA_UNROLL _Pragma("clang loop unroll_count(8)")
#else
#define MSDA_INDEPENDENT _Pragma("GCC ivdep")
#define MSDA_UNROLL _Pragma("GCC unroll 8")  // else gcc keeps eight sums in memory: four times slower
#endif

template <int Lanes>
struct Simd {
    typedef float Vector __attribute__((vector_size(4 * Lanes)));
    typedef int32_t Integers __attribute__((vector_size(4 * Lanes)));
    typedef int64_t Longs __attribute__((vector_size(8 * Lanes)));
};
template <>
struct Simd<1> {
    typedef float Vector;
    typedef int32_t Integers;
    typedef int64_t Longs;
};

template <int Lanes>
MSDA_INLINE typename Simd<Lanes>::Vector load(const float* from) {
    typename Simd<Lanes>::Vector vector;
    __builtin_memcpy(&vector, from, sizeof vector);
    return vector;
}

template <int Lanes>
MSDA_INLINE void store(float* to, typename Simd<Lanes>::Vector vector) {
    __builtin_memcpy(to, &vector, sizeof vector);
}

template <int Lanes>
MSDA_INLINE typename Simd<Lanes>::Integers load_integers(const int32_t* from) {
    typename Simd<Lanes>::Integers vector;
    __builtin_memcpy(&vector, from, sizeof vector);
    return vector;
}

template <int Lanes>
MSDA_INLINE typename Simd<Lanes>::Integers all_ones() {
    return typename Simd<Lanes>::Integers{} - 1;
}

template <int Lanes>
MSDA_INLINE typename Simd<Lanes>::Longs widen(typename Simd<Lanes>::Integers x) {
    if constexpr (Lanes == 1) {
        return x;
    } else {
        return __builtin_convertvector(x, typename Simd<Lanes>::Longs);
    }
}

template <int Lanes>
MSDA_INLINE typename Simd<Lanes>::Vector all_lanes(float x) {
    return typename Simd<Lanes>::Vector{} + x;
}

template <int Lanes>
MSDA_INLINE typename Simd<Lanes>::Integers truncate(typename Simd<Lanes>::Vector x) {
    if constexpr (Lanes == 1) {
        return (int32_t)x;
    } else {
        return __builtin_convertvector(x, typename Simd<Lanes>::Integers);
    }
}

template <int Lanes>
MSDA_INLINE typename Simd<Lanes>::Vector to_floats(typename Simd<Lanes>::Integers x) {
    if constexpr (Lanes == 1) {
        return (float)x;
    } else {
        return __builtin_convertvector(x, typename Simd<Lanes>::Vector);
    }
}

MSDA_INLINE int64_t vectors_of(int64_t channels, int64_t lanes) { return (channels + lanes - 1) / lanes; }

// Where the k-th vector of a row starts.
MSDA_INLINE int64_t vector_start(int64_t k, int64_t channels, int64_t lanes) {
    int64_t start = k * lanes;
    return start + lanes <= channels ? start : channels - lanes;
}

typedef Simd<4>::Vector Float4;

// Each overload adds the vector's quarters or halves together until four lanes are left.
MSDA_INLINE Float4 fold(Float4 v) { return v; }
MSDA_INLINE Float4 fold(Simd<8>::Vector v) {
    return __builtin_shufflevector(v, v, 0, 1, 2, 3) + __builtin_shufflevector(v, v, 4, 5, 6, 7);
}
MSDA_INLINE Float4 fold(Simd<16>::Vector v) {
    return fold(__builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7)
                + __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15));
}

// In each quarter: a0 + a2, b0 + b2, a1 + a3, b1 + b3 (pairs), and the sums of the first and last two of each (quads).
MSDA_INLINE Float4 add_pairs(Float4 a, Float4 b) {
    return __builtin_shufflevector(a, b, 0, 4, 1, 5) + __builtin_shufflevector(a, b, 2, 6, 3, 7);
}
MSDA_INLINE Simd<8>::Vector add_pairs(Simd<8>::Vector a, Simd<8>::Vector b) {
    return __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13) + __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15);
}
MSDA_INLINE Simd<16>::Vector add_pairs(Simd<16>::Vector a, Simd<16>::Vector b) {
    return __builtin_shufflevector(a, b, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29)
           + __builtin_shufflevector(a, b, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31);
}
MSDA_INLINE Float4 add_quads(Float4 a, Float4 b) {
    return __builtin_shufflevector(a, b, 0, 1, 4, 5) + __builtin_shufflevector(a, b, 2, 3, 6, 7);
}
MSDA_INLINE Simd<8>::Vector add_quads(Simd<8>::Vector a, Simd<8>::Vector b) {
    return __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13) + __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15);
}
MSDA_INLINE Simd<16>::Vector add_quads(Simd<16>::Vector a, Simd<16>::Vector b) {
    return __builtin_shufflevector(a, b, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29)
           + __builtin_shufflevector(a, b, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
}

// The four sums over lanes, as one vector: transposed within quarters first, which halves the shuffles of four separate sums.
template <typename Vector>
MSDA_INLINE Float4 sum_lanes(Vector a, Vector b, Vector c, Vector d) {
    return fold(add_quads(add_pairs(a, b), add_pairs(c, d)));
}
MSDA_INLINE Float4 sum_lanes(float a, float b, float c, float d) { return Float4{a, b, c, d}; }

// Every second of 2 * Lanes floats: the first of each pair, and the second.
template <int Lanes>
struct Pairs {
    typename Simd<Lanes>::Vector first, second;
};
MSDA_INLINE Pairs<1> load_pairs(const float* from, Pairs<1>*) { return Pairs<1>{from[0], from[1]}; }
MSDA_INLINE Pairs<4> load_pairs(const float* from, Pairs<4>*) {
    Float4 a = load<4>(from), b = load<4>(from + 4);
    return Pairs<4>{__builtin_shufflevector(a, b, 0, 2, 4, 6), __builtin_shufflevector(a, b, 1, 3, 5, 7)};
}
MSDA_INLINE Pairs<8> load_pairs(const float* from, Pairs<8>*) {
    auto a = load<8>(from), b = load<8>(from + 8);
    return Pairs<8>{__builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14),
                    __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15)};
}
MSDA_INLINE Pairs<16> load_pairs(const float* from, Pairs<16>*) {
    auto a = load<16>(from), b = load<16>(from + 16);
    return Pairs<16>{
            __builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30),
            __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31)};
}

// Every fourth of 4 * Lanes floats.
template <int Lanes>
struct Fours {
    typename Simd<Lanes>::Vector a, b, c, d;
};
template <int Lanes>
MSDA_INLINE Fours<Lanes> load_fours(const float* from, Fours<Lanes>*) {
    const auto low = load_pairs(from, (Pairs<Lanes>*)nullptr), high = load_pairs(from + 2 * Lanes, (Pairs<Lanes>*)nullptr);
    float even[2 * Lanes], odd[2 * Lanes];
    store<Lanes>(even, low.first);
    store<Lanes>(even + Lanes, high.first);
    store<Lanes>(odd, low.second);
    store<Lanes>(odd + Lanes, high.second);
    const auto ac = load_pairs(even, (Pairs<Lanes>*)nullptr), bd = load_pairs(odd, (Pairs<Lanes>*)nullptr);
    return Fours<Lanes>{ac.first, bd.first, ac.second, bd.second};
}
MSDA_INLINE Fours<1> load_fours(const float* from, Fours<1>*) { return Fours<1>{from[0], from[1], from[2], from[3]}; }

MSDA_INLINE void store_pairs(float* to, float first, float second) {
    to[0] = first;
    to[1] = second;
}
MSDA_INLINE void store_pairs(float* to, Float4 a, Float4 b) {
    store<4>(to, __builtin_shufflevector(a, b, 0, 4, 1, 5));
    store<4>(to + 4, __builtin_shufflevector(a, b, 2, 6, 3, 7));
}
MSDA_INLINE void store_pairs(float* to, Simd<8>::Vector a, Simd<8>::Vector b) {
    store<8>(to, __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11));
    store<8>(to + 8, __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15));
}
MSDA_INLINE void store_pairs(float* to, Simd<16>::Vector a, Simd<16>::Vector b) {
    store<16>(to, __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
    store<16>(to + 16, __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31));
}

// The widest vectors that the processor has, in floats.
#if defined(__AVX512F__)
static const int MSDA_WIDEST_LANES = 16;
#elif defined(__AVX__)
static const int MSDA_WIDEST_LANES = 8;
#else
static const int MSDA_WIDEST_LANES = 4;
#endif

// Calls work(lanes, i) for vectors that together cover [0, count): as wide as the processor has, of which the last may
// overlap the one before, or one by one if that is too wide. lanes is a type, see Lanes.
template <int Value>
struct Lanes {
    static const int value = Value;
};
template <typename Work>
MSDA_INLINE void cover(int64_t count, const Work& work) {
    if (count < MSDA_WIDEST_LANES) {
        for (int64_t i = 0; i < count; i++) {
            work(Lanes<1>(), i);
        }
        return;
    }
    for (int64_t k = 0; k < vectors_of(count, MSDA_WIDEST_LANES); k++) {
        work(Lanes<MSDA_WIDEST_LANES>(), vector_start(k, count, MSDA_WIDEST_LANES));
    }
}

#endif
