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
};
template <>
struct Words<1> {
    typedef uint16_t Short;
    typedef uint32_t Long;
};

template <typename To, typename From>
MSDA_INLINE To convert_words(From from) {
    if constexpr (sizeof(To) <= 4 && sizeof(From) <= 4) {
        return (To)from;
    } else {
        return __builtin_convertvector(from, To);
    }
}

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

template <typename Float, typename Word>
MSDA_INLINE Float widen(Word bits, Half) {
    Word magnitude = (bits & 0x7fffu) << 13;
    Word scaled = bits_as<Word>(bits_as<Float>(magnitude) * 0x1p112f);  // exponent bias 15 made 127, subnormals too
    Word not_finite = top_bit_mask<Word>(magnitude + (0x80000000u - 0x0f800000u));
    return bits_as<Float>(scaled | (not_finite & 0x7f800000u) | (bits & 0x8000u) << 16);
}

template <typename Float, typename Word>
MSDA_INLINE Float widen(Word bits, BrainHalf) {
    return bits_as<Float>(bits << 16);
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

template <int Lanes, typename Stored16, typename = decltype(Stored16::bits)>
MSDA_INLINE typename Simd<Lanes>::Vector load(const Stored16* from) {
    typename Words<Lanes>::Short words;
    __builtin_memcpy(&words, from, sizeof words);
    auto bits = convert_words<typename Words<Lanes>::Long>(words);
    return widen<typename Simd<Lanes>::Vector>(bits, Stored16());
}

template <int Lanes, typename Stored16, typename = decltype(Stored16::bits)>
MSDA_INLINE void store(Stored16* to, typename Simd<Lanes>::Vector vector) {
    auto bits = narrow<typename Words<Lanes>::Long>(vector, Stored16());
    auto words = convert_words<typename Words<Lanes>::Short>(bits);
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
