// Instructions of the vector pipe that are no element-wise arithmetic: what they compute, what they touch, what they cost.
#include <cmath>

#include "half.h"
#include "lanes.h"

namespace sim {

namespace {

float rounded(float value, AscendC::RoundMode mode) {
    switch (mode) {
        case AscendC::RoundMode::CAST_FLOOR: return std::floor(value);
        case AscendC::RoundMode::CAST_CEIL: return std::ceil(value);
        case AscendC::RoundMode::CAST_TRUNC: return std::trunc(value);
        case AscendC::RoundMode::CAST_ROUND: return std::round(value);
        default: return std::nearbyint(value);
    }
}

int32_t saturated(float value) {
    if (std::isnan(value)) {
        return 0;
    }
    return value >= 2147483648.0F ? INT32_MAX : value < -2147483648.0F ? INT32_MIN : static_cast<int32_t>(value);
}

bool holds(AscendC::CMPMODE mode, float a, float b) {
    switch (mode) {
        case AscendC::CMPMODE::LT: return a < b;
        case AscendC::CMPMODE::GT: return a > b;
        case AscendC::CMPMODE::EQ: return a == b;
        case AscendC::CMPMODE::LE: return a <= b;
        case AscendC::CMPMODE::GE: return a >= b;
        default: return a != b;
    }
}

void mustBeWholeRepeats(uint32_t count, Site at) {
    if (count == 0 || count * sizeof(float) % REPEAT_BYTES != 0) {
        raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "alignment", "Compare works on whole repeats of 256 bytes, not " + std::to_string(count) + " elements", at);
    }
}

Lanes inARow(uint32_t count) {
    return {count, 0, 0, 0};
}

}  // namespace

void duplicate(Type type, Local dst, double value, uint32_t count, Site at) {
    Instruction by = core().issue(PIPE_V, at);
    writes(by, sim::inARow(dst), inARow(count), sizeOf(type));
    if (type == Type::F32) {
        std::fill_n(core().at<float>(dst.address), count, static_cast<float>(value));
    } else if (type == Type::I32 || type == Type::U32) {
        std::fill_n(core().at<int32_t>(dst.address), count, static_cast<int32_t>(static_cast<int64_t>(value)));
    } else {
        unsupported(at);
    }
    finishVector(by, cost::SCALE, repeatsOf(inARow(count), sizeOf(type)));
}

void cast(Type to, Type from, AscendC::RoundMode mode, Local dst, Local src, uint32_t count, Site at) {
    Instruction by = core().issue(PIPE_V, at);
    reads(by, sim::inARow(src), inARow(count), sizeOf(from));
    writes(by, sim::inARow(dst), inARow(count), sizeOf(to));
    if (to == Type::I32 && from == Type::F32) {
        const auto* values = core().at<float>(src.address);
        auto* whole = core().at<int32_t>(dst.address);
        for (uint32_t i = 0; i < count; i++) {
            whole[i] = saturated(rounded(values[i], mode));
        }
    } else if (to == Type::F32 && from == Type::I32) {
        const auto* values = core().at<int32_t>(src.address);
        std::copy_n(values, count, core().at<float>(dst.address));
    } else if (to == Type::F32 && from == Type::F16) {
        std::transform(core().at<uint16_t>(src.address), core().at<uint16_t>(src.address) + count, core().at<float>(dst.address), widened);
    } else if (to == Type::F16 && from == Type::F32 && mode == AscendC::RoundMode::CAST_RINT) {
        std::transform(core().at<float>(src.address), core().at<float>(src.address) + count, core().at<uint16_t>(dst.address), narrowed);
    } else {
        unsupported(at);
    }
    finishVector(by, cost::SCALE, repeatsOf(inARow(count), std::max(sizeOf(to), sizeOf(from))));
}

void compare(AscendC::CMPMODE mode, Local dst, Local left, Local right, bool scalar, float value, uint32_t count, Site at) {
    mustBeWholeRepeats(count, at);
    Instruction by = core().issue(PIPE_V, at);
    reads(by, sim::inARow(left), inARow(count), sizeof(float));
    if (!scalar) {
        reads(by, sim::inARow(right), inARow(count), sizeof(float));
    }
    writes(by, sim::inARow(dst), inARow(count / 8), 1);
    const auto* a = core().at<float>(left.address);
    const auto* b = core().at<float>(right.address);
    auto* bits = core().at<uint8_t>(dst.address);
    for (uint32_t i = 0; i < count; i += 8) {
        uint8_t byte = 0;
        for (uint32_t k = 0; k < 8; k++) {
            byte |= static_cast<uint8_t>(holds(mode, a[i + k], scalar ? value : b[i + k]) << k);
        }
        bits[i / 8] = byte;
    }
    finishVector(by, cost::SELECT, repeatsOf(inARow(count), sizeof(float)));
}

void select(Local dst, Local mask, Local src, Local other, bool scalar, float value, uint32_t count, Site at) {
    core().selectReserve(at);
    Instruction by = core().issue(PIPE_V, at);
    reads(by, sim::inARow(mask), inARow((count + 7) / 8), 1);
    reads(by, sim::inARow(src), inARow(count), sizeof(float));
    if (!scalar) {
        reads(by, sim::inARow(other), inARow(count), sizeof(float));
    }
    writes(by, sim::inARow(dst), inARow(count), sizeof(float));
    const auto* bits = core().at<uint8_t>(mask.address);
    const auto* a = core().at<float>(src.address);
    const auto* b = core().at<float>(other.address);
    auto* d = core().at<float>(dst.address);
    for (uint32_t i = 0; i < count; i++) {
        d[i] = bits[i / 8] >> i % 8 & 1 ? a[i] : scalar ? value : b[i];
    }
    finishVector(by, cost::SELECT, repeatsOf(inARow(count), sizeof(float)));
}

