// The copies of MTE2 and MTE3, and what the scalar pipe reads and writes.
#include "lanes.h"
#include "launch.h"
#include "memory.h"

namespace sim {

namespace {

uint64_t spanOf(const Rows& rows) {
    return (rows.count - 1) * rows.globalStride + rows.bytes;
}

Allocation& globalBounds(const Global& part, uint64_t bytes, bool write, const std::string& who, Site at) {
    const aclError code = write ? ACL_ERROR_RT_VECTOR_WRITE_OUT_OF_BOUNDS : ACL_ERROR_RT_VECTOR_READ_OUT_OF_BOUNDS;
    if (part.bytes != 0 && bytes > part.bytes) {
        raise(code, "global-bounds", who + " touches " + std::to_string(bytes) + " bytes where the tensor has " + std::to_string(part.bytes), at);
    }
    Allocation* allocation = memory().find(part.address, bytes);
    if (!allocation) {
        raise(code, "global-bounds", who + " touches " + std::to_string(bytes) + " bytes that are not all of one allocation", at);
    }
    return *allocation;
}

bool isAligned(const Global& part, const Rows& rows) {
    return part.address % BLOCK == 0 && rows.bytes % BLOCK == 0 && (rows.count == 1 || rows.globalStride % BLOCK == 0);
}

void finishCopy(const Instruction& by, const Global& part, const Rows& rows, double bytesPerCycle, double latency) {
    const bool together = rows.globalStride == rows.bytes && rows.bytes % BLOCK == 0;  // one piece, whatever it is called
    const double bytes = rows.bytes / bytesPerCycle * (isAligned(part, rows) ? 1.0 : cost::UNALIGNED);
    const double row = together ? bytes : std::max(cost::COPY_ROW, bytes);
    const double busy = std::max(cost::COPY_ISSUE, rows.count * row);
    core().finish(by, busy, busy + latency);
}

void touchRows(Allocation& allocation, Access access, const Global& part, const Rows& rows, const Instruction& by) {
    const uint64_t start = part.address - reinterpret_cast<uintptr_t>(allocation.base());
    const auto block = static_cast<uint32_t>(blockIndex());
    const bool together = rows.globalStride == rows.bytes;  // rows in a row are one piece
    const uint32_t pieces = together ? 1 : rows.count, bytes = together ? rows.bytes * rows.count : rows.bytes;
    for (uint32_t r = 0; r < pieces; r++) {
        allocation.touch(access, start + r * rows.globalStride, bytes, block, by.number, by.known, by.at);
        contention().record(access, allocation, start + r * rows.globalStride, bytes, block, by.start);
    }
    if (!isAligned(part, rows)) {
        allocation.use.unaligned += static_cast<uint64_t>(rows.count) * rows.bytes * (access == Access::ATOMIC ? 2 : 1);
    }
}

uint32_t wholeBlocks(uint32_t bytes) {
    return (bytes + BLOCK - 1) / BLOCK * BLOCK;
}

void writeRow(Instruction& by, Local dst, const Rows& rows, uint32_t offset) {
    const uint32_t rest = wholeBlocks(rows.bytes) - rows.bytes;
    core().writes(by, dst, offset, rows.bytes + rest);
    if (rest > 0 && rows.pad) {
        for (uint32_t at = 0; at + rows.valueBytes <= rest; at += rows.valueBytes) {
            memcpy(core().at<uint8_t>(dst.address + offset + rows.bytes + at), &rows.value, rows.valueBytes);
        }
    } else if (rest > 0) {
        core().spoil(dst, offset + rows.bytes, rest);
    }
}

}  // namespace

void copyIn(Local dst, Global src, Rows rows, Site at) {
    Instruction by = core().issue(PIPE_MTE2, at);
    mustBeAligned(by, dst);
    Allocation& from = globalBounds(src, spanOf(rows), false, "MTE2", at);
    touchRows(from, Access::READ, src, rows, by);
    if (rows.bytes % BLOCK == 0 && rows.localStride == rows.bytes) {
        core().writes(by, dst, 0, rows.count * rows.bytes);
    } else {
        for (uint32_t r = 0; r < rows.count; r++) {
            writeRow(by, dst, rows, r * rows.localStride);
        }
    }
    for (uint32_t r = 0; r < rows.count; r++) {
        memcpy(core().at<uint8_t>(dst.address + r * rows.localStride), reinterpret_cast<const void*>(src.address + r * rows.globalStride), rows.bytes);
    }
    finishCopy(by, src, rows, cost::COPY_IN_BYTES, cost::COPY_IN_LATENCY);
}

void copyOut(Global dst, Local src, Rows rows, Site at) {
    Instruction by = core().issue(PIPE_MTE3, at);
    mustBeAligned(by, src);
    Allocation& to = globalBounds(dst, spanOf(rows), true, "MTE3", at);
    touchRows(to, core().atomic ? Access::ATOMIC : Access::WRITE, dst, rows, by);
    for (uint32_t r = 0; r < rows.count; r++) {
        core().reads(by, src, r * rows.localStride, rows.bytes);
        auto* target = reinterpret_cast<uint8_t*>(dst.address + r * rows.globalStride);
        const auto* values = core().at<float>(src.address + r * rows.localStride);
        if (!core().atomic) {
            memcpy(target, values, rows.bytes);
            continue;
        }
        auto* sums = reinterpret_cast<float*>(target);
        for (uint32_t i = 0; i < rows.bytes / sizeof(float); i++) {
            sums[i] += values[i];
        }
    }
    finishCopy(by, dst, rows, cost::COPY_OUT_BYTES, cost::COPY_OUT_LATENCY);
}

void setAtomicAdd(bool on, Site at) {
    core().atomic = on;
    core().atomicSince = at;
    core().scalarWork(cost::SCALAR);
}

void readScalar(Local from, void* value, Site at) {
    Instruction by = core().issue(PIPE_S, at);
    core().reads(by, from, 0, std::max(from.bytes, 1U));
    memcpy(value, core().at<uint8_t>(from.address), from.bytes);
    core().finish(by, cost::SCALAR_READ_UB, cost::SCALAR_READ_UB);
}

void writeScalar(Local to, const void* value, Site at) {
    Instruction by = core().issue(PIPE_S, at);
    core().writes(by, to, 0, std::max(to.bytes, 1U));
    memcpy(core().at<uint8_t>(to.address), value, to.bytes);
    core().finish(by, cost::SCALAR_WRITE_UB, cost::SCALAR_WRITE_UB);
}

void readScalar(Global from, void* value, uint32_t bytes, Site at) {
    Instruction by = core().issue(PIPE_S, at);
    Allocation& allocation = globalBounds(from, bytes, false, "the scalar pipe", at);
    allocation.touch(Access::READ, from.address - reinterpret_cast<uintptr_t>(allocation.base()), bytes, static_cast<uint32_t>(blockIndex()), by.number,
                     by.known, at);
    memcpy(value, reinterpret_cast<const void*>(from.address), bytes);
    core().finish(by, cost::SCALAR_READ_MEMORY, cost::SCALAR_READ_MEMORY);
}

void scalarWork(uint32_t instructions) {
    core().scalarWork(cost::SCALAR * instructions);
}

}  // namespace sim
