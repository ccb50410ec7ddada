// Instructions of the vector pipe.
#ifndef ASCENDC_VECTOR_H
#define ASCENDC_VECTOR_H

#include "copy.h"

namespace AscendC {

inline sim::Lanes countLanes(int32_t count, Site at) {
    if (count <= 0) {
        sim::fault("limit", "a count of elements must be positive", at);
    }
    return {static_cast<uint32_t>(count), 0, 0, 0};
}

template <typename T>
inline sim::Lanes maskLanes(uint64_t mask, uint32_t repeats, Site at) {
    constexpr uint32_t LANES = 256 / sizeof(T);
    if (mask == 0 || mask > LANES || repeats == 0 || repeats > 255) {
        sim::fault("limit", "a mask counts 1 to 256 bytes of elements, and an instruction repeats 1 to 255 times", at);
    }
    const uint64_t low = mask >= 64 ? ~0ULL : (1ULL << mask) - 1;
    const uint64_t high = mask <= 64 ? 0 : mask == 128 ? ~0ULL : (1ULL << (mask - 64)) - 1;
    return {0, low, high, repeats};
}

template <typename T>
inline sim::Lanes maskLanes(const uint64_t mask[2], uint32_t repeats, Site at) {
    if (repeats == 0 || repeats > 255) {
        sim::fault("limit", "an instruction repeats 1 to 255 times", at);
    }
    return {0, mask[0], sizeof(T) == 4 ? 0 : mask[1], repeats};
}

template <typename T>
inline sim::Strided inARow(const LocalTensor<T>& tensor) {
    return {tensor.local(), 1, 8};
}

#define ASCENDC_BINARY(NAME, OP)                                                                                                  \
    template <typename T>                                                                                                         \
    __aicore__ inline void NAME(const LocalTensor<T>& dst, const LocalTensor<T>& src0, const LocalTensor<T>& src1, int32_t count, \
                                ASCENDC_HERE) {                                                                                   \
        sim::binary(sim::Binary::OP, sim::TypeOf<T>::value, inARow(dst), inARow(src0), inARow(src1), countLanes(count, at), at);  \
    }                                                                                                                             \
    template <typename T, typename Mask>                                                                                          \
    __aicore__ inline void NAME(const LocalTensor<T>& dst, const LocalTensor<T>& src0, const LocalTensor<T>& src1, Mask mask,     \
                                uint8_t repeats, const BinaryRepeatParams& p, ASCENDC_HERE) {                                     \
        sim::binary(sim::Binary::OP, sim::TypeOf<T>::value, {dst.local(), p.dstBlkStride, p.dstRepStride},                        \
                    {src0.local(), p.src0BlkStride, p.src0RepStride}, {src1.local(), p.src1BlkStride, p.src1RepStride},           \
                    maskLanes<T>(mask, repeats, at), at);                                                                         \
    }

ASCENDC_BINARY(Add, ADD)
ASCENDC_BINARY(Sub, SUB)
ASCENDC_BINARY(Mul, MUL)
ASCENDC_BINARY(Div, DIV)
ASCENDC_BINARY(Max, MAX)
ASCENDC_BINARY(Min, MIN)
ASCENDC_BINARY(And, AND)
ASCENDC_BINARY(Or, OR)
ASCENDC_BINARY(MulAddDst, MULADD)
#undef ASCENDC_BINARY

#define ASCENDC_UNARY(NAME, OP)                                                                                                \
    template <typename T>                                                                                                      \
    __aicore__ inline void NAME(const LocalTensor<T>& dst, const LocalTensor<T>& src, T scalar, int32_t count, ASCENDC_HERE) { \
        sim::unary(sim::Unary::OP, sim::TypeOf<T>::value, inARow(dst), inARow(src), scalar, countLanes(count, at), at);        \
    }                                                                                                                          \
    template <typename T, typename Mask>                                                                                       \
    __aicore__ inline void NAME(const LocalTensor<T>& dst, const LocalTensor<T>& src, T scalar, Mask mask, uint8_t repeats,    \
                                const UnaryRepeatParams& p, ASCENDC_HERE) {                                                    \
        sim::unary(sim::Unary::OP, sim::TypeOf<T>::value, {dst.local(), p.dstBlkStride, p.dstRepStride},                       \
                   {src.local(), p.srcBlkStride, p.srcRepStride}, scalar, maskLanes<T>(mask, repeats, at), at);                \
    }

ASCENDC_UNARY(Adds, ADDS)
ASCENDC_UNARY(Muls, MULS)
ASCENDC_UNARY(Maxs, MAXS)
ASCENDC_UNARY(Mins, MINS)
ASCENDC_UNARY(Axpy, AXPY)
ASCENDC_UNARY(ShiftLeft, SHIFT_LEFT)
ASCENDC_UNARY(ShiftRight, SHIFT_RIGHT)
#undef ASCENDC_UNARY

template <typename T>
__aicore__ inline void Abs(const LocalTensor<T>& dst, const LocalTensor<T>& src, int32_t count, ASCENDC_HERE) {
    sim::unary(sim::Unary::ABS, sim::TypeOf<T>::value, inARow(dst), inARow(src), 0, countLanes(count, at), at);
}

// A copy within UB, which the vector pipe does.
template <typename T>
__aicore__ inline void DataCopy(const LocalTensor<T>& dst, const LocalTensor<T>& src, uint32_t count, ASCENDC_HERE) {
    if (count * sizeof(T) % BLOCK_BYTES != 0) {
        sim::fault("alignment", "a DataCopy within UB moves whole blocks of 32 bytes", at);
    }
    sim::unary(sim::Unary::COPY, sim::TypeOf<T>::value, inARow(dst), inARow(src), 0, countLanes(static_cast<int32_t>(count), at), at);
}

template <typename T>
__aicore__ inline void Duplicate(const LocalTensor<T>& dst, const T& value, int32_t count, ASCENDC_HERE) {
    sim::duplicate(sim::TypeOf<T>::value, dst.local(), value, countLanes(count, at).count, at);
}

template <typename T, typename U>
__aicore__ inline void Cast(const LocalTensor<T>& dst, const LocalTensor<U>& src, RoundMode mode, uint32_t count, ASCENDC_HERE) {
    sim::cast(sim::TypeOf<T>::value, sim::TypeOf<U>::value, mode, dst.local(), src.local(), count, at);
}

__aicore__ inline void Compare(const LocalTensor<uint8_t>& dst, const LocalTensor<float>& src0, const LocalTensor<float>& src1, CMPMODE mode,
                               uint32_t count, ASCENDC_HERE) {
    sim::compare(mode, dst.local(), src0.local(), src1.local(), false, 0, count, at);
}

__aicore__ inline void CompareScalar(const LocalTensor<uint8_t>& dst, const LocalTensor<float>& src0, float scalar, CMPMODE mode,
                                     uint32_t count, ASCENDC_HERE) {
    sim::compare(mode, dst.local(), src0.local(), sim::Local{0, 0}, true, scalar, count, at);
}

__aicore__ inline void Select(const LocalTensor<float>& dst, const LocalTensor<uint8_t>& mask, const LocalTensor<float>& src0, float scalar,
                              SELMODE mode, uint32_t count, ASCENDC_HERE) {
    if (mode != SELMODE::VSEL_TENSOR_SCALAR_MODE) {
        sim::fault("limit", "Select with a scalar needs VSEL_TENSOR_SCALAR_MODE", at);
    }
    sim::select(dst.local(), mask.local(), src0.local(), sim::Local{0, 0}, true, scalar, count, at);
}

__aicore__ inline void Select(const LocalTensor<float>& dst, const LocalTensor<uint8_t>& mask, const LocalTensor<float>& src0,
                              const LocalTensor<float>& src1, SELMODE mode, uint32_t count, ASCENDC_HERE) {
    if (mode != SELMODE::VSEL_TENSOR_TENSOR_MODE) {
        sim::fault("limit", "Select of two tensors needs VSEL_TENSOR_TENSOR_MODE", at);
    }
    sim::select(dst.local(), mask.local(), src0.local(), src1.local(), false, 0, count, at);
}

__aicore__ inline void Gather(const LocalTensor<float>& dst, const LocalTensor<float>& src, const LocalTensor<uint32_t>& byteOffsets,
                              uint32_t base, uint32_t count, ASCENDC_HERE) {
    sim::gather(dst.local(), src.local(), byteOffsets.local(), base, count, at);
}

// Patterns 1 (even elements) and 2 (odd elements), without a mask of its own.
__aicore__ inline void GatherMask(const LocalTensor<float>& dst, const LocalTensor<float>& src, uint8_t pattern, bool reduce, uint32_t mask,
                                  const GatherMaskParams& params, uint64_t& taken, ASCENDC_HERE) {
    if (reduce || mask != 0 || pattern < 1 || pattern > 2) {
        sim::fault("limit", "GatherMask is simulated for patterns 1 and 2 in normal mode", at);
    }
    taken = sim::gatherMask(dst.local(), src.local(), pattern, params, at);
}

__aicore__ inline void Brcb(const LocalTensor<float>& dst, const LocalTensor<float>& src, uint8_t repeats, const BrcbRepeatParams& params,
                            ASCENDC_HERE) {
    sim::brcb(dst.local(), src.local(), maskLanes<float>(8, repeats, at).repeats, params, at);
}

template <typename T>
__aicore__ inline void WholeReduceSum(const LocalTensor<T>& dst, const LocalTensor<T>& src, int32_t mask, int32_t repeats, int32_t dstRepStride,
                                      int32_t srcBlkStride, int32_t srcRepStride, ASCENDC_HERE) {
    static_assert(std::is_same<T, float>::value, "only float is simulated");
    maskLanes<T>(static_cast<uint64_t>(mask), static_cast<uint32_t>(repeats), at);
    sim::wholeReduceSum(dst.local(), src.local(), static_cast<uint32_t>(mask), static_cast<uint32_t>(repeats),
                        static_cast<uint32_t>(dstRepStride), static_cast<uint32_t>(srcBlkStride), static_cast<uint32_t>(srcRepStride), at);
}

template <typename T>
__aicore__ inline void BlockReduceSum(const LocalTensor<T>& dst, const LocalTensor<T>& src, int32_t repeats, int32_t mask, int32_t dstRepStride,
                                      int32_t srcBlkStride, int32_t srcRepStride, ASCENDC_HERE) {
    static_assert(std::is_same<T, float>::value, "only float is simulated");
    if (mask != 64) {
        sim::fault("limit", "BlockReduceSum is simulated for all lanes", at);
    }
    maskLanes<T>(static_cast<uint64_t>(mask), static_cast<uint32_t>(repeats), at);
    sim::blockReduceSum(dst.local(), src.local(), static_cast<uint32_t>(repeats), static_cast<uint32_t>(dstRepStride),
                        static_cast<uint32_t>(srcBlkStride), static_cast<uint32_t>(srcRepStride), at);
}

__aicore__ inline int64_t GetBlockIdx() {
    return sim::blockIndex();
}

__aicore__ inline int64_t GetBlockNum() {
    return sim::blockCount();
}

}  // namespace AscendC

#endif
