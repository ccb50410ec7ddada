// What the headers ask of the simulated device. Addresses of UB are byte offsets; every call may throw a fault of the device.
#ifndef ASCENDC_DEVICE_H
#define ASCENDC_DEVICE_H

#include <cstdint>

#include "types.h"

#pragma GCC visibility push(default)
namespace sim {

enum class Type : uint8_t { U8, I16, U16, I32, U32, F16, F32 };

template <typename T>
struct TypeOf;
template <>
struct TypeOf<uint8_t> { static constexpr Type value = Type::U8; };
template <>
struct TypeOf<int16_t> { static constexpr Type value = Type::I16; };
template <>
struct TypeOf<uint16_t> { static constexpr Type value = Type::U16; };
template <>
struct TypeOf<int32_t> { static constexpr Type value = Type::I32; };
template <>
struct TypeOf<uint32_t> { static constexpr Type value = Type::U32; };
template <>
struct TypeOf<half> { static constexpr Type value = Type::F16; };
template <>
struct TypeOf<float> { static constexpr Type value = Type::F32; };

struct Local {  // bytes of UB
    uint32_t address, bytes;
};

struct Global {  // bytes of global memory; `bytes` is 0 where the kernel did not say
    uintptr_t address;
    uint64_t bytes;
};

struct Strided {  // an operand of a repeated instruction; strides in blocks of 32 bytes
    Local local;
    uint16_t block, repeat;
};

// Which lanes of how many repeats take part. `count` > 0: that many elements in a row; else `low` and `high` are the mask.
struct Lanes {
    uint32_t count;
    uint64_t low, high;
    uint32_t repeats;
};

enum class Binary : uint8_t { ADD, SUB, MUL, DIV, MAX, MIN, AND, OR, MULADD };
enum class Unary : uint8_t { ADDS, MULS, MAXS, MINS, AXPY, ABS, SHIFT_LEFT, SHIFT_RIGHT, COPY };

void binary(Binary op, Type type, Strided dst, Strided left, Strided right, Lanes lanes, Site at);
void unary(Unary op, Type type, Strided dst, Strided src, double scalar, Lanes lanes, Site at);
void duplicate(Type type, Local dst, double value, uint32_t count, Site at);
void cast(Type to, Type from, AscendC::RoundMode mode, Local dst, Local src, uint32_t count, Site at);
void compare(AscendC::CMPMODE mode, Local dst, Local left, Local right, bool scalar, float value, uint32_t count, Site at);
void select(Local dst, Local mask, Local src, Local other, bool scalar, float value, uint32_t count, Site at);
void gather(Local dst, Local src, Local offsets, uint32_t base, uint32_t count, Site at);
uint64_t gatherMask(Local dst, Local src, uint8_t pattern, AscendC::GatherMaskParams params, Site at);
void brcb(Local dst, Local src, uint32_t repeats, AscendC::BrcbRepeatParams params, Site at);
void wholeReduceSum(Local dst, Local src, uint32_t mask, uint32_t repeats, uint32_t dstRepeat, uint32_t block, uint32_t repeat, Site at);
void blockReduceSum(Local dst, Local src, uint32_t repeats, uint32_t dstRepeat, uint32_t block, uint32_t repeat, Site at);

void readScalar(Local from, void* value, Site at);
void writeScalar(Local to, const void* value, Site at);
void readScalar(Global from, void* value, uint32_t bytes, Site at);
void scalarWork(uint32_t instructions);

struct Rows {  // a copy of `count` rows of `bytes`; strides from a row's start to the next one's
    uint32_t count, bytes;
    uint64_t globalStride;
    uint32_t localStride;
    bool pad;  // rows that end within a block of 32 bytes are filled up with `value`, else with what nobody may read
    uint32_t value, valueBytes;
};
void copyIn(Local dst, Global src, Rows rows, Site at);
void copyOut(Global dst, Local src, Rows rows, Site at);
void setAtomicAdd(bool on, Site at);

void setFlag(AscendC::HardEvent event, int id, Site at);
void waitFlag(AscendC::HardEvent event, int id, Site at);
void pipeBarrier(pipe_t pipe, Site at);
AscendC::TEventID takeEvent(AscendC::HardEvent event, Site at);
void returnEvent(AscendC::HardEvent event, AscendC::TEventID id, Site at);
AscendC::TEventID freeEvent(AscendC::HardEvent event, Site at);
uint32_t reserve(uint32_t bytes, Site at);  // UB for a buffer; its address
[[noreturn]] void fault(const char* check, const char* text, Site at);

int64_t blockIndex();
int64_t blockCount();

using Kernel = void (*)(const void* arguments);
// Puts a launch on the stream; `arguments` are copied. Used by the code that the compiler makes of name<<<blocks, 0, stream>>>(...).
void launch(const char* name, Kernel kernel, const void* arguments, uint32_t bytes, uint32_t blocks, bool autoSync, void* stream);

}  // namespace sim
#pragma GCC visibility pop

#endif
