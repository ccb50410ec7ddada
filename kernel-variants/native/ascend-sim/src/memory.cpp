#include "memory.h"

#include <algorithm>

namespace sim {

namespace {

constexpr uint64_t ATOMIC = 1ULL << 63;
constexpr uint16_t SEVERAL = 0xFFFF;

uint32_t blockOf(uint64_t writer) {
    return static_cast<uint32_t>((writer & ~ATOMIC) >> 32);
}

}  // namespace

Allocation::Allocation(size_t bytes, uint64_t serial)
    : bytes(bytes), number(serial), data(static_cast<uint8_t*>(aligned_alloc(LINE_BYTES, (bytes + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES))) {}

bool Allocation::allWritten() const {
    return !writers.empty() && std::find(writers.begin(), writers.end(), 0U) == writers.end();
}

void Allocation::startLaunch() {
    if (use.read) {
        std::fill(readers.begin(), readers.end(), 0);
    }
    if (use.written || use.atomic) {
        std::fill(writers.begin(), writers.end(), 0);
    }
    if (use.bytes > 0) {
        std::fill(seen.begin(), seen.end(), 0);
    }
    use = Use();
}

void Allocation::mustNotMeet(Access access, uint64_t first, uint64_t end, uint32_t block, const Knowledge& known, Site at) const {
    const char* does = access == Access::READ ? "reads" : access == Access::WRITE ? "writes" : "adds to";
    auto meets = [&](uint64_t g, uint32_t other) {
        raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "cross-core",
              "block " + std::to_string(block) + " " + does + " byte " + std::to_string(g * granule) +
                  " of a tensor of " + std::to_string(bytes) + ", which " + (other == SEVERAL ? "others use" : "block " + std::to_string(other - 1) + " uses") +
                  " in the same launch",
              at);
    };
    for (uint64_t g = first; g < end && !writers.empty(); g++) {
        const uint64_t writer = writers[g];
        if (writer == 0 || (access == Access::ATOMIC && (writer & ATOMIC) != 0)) {
            continue;
        }
        if (blockOf(writer) != block + 1) {
            meets(g, blockOf(writer));
        }
        const pipe_t pipe = access == Access::READ ? PIPE_MTE2 : PIPE_MTE3;
        if (static_cast<uint32_t>(writer) > known.finished[PIPE_MTE3]) {
            raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "pipe-order",
                  std::string(PIPE_NAMES[pipe]) + " " + does + " global memory that MTE3 writes, with no " + (pipe == PIPE_MTE3 ? "barrier" : "flag") + " between",
                  at);
        }
    }
    for (uint64_t g = first; g < end && access != Access::READ && !readers.empty(); g++) {
        if (readers[g] != 0 && readers[g] != block + 1) {
            meets(g, readers[g]);
        }
    }
}

void Allocation::mark(Access access, uint64_t first, uint64_t end, uint32_t block, uint32_t number) {
    const uint64_t granules = (bytes + granule - 1) / granule;
    if (access == Access::READ) {
        readers.resize(granules);
        const auto own = static_cast<uint16_t>(block + 1);
        for (uint64_t g = first; g < end; g++) {
            readers[g] = readers[g] == 0 || readers[g] == own ? own : SEVERAL;
        }
        use.read = true;
        return;
    }
    writers.resize(granules);
    const uint64_t stamp = (access == Access::ATOMIC ? ATOMIC : 0) | static_cast<uint64_t>(block + 1) << 32 | number;
    std::fill(writers.begin() + static_cast<int64_t>(first), writers.begin() + static_cast<int64_t>(end), stamp);
    (access == Access::ATOMIC ? use.atomic : use.written) = true;
}

void Allocation::count(Access access, uint64_t offset, uint32_t length) {
    seen.resize((bytes + SECTOR_BYTES - 1) / SECTOR_BYTES);
    use.bytes += access == Access::ATOMIC ? 2ULL * length : length;
    for (uint64_t s = offset / SECTOR_BYTES; s <= (offset + length - 1) / SECTOR_BYTES; s++) {
        const uint8_t does = (access == Access::WRITE ? 0 : 1) | (access == Access::READ ? 0 : 2);
        use.sectors += (does & ~seen[s] & 1) != 0;
        use.writtenSectors += (does & ~seen[s] & 2) != 0;
        seen[s] |= does;
    }
}

