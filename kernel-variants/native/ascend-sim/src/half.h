// IEEE 754 binary16 from and to float32, rounded to nearest, ties to even.
#ifndef HALF_H
#define HALF_H

#include <cstdint>

namespace sim {

float widened(uint16_t bits);
uint16_t narrowed(float value);

}  // namespace sim

#endif
