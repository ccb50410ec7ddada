// Which bytes an operand of a vector instruction touches, and a walk over the lanes of several operands together.
#ifndef LANES_H
#define LANES_H

#include <algorithm>

#include "core.h"

namespace sim {

constexpr uint32_t BLOCK = 32;
constexpr uint32_t BLOCKS_OF_A_REPEAT = 8;
constexpr uint32_t REPEAT_BYTES = 256;

inline uint32_t sizeOf(Type type) {
    return type == Type::U8 ? 1 : type == Type::I16 || type == Type::U16 || type == Type::F16 ? 2 : 4;
}

inline uint32_t repeatsOf(const Lanes& lanes, uint32_t size) {
    return lanes.count > 0 ? (lanes.count * size + REPEAT_BYTES - 1) / REPEAT_BYTES : lanes.repeats;
}

// The lanes of block b, as bits.
inline uint32_t blockBits(const Lanes& lanes, uint32_t size, uint32_t b) {
    const uint32_t perBlock = BLOCK / size, from = b * perBlock;
    const uint64_t word = from < 64 ? lanes.low >> from : lanes.high >> (from - 64);
    return static_cast<uint32_t>(word & ((1ULL << perBlock) - 1));
}

inline bool isPrefix(uint32_t bits) {
    return (bits & (bits + 1)) == 0;
}

// Calls touch(offset, bytes) for the runs of bytes that the operand's lanes cover, neighbours merged.
template <typename Touch>
void forEachRun(const Strided& operand, const Lanes& lanes, uint32_t size, Touch touch) {
    if (lanes.count > 0) {
        touch(0u, lanes.count * size);
        return;
    }
    uint32_t from = 0, end = 0;
    auto add = [&](uint32_t start, uint32_t stop) {
        if (start == end && end > from) {
            end = stop;
        } else if (start < from || stop > end) {
            if (end > from) {
                touch(from, end - from);
            }
            from = start;
            end = stop;
        }
    };
    for (uint32_t r = 0; r < lanes.repeats; r++) {
        for (uint32_t b = 0; b < BLOCKS_OF_A_REPEAT; b++) {
            uint32_t bits = blockBits(lanes, size, b);
            const uint32_t base = (r * operand.repeat + b * operand.block) * BLOCK;
            while (bits != 0) {
                const auto skip = static_cast<uint32_t>(__builtin_ctz(bits));
                const auto run = static_cast<uint32_t>(__builtin_ctzll(~(static_cast<uint64_t>(bits) >> skip)));
                add(base + skip * size, base + (skip + run) * size);
                bits &= ~static_cast<uint32_t>(((1ULL << run) - 1) << skip);
            }
        }
    }
    if (end > from) {
        touch(from, end - from);
    }
}

inline void mustBeAligned(const Instruction& by, Local part, uint32_t alignment = BLOCK) {
    if (part.address % alignment != 0) {
        raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "alignment",
              std::string(PIPE_NAMES[by.pipe]) + " needs a multiple of " + std::to_string(alignment) + " bytes, not UB address " +
                  std::to_string(part.address),
              by.at);
    }
}

inline void reads(Instruction& by, const Strided& operand, const Lanes& lanes, uint32_t size) {
    mustBeAligned(by, operand.local);
    forEachRun(operand, lanes, size, [&](uint32_t offset, uint32_t bytes) { core().reads(by, operand.local, offset, bytes); });
}

inline void writes(Instruction& by, const Strided& operand, const Lanes& lanes, uint32_t size) {
    mustBeAligned(by, operand.local);
    forEachRun(operand, lanes, size, [&](uint32_t offset, uint32_t bytes) { core().writes(by, operand.local, offset, bytes); });
}

inline void finishVector(const Instruction& by, cost::Vector cost, uint32_t repeats) {
    const double work = cost.perRepeat * repeats;
    core().finish(by, std::max(cost::VECTOR_ISSUE, work), cost.start + work);
}

[[noreturn]] inline void unsupported(Site at) {
    raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "limit", "the simulated device has this instruction for other types only", at);
}

inline Strided inARow(Local local) {
    return {local, 1, 8};
}

}  // namespace sim

#endif
