// LocalTensor (UB) and GlobalTensor (global memory).
#ifndef ASCENDC_TENSOR_H
#define ASCENDC_TENSOR_H

#include <type_traits>

#include "device.h"

namespace AscendC {

template <typename T>
class LocalTensor {
public:
    LocalTensor() : memory{0, 0} {}
    explicit LocalTensor(sim::Local memory) : memory(memory) {}

    LocalTensor operator[](uint32_t offset) const {
        const uint64_t skipped = static_cast<uint64_t>(offset) * sizeof(T);
        const uint32_t left = skipped < memory.bytes ? static_cast<uint32_t>(memory.bytes - skipped) : 0;
        return LocalTensor(sim::Local{static_cast<uint32_t>(memory.address + skipped), left});
    }

    T GetValue(uint32_t index, ASCENDC_HERE) const {
        T value;
        sim::readScalar(element(index), &value, at);
        return value;
    }

    void SetValue(uint32_t index, T value, ASCENDC_HERE) const { sim::writeScalar(element(index), &value, at); }

    template <typename U>
    LocalTensor<U> ReinterpretCast() const {
        return LocalTensor<U>(memory);
    }

    uint32_t GetSize() const { return memory.bytes / sizeof(T); }
    sim::Local local() const { return memory; }

private:
    sim::Local element(uint32_t index) const {
        const uint64_t end = (static_cast<uint64_t>(index) + 1) * sizeof(T);
        return {static_cast<uint32_t>(memory.address + end - sizeof(T)), end <= memory.bytes ? static_cast<uint32_t>(sizeof(T)) : 0};
    }

    sim::Local memory;
};

template <typename T>
class GlobalTensor {
public:
    void SetGlobalBuffer(__gm__ T* address, uint64_t elements = 0) {
        memory = {reinterpret_cast<uintptr_t>(address), elements * sizeof(T)};
    }
    // A pointer to local memory is no buffer in global memory.
    void SetGlobalBuffer(T* address, uint64_t elements = 0) = delete;

    GlobalTensor operator[](uint64_t offset) const {
        GlobalTensor part;
        part.start = start + offset;
        part.memory = memory;
        return part;
    }

    T GetValue(uint64_t index, ASCENDC_HERE) const {
        T value;
        sim::readScalar((*this)[index].global(), &value, sizeof(T), at);
        return value;
    }

    // What is left of the buffer from here on; one past its end if nothing is, so that a copy of it is a fault.
    sim::Global global() const {
        const uint64_t skipped = start * sizeof(T);
        if (memory.bytes == 0) {
            return {memory.address + skipped, 0};
        }
        return {memory.address + skipped, skipped < memory.bytes ? memory.bytes - skipped : 1};
    }

private:
    sim::Global memory{0, 0};
    uint64_t start = 0;
};

}  // namespace AscendC

#endif
