// Elements of value, output and their gradients as they are stored: float32, float16 or bfloat16, the macro
// MSDA_DTYPE. Arithmetic is float32 throughout: load widens, store rounds to nearest, ties to even.
//
// In integer arithmetic without comparisons, so that one text serves scalars and vectors and needs no instruction
// set with half precision.
#ifndef MSDA_STORAGE_H
#define MSDA_STORAGE_H

#include "parameters.h"
#include "simd.h"

struct Half {
    uint16_t bits;
};
struct BrainHalf {
    uint16_t bits;
};

#if MSDA_CODE(MSDA_DTYPE) == 52
typedef Half Stored;
#elif MSDA_CODE(MSDA_DTYPE) == 53
typedef BrainHalf Stored;
#else
typedef float Stored;
#endif
static const bool MSDA_STORES_FLOATS = sizeof(Stored) == sizeof(float);

template <int Lanes>
struct Words {
    typedef uint16_t Short __attribute__((vector_size(2 * Lanes)));
    typedef uint32_t Long __attribute__((vector_size(4 * Lanes)));
    typedef int32_t Signed __attribute__((vector_size(4 * Lanes)));
};
template <>
struct Words<1> {
    typedef uint16_t Short;
    typedef uint32_t Long;
    typedef int32_t Signed;
};

template <typename To, typename From>
MSDA_INLINE To bits_as(From from) {
    static_assert(sizeof(To) == sizeof(From), "the same bits");
    To to;
    __builtin_memcpy(&to, &from, sizeof to);
    return to;
}

// All ones if the top bit is set, else zero.
template <typename Word>
MSDA_INLINE Word top_bit_mask(Word word) {
    return 0u - (word >> 31);
}

// Each word in the upper half of 32 bits, on the little-endian machines that this is for. By shuffles: gcc 12 makes
// five instructions of a conversion and a shift where this is one.
MSDA_INLINE uint32_t upper_halves(uint16_t word) { return (uint32_t)word << 16; }
MSDA_INLINE Words<4>::Long upper_halves(Words<4>::Short words) {
    const Words<4>::Short zero = {};
    return bits_as<Words<4>::Long>(__builtin_shufflevector(zero, words, 0, 4, 1, 5, 2, 6, 3, 7));
}
MSDA_INLINE Words<8>::Long upper_halves(Words<8>::Short words) {
    const Words<8>::Short zero = {};
    return bits_as<Words<8>::Long>(
            __builtin_shufflevector(zero, words, 0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15));
}
MSDA_INLINE Words<16>::Long upper_halves(Words<16>::Short words) {
    const Words<16>::Short zero = {};
    return bits_as<Words<16>::Long>(__builtin_shufflevector(
            zero, words, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13,
            29, 14, 30, 15, 31));
}

template <int Lanes>
MSDA_INLINE typename Words<Lanes>::Short lower_halves(typename Words<Lanes>::Long words) {
    if constexpr (Lanes == 1) {
        return (uint16_t)words;
    } else {
        return __builtin_convertvector(words, typename Words<Lanes>::Short);
    }
}

// From words in the upper halves of 32 bits. The shift keeps the sign; the product makes exponent bias 15 into 127, also
// for subnormals, but an infinity or NaN must get its exponent otherwise.
template <int Lanes>
MSDA_INLINE typename Simd<Lanes>::Vector widen(typename Words<Lanes>::Long upper, Half) {
    typedef typename Words<Lanes>::Long Long;
    typedef typename Simd<Lanes>::Vector Vector;
    Long shifted = (Long)((typename Words<Lanes>::Signed)upper >> 3) & 0x8fffe000u;
    Long scaled = bits_as<Long>(bits_as<Vector>(shifted) * 0x1p112f);
    Long not_finite = top_bit_mask<Long>((upper & 0x7c000000u) + 0x04000000u);
    return bits_as<Vector>(scaled | (not_finite & 0x7f800000u));
}

template <int Lanes>
MSDA_INLINE typename Simd<Lanes>::Vector widen(typename Words<Lanes>::Long upper, BrainHalf) {
    return bits_as<typename Simd<Lanes>::Vector>(upper);
}

template <typename Word, typename Float>
MSDA_INLINE Word narrow(Float value, Half) {
    Word bits = bits_as<Word>(value), magnitude = bits & 0x7fffffffu;
    Word nan = top_bit_mask<Word>(magnitude + 0x007fffffu);
    Word large = top_bit_mask<Word>(magnitude + (0x80000000u - 0x47800000u));  // 65536 and more
    Word small = top_bit_mask<Word>(magnitude - 0x38800000u);                  // below 2^-14: subnormal
    Word normal = (magnitude + 0xc8000fffu + ((magnitude >> 13) & 1u)) >> 13;
    Word subnormal = bits_as<Word>(bits_as<Float>(magnitude) + 0.5f) - 0x3f000000u;  // the addition rounds
    Word finite = (small & subnormal) | (~small & normal);
    return (large & (0x7c00u | (nan & 0x0200u))) | (~large & finite) | ((bits >> 16) & 0x8000u);
}

template <typename Word, typename Float>
MSDA_INLINE Word narrow(Float value, BrainHalf) {
    Word bits = bits_as<Word>(value);
    Word nan = top_bit_mask<Word>((bits & 0x7fffffffu) + 0x007fffffu);
    Word rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
    return (nan & (bits >> 16 | 0x40u)) | (~nan & rounded);
}

template <int Lanes, typename Format>
MSDA_INLINE typename Simd<Lanes>::Vector widen_words(typename Words<Lanes>::Short words, Format format) {
    return widen<Lanes>(upper_halves(words), format);
}

// Where there is one instruction for it, the above costs a float16 forward half its time. gcc 12 does not find it: it
// converts a vector of _Float16 one by one.
#if defined(__AVX512F__) && !defined(__clang__)
template <>
inline __attribute__((always_inline)) Simd<16>::Vector widen_words<16>(Words<16>::Short words, Half) {
    typedef short Signed16 __attribute__((vector_size(32)));
    return __builtin_ia32_vcvtph2ps512_mask((Signed16)words, Simd<16>::Vector{}, (unsigned short)-1, 4);
}
#endif
#if defined(__F16C__) && !defined(__clang__)
template <>
inline __attribute__((always_inline)) Simd<8>::Vector widen_words<8>(Words<8>::Short words, Half) {
    typedef short Signed8 __attribute__((vector_size(16)));
    return __builtin_ia32_vcvtph2ps256((Signed8)words);
}
#endif

template <int Lanes, typename Stored16, typename = decltype(Stored16::bits)>
MSDA_INLINE typename Simd<Lanes>::Vector load(const Stored16* from) {
    typename Words<Lanes>::Short words;
    __builtin_memcpy(&words, from, sizeof words);
    return widen_words<Lanes>(words, Stored16());
}

template <int Lanes, typename Stored16, typename = decltype(Stored16::bits)>
MSDA_INLINE void store(Stored16* to, typename Simd<Lanes>::Vector vector) {
    auto words = lower_halves<Lanes>(narrow<typename Words<Lanes>::Long>(vector, Stored16()));
    __builtin_memcpy(to, &words, sizeof words);
}

// The problem's arrays as this artifact stores them.
template <typename Element>
MSDA_INLINE const Stored* stored(const Element* array) {
    return (const Stored*)array;
}
template <typename Element>
MSDA_INLINE Stored* stored(Element* array) {
    return (Stored*)array;
}

#endif