// Elements of 16 bits: neighbours may be other blocks'.
void Allocation::refine() {
    granule = GRANULE / 2;
    auto doubled = [](auto& marks) {
        auto fine = marks;
        fine.clear();
        for (const auto& each : marks) {
            fine.insert(fine.end(), 2, each);
        }
        marks = fine;
    };
    doubled(writers);
    doubled(readers);
}

void Allocation::touch(Access access, uint64_t offset, uint32_t length, uint32_t block, uint32_t number, const Knowledge& known, Site at) {
    if (granule == GRANULE && (offset % GRANULE != 0 || length % GRANULE != 0)) {
        refine();
    }
    const uint64_t first = offset / granule, end = (offset + length + granule - 1) / granule;
    mustNotMeet(access, first, end, block, known, at);
    mark(access, first, end, block, number);
    count(access, offset, length);
}

uint64_t L2::misses(Allocation& allocation, uint64_t different) {
    const bool resident = allocation.fillsBefore != 0 && different <= capacity && filled - (allocation.fillsBefore - 1) <= capacity;
    const uint64_t missing = resident ? 0 : different;
    filled += missing;
    allocation.fillsBefore = filled + 1;
    return missing;
}

void Contention::clear() {
    for (auto* keys : {&reads.all, &reads.sampled, &atomics.all, &atomics.sampled}) {
        keys->clear();
    }
}

void Contention::record(Access access, const Allocation& allocation, uint64_t offset, uint32_t bytes, uint32_t block, double cycle) {
    if (access == Access::WRITE) {
        return;
    }
    Keys& keys = access == Access::READ ? reads : atomics;
    const bool sampled = allocation.size() >= SAMPLED_FROM;
    const uint64_t window = static_cast<uint64_t>(cycle) / cost::LINE_WINDOW & 0xFFFFFF;
    for (uint64_t line = offset / LINE_BYTES; line <= (offset + bytes - 1) / LINE_BYTES; line++) {
        if (sampled && (line * 0x9E3779B97F4A7C15ULL >> 40) % SAMPLE != 0) {
            continue;
        }
        (sampled ? keys.sampled : keys.all).push_back((allocation.serial() & 0x3F) << 58 | (line & 0x3FFFFF) << 36 | window << 12 | (block & 0xFFF));
    }
}

// The sum over lines and windows of n * (n - 1), n blocks having met there.
double Contention::waits(std::vector<uint64_t>& keys) {
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    double sum = 0;
    for (size_t i = 0; i < keys.size();) {
        size_t end = i + 1;
        while (end < keys.size() && keys[end] >> 12 == keys[i] >> 12) {
            end++;
        }
        const auto met = static_cast<double>(end - i);
        sum += met * (met - 1);
        i = end;
    }
    return sum;
}

double Contention::delay(Keys& keys, double service) {
    return service * (waits(keys.all) + static_cast<double>(SAMPLE) * waits(keys.sampled));
}

Allocation* Memory::allocate(size_t bytes) {
    auto allocation = std::make_unique<Allocation>(bytes, made++);
    if (!allocation->base()) {
        return nullptr;
    }
    Allocation* result = allocation.get();
    allocations[reinterpret_cast<uintptr_t>(result->base())] = std::move(allocation);
    return result;
}

bool Memory::release(void* address) {
    last = nullptr;
    return allocations.erase(reinterpret_cast<uintptr_t>(address)) > 0;
}

Allocation* Memory::find(uintptr_t address, uint64_t bytes) {
    auto holds = [&](const Allocation& one) {
        const auto base = reinterpret_cast<uintptr_t>(one.base());
        return address >= base && address + bytes <= base + one.size();
    };
    if (last && holds(*last)) {
        return last;
    }
    auto next = allocations.upper_bound(address);
    if (next == allocations.begin()) {
        return nullptr;
    }
    Allocation* candidate = std::prev(next)->second.get();
    return holds(*candidate) ? last = candidate : nullptr;
}

uint64_t Memory::used() const {
    uint64_t sum = 0;
    for (const auto& each : allocations) {
        sum += each.second->size();
    }
    return sum;
}

}  // namespace sim