void gather(Local dst, Local src, Local offsets, uint32_t base, uint32_t count, Site at) {
    Instruction by = core().issue(PIPE_V, at);
    mustBeAligned(by, src);
    reads(by, sim::inARow(offsets), inARow(count), sizeof(uint32_t));
    const auto* where = core().at<uint32_t>(offsets.address);
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t offset = where[i] + base;
        if (offset % sizeof(float) != 0) {
            raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "alignment", "Gather's offsets are multiples of the element", at);
        }
        core().reads(by, src, offset, sizeof(float));
    }
    writes(by, sim::inARow(dst), inARow(count), sizeof(float));
    auto* d = core().at<float>(dst.address);
    for (uint32_t i = 0; i < count; i++) {
        d[i] = *core().at<float>(src.address + where[i] + base);
    }
    finishVector(by, cost::GATHER, repeatsOf(inARow(count), sizeof(float)));
}

uint64_t gatherMask(Local dst, Local src, uint8_t pattern, AscendC::GatherMaskParams params, Site at) {
    const Lanes all = {0, ~0ULL, 0, params.repeatTimes};
    const Strided operand = {src, params.src0BlockStride, params.src0RepeatStride};
    if (params.repeatTimes == 0 || params.repeatTimes > 255 || params.src0BlockStride != 1) {
        raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "limit", "GatherMask repeats 1 to 255 times, over neighbouring blocks here", at);
    }
    Instruction by = core().issue(PIPE_V, at);
    const uint32_t taken = params.repeatTimes * 32U;
    reads(by, operand, all, sizeof(float));
    writes(by, sim::inARow(dst), inARow(taken), sizeof(float));
    auto* d = core().at<float>(dst.address);
    for (uint32_t r = 0; r < params.repeatTimes; r++) {
        const auto* s = core().at<float>(src.address + r * params.src0RepeatStride * BLOCK);
        for (uint32_t i = 0; i < 32; i++) {
            *d++ = s[2 * i + pattern - 1];
        }
    }
    finishVector(by, cost::GATHER_MASK, params.repeatTimes);
    return taken;
}

void brcb(Local dst, Local src, uint32_t repeats, AscendC::BrcbRepeatParams params, Site at) {
    const Lanes all = {0, ~0ULL, 0, repeats};
    const Strided target = {dst, params.dstBlkStride, params.dstRepStride};
    Instruction by = core().issue(PIPE_V, at);
    reads(by, sim::inARow(src), inARow(repeats * 8), sizeof(float));
    writes(by, target, all, sizeof(float));
    const auto* s = core().at<float>(src.address);
    for (uint32_t r = 0; r < repeats; r++) {
        for (uint32_t b = 0; b < BLOCKS_OF_A_REPEAT; b++) {
            std::fill_n(core().at<float>(dst.address + (r * target.repeat + b * target.block) * BLOCK), 8, s[r * 8 + b]);
        }
    }
    finishVector(by, cost::BROADCAST, repeats);
}

void wholeReduceSum(Local dst, Local src, uint32_t mask, uint32_t repeats, uint32_t dstRepeat, uint32_t block, uint32_t repeat, Site at) {
    const Lanes lanes = {0, mask >= 64 ? ~0ULL : (1ULL << mask) - 1, 0, repeats};
    const Strided operand = {src, static_cast<uint16_t>(block), static_cast<uint16_t>(repeat)};
    Instruction by = core().issue(PIPE_V, at);
    reads(by, operand, lanes, sizeof(float));
    mustBeAligned(by, dst, sizeof(float));
    if (dstRepeat == 1) {
        core().writes(by, dst, 0, repeats * static_cast<uint32_t>(sizeof(float)));
    } else {
        for (uint32_t r = 0; r < repeats; r++) {
            core().writes(by, dst, r * dstRepeat * static_cast<uint32_t>(sizeof(float)), sizeof(float));
        }
    }
    for (uint32_t r = 0; r < repeats; r++) {
        // The device adds pairs of neighbours, then pairs of the sums.
        float lane[64] = {};
        for (uint32_t i = 0; i < mask; i++) {
            lane[i] = *core().at<float>(src.address + (r * repeat + i / 8 * block) * BLOCK + i % 8 * 4);
        }
        for (uint32_t width = 32; width > 0; width /= 2) {
            for (uint32_t i = 0; i < width; i++) {
                lane[i] = lane[2 * i] + lane[2 * i + 1];
            }
        }
        *core().at<float>(dst.address + r * dstRepeat * 4) = lane[0];
    }
    finishVector(by, cost::WHOLE_REDUCE, repeats);
}

void blockReduceSum(Local dst, Local src, uint32_t repeats, uint32_t dstRepeat, uint32_t block, uint32_t repeat, Site at) {
    const Lanes lanes = {0, ~0ULL, 0, repeats};
    const Strided operand = {src, static_cast<uint16_t>(block), static_cast<uint16_t>(repeat)};
    Instruction by = core().issue(PIPE_V, at);
    reads(by, operand, lanes, sizeof(float));
    mustBeAligned(by, dst);
    for (uint32_t r = 0; r < repeats; r++) {
        core().writes(by, dst, r * dstRepeat * BLOCK, BLOCK);
        for (uint32_t b = 0; b < BLOCKS_OF_A_REPEAT; b++) {
            const auto* lane = core().at<float>(src.address + (r * repeat + b * block) * BLOCK);
            // Pairs of neighbours, then pairs of the sums.
            *core().at<float>(dst.address + r * dstRepeat * BLOCK + b * 4) =
                ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
        }
    }
    finishVector(by, cost::BLOCK_REDUCE, repeats);
}

}  // namespace sim
