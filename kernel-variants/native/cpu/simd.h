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
};
template <>
struct Simd<1> {
    typedef float Vector;
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

MSDA_INLINE int64_t vectors_of(int64_t channels, int64_t lanes) { return (channels + lanes - 1) / lanes; }

// Where the k-th vector of a row starts.
MSDA_INLINE int64_t vector_start(int64_t k, int64_t channels, int64_t lanes) {
    int64_t start = k * lanes;
    return start + lanes <= channels ? start : channels - lanes;
}

typedef Simd<4>::Vector Float4;

// Each overload adds the vector's lanes together until four are left.
MSDA_INLINE Float4 fold(Float4 v) { return v; }
MSDA_INLINE Float4 fold(Simd<8>::Vector v) {
    return __builtin_shufflevector(v, v, 0, 1, 2, 3) + __builtin_shufflevector(v, v, 4, 5, 6, 7);
}
MSDA_INLINE Float4 fold(Simd<16>::Vector v) {
    return fold(__builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7)
                + __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15));
}

// The four sums over lanes, as one vector: a transpose costs less than four separate sums.
template <typename Vector>
MSDA_INLINE Float4 sum_lanes(Vector a, Vector b, Vector c, Vector d) {
    Float4 a4 = fold(a), b4 = fold(b), c4 = fold(c), d4 = fold(d);
    Float4 ab = __builtin_shufflevector(a4, b4, 0, 4, 1, 5) + __builtin_shufflevector(a4, b4, 2, 6, 3, 7);
    Float4 cd = __builtin_shufflevector(c4, d4, 0, 4, 1, 5) + __builtin_shufflevector(c4, d4, 2, 6, 3, 7);
    return __builtin_shufflevector(ab, cd, 0, 1, 4, 5) + __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
}
MSDA_INLINE Float4 sum_lanes(float a, float b, float c, float d) { return Float4{a, b, c, d}; }

#endif
