// Copies between global memory and UB, and the atomic mode of copies out.
#ifndef ASCENDC_COPY_H
#define ASCENDC_COPY_H

#include <cstring>

#include "pipe.h"

namespace AscendC {

constexpr uint32_t BLOCK_BYTES = 32;
constexpr uint32_t MOST_BLOCKS_OF_A_COPY = 4095;
constexpr uint32_t LONGEST_BLOCK = 2097151;

inline sim::Rows rowsOf(const DataCopyParams& p, uint32_t globalGap, uint32_t localGap) {
    const uint32_t bytes = p.blockLen * BLOCK_BYTES;
    return {p.blockCount, bytes, bytes + static_cast<uint64_t>(globalGap) * BLOCK_BYTES, bytes + localGap * BLOCK_BYTES, false, 0, 0};
}

inline sim::Rows rowsOf(const DataCopyExtParams& p, uint32_t globalGap, uint32_t localGap, Site at) {
    if (p.blockCount == 0 || p.blockCount > MOST_BLOCKS_OF_A_COPY || p.blockLen == 0 || p.blockLen > LONGEST_BLOCK || localGap > 65535) {
        sim::fault("limit", "DataCopyPad takes 1 to 4095 blocks of 1 to 2097151 bytes with local gaps to 65535", at);
    }
    const uint32_t whole = (p.blockLen + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    return {p.blockCount, p.blockLen, static_cast<uint64_t>(p.blockLen) + globalGap, whole + localGap * BLOCK_BYTES, false, 0, 0};
}

inline void mustBeBlocks(const DataCopyParams& p, Site at) {
    if (p.blockCount == 0 || p.blockCount > MOST_BLOCKS_OF_A_COPY || p.blockLen == 0) {
        sim::fault("limit", "DataCopy takes 1 to 4095 rows of at least 32 bytes", at);
    }
}

template <typename T>
__aicore__ inline void DataCopy(const LocalTensor<T>& dst, const GlobalTensor<T>& src, const DataCopyParams& params, ASCENDC_HERE) {
    mustBeBlocks(params, at);
    sim::copyIn(dst.local(), src.global(), rowsOf(params, params.srcStride, params.dstStride), at);
}

template <typename T>
__aicore__ inline void DataCopy(const GlobalTensor<T>& dst, const LocalTensor<T>& src, const DataCopyParams& params, ASCENDC_HERE) {
    mustBeBlocks(params, at);
    sim::copyOut(dst.global(), src.local(), rowsOf(params, params.dstStride, params.srcStride), at);
}

template <typename T>
__aicore__ inline void DataCopyPad(const LocalTensor<T>& dst, const GlobalTensor<T>& src, const DataCopyExtParams& params,
                                   const DataCopyPadExtParams<T>& padding, ASCENDC_HERE) {
    sim::Rows rows = rowsOf(params, params.srcStride, params.dstStride, at);
    if (padding.leftPadding != 0 || padding.rightPadding * sizeof(T) > BLOCK_BYTES) {
        sim::fault("limit", "DataCopyPad pads on the right only here, and at most 32 bytes", at);
    }
    rows.pad = padding.isPad && rows.bytes + padding.rightPadding * sizeof(T) == (rows.bytes + 31) / 32 * 32;
    memcpy(&rows.value, &padding.paddingValue, sizeof(T));
    rows.valueBytes = sizeof(T);
    sim::copyIn(dst.local(), src.global(), rows, at);
}

template <typename T>
__aicore__ inline void DataCopyPad(const GlobalTensor<T>& dst, const LocalTensor<T>& src, const DataCopyExtParams& params, ASCENDC_HERE) {
    sim::copyOut(dst.global(), src.local(), rowsOf(params, params.dstStride, params.srcStride, at), at);
}

template <typename T>
__aicore__ inline void SetAtomicAdd(ASCENDC_HERE) {
    static_assert(std::is_same<T, float>::value, "only float is simulated");
    sim::setAtomicAdd(true, at);
}

__aicore__ inline void SetAtomicNone(ASCENDC_HERE) {
    sim::setAtomicAdd(false, at);
}

}  // namespace AscendC

#endif
