#include "half.h"

#include <array>
#include <cmath>
#include <cstring>

namespace sim {

namespace {

constexpr uint16_t INFINITE = 0x7C00, QUIET = 0x7E00;
constexpr int FRACTION_BITS = 10, BIAS = 15;
constexpr float LARGE = 65520.0F;  // from here on the nearest is infinite

float widenedSlowly(uint16_t bits) {
    const int exponent = bits >> FRACTION_BITS & 0x1F, fraction = bits & 0x3FF;
    const float sign = bits & 0x8000 ? -1.0F : 1.0F;
    if (exponent == 31) {
        return fraction == 0 ? sign * INFINITY : NAN;
    }
    const int whole = exponent == 0 ? fraction : fraction + (1 << FRACTION_BITS);
    return sign * std::ldexp(static_cast<float>(whole), (exponent == 0 ? 1 : exponent) - BIAS - FRACTION_BITS);
}

const auto& table() {
    static const auto all = [] {
        std::array<float, 65536> values{};
        for (uint32_t i = 0; i < values.size(); i++) {
            values[i] = widenedSlowly(static_cast<uint16_t>(i));
        }
        return values;
    }();
    return all;
}

}  // namespace

float widened(uint16_t bits) {
    static const auto& values = table();
    return values[bits];
}

uint16_t narrowed(float value) {
    const auto sign = static_cast<uint16_t>(std::signbit(value) ? 0x8000 : 0);
    const float size = std::fabs(value);
    if (std::isnan(size)) {
        return QUIET;
    }
    if (size >= LARGE) {
        return sign | INFINITE;
    }
    if (size < 0x1p-14F) {  // subnormal: whole multiples of 2^-24, up to the smallest normal number
        return static_cast<uint16_t>(sign | static_cast<uint16_t>(std::nearbyint(size * 0x1p24F)));
    }
    uint32_t word;
    memcpy(&word, &size, sizeof word);
    const uint32_t rest = word & 0x1FFF, kept = word >> 13;
    const uint32_t up = rest > 0x1000 || (rest == 0x1000 && (kept & 1) != 0) ? 1 : 0;
    return static_cast<uint16_t>(sign | (kept + up - ((127 - BIAS) << FRACTION_BITS)));
}

}  // namespace sim
