// Names of Ascend C that are not tensors: pipes, events, parameters of instructions, and the address spaces.
#ifndef ASCENDC_TYPES_H
#define ASCENDC_TYPES_H

#include <cstdint>

#define __aicore__
#define __host_aicore__
#define __global__
// A device compiler keeps global memory and UB in address spaces of their own. A host compiler has none, so global memory
// is volatile here: such a pointer converts to a plain one neither implicitly nor, under -Werror=cast-qual, by a C cast.
#define __gm__ volatile
#define __ubuf__

using GM_ADDR = __gm__ uint8_t*;

// IEEE 754 binary16. A device compiler knows it; here it is storage that only instructions compute with.
struct half {
    uint16_t bits;
};

#define KERNEL_TYPE_AIV_ONLY 1
#define KERNEL_TASK_TYPE_DEFAULT(type) static_assert((type) == KERNEL_TYPE_AIV_ONLY, "only vector cores are simulated")

// Where an instruction is written: the last, defaulted argument of every call that the device checks.
struct Site {
    const char* file;
    int line;
};
struct Here : Site {  // a constructor's defaults are those of the place that calls it, in templates too
    constexpr Here(const char* file = __builtin_FILE(), int line = __builtin_LINE()) : Site{file, line} {}
};
#define ASCENDC_HERE ::Here at = ::Here()

enum pipe_t { PIPE_S, PIPE_V, PIPE_MTE2, PIPE_MTE3, PIPE_ALL };

namespace AscendC {

enum class TPosition { VECIN, VECOUT, VECCALC };
enum class HardEvent { MTE2_V, V_MTE2, V_MTE3, MTE3_V, MTE3_MTE2, MTE2_MTE3, S_V, V_S, MTE2_S, S_MTE2, S_MTE3, MTE3_S };
enum class RoundMode { CAST_NONE, CAST_RINT, CAST_FLOOR, CAST_CEIL, CAST_ROUND, CAST_TRUNC };
enum class CMPMODE { LT, GT, EQ, LE, GE, NE };
enum class SELMODE { VSEL_TENSOR_SCALAR_MODE, VSEL_TENSOR_TENSOR_MODE };

using TEventID = int8_t;
constexpr int EVENTS_PER_KIND = 8;

struct DataCopyParams {  // lengths and gaps in blocks of 32 bytes
    uint16_t blockCount = 1, blockLen = 0, srcStride = 0, dstStride = 0;
};

struct DataCopyExtParams {  // blockLen in bytes; gaps in bytes on the global side, in blocks of 32 bytes on the local side
    uint16_t blockCount = 1;
    uint32_t blockLen = 0, srcStride = 0, dstStride = 0, rsv = 0;
};

template <typename T>
struct DataCopyPadExtParams {
    bool isPad = false;
    uint8_t leftPadding = 0, rightPadding = 0;
    T paddingValue = {};
};

struct BinaryRepeatParams {
    uint8_t dstBlkStride = 1, src0BlkStride = 1, src1BlkStride = 1, dstRepStride = 8, src0RepStride = 8, src1RepStride = 8;
};

struct UnaryRepeatParams {
    uint16_t dstBlkStride = 1, srcBlkStride = 1;
    uint8_t dstRepStride = 8, srcRepStride = 8;
};

struct BrcbRepeatParams {
    uint16_t dstBlkStride = 1, dstRepStride = 8;
};

struct GatherMaskParams {
    uint8_t src0BlockStride = 1;
    uint16_t repeatTimes = 0, src0RepeatStride = 8;
    uint8_t src1RepeatStride = 0;
};

}  // namespace AscendC

#endif
