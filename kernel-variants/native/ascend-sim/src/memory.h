// Global memory: what is allocated, who touched what in this launch, and the traffic that this makes.
//
// Blocks of a launch run at the same time on a device, so two of them must not touch the same bytes unless both only read or both
// only add atomically. Within a block a later copy must know that an earlier one to the same bytes has finished.
#ifndef MEMORY_H
#define MEMORY_H

#include <map>
#include <memory>
#include <vector>

#include "core.h"

namespace sim {

enum class Access : uint8_t { READ, WRITE, ATOMIC };

constexpr uint32_t SECTOR_BYTES = 128;  // what a miss fetches

// A launch's use of one allocation.
struct Use {
    uint64_t bytes = 0;         // moved between cores and L2; an atomic add counts twice
    uint64_t sectors = 0;       // different ones that are fetched: read or added to
    uint64_t writtenSectors = 0;
    uint64_t unaligned = 0;     // of the bytes, those in rows that are no whole blocks
    bool read = false, written = false, atomic = false;
};

class Allocation {
public:
    Allocation(size_t bytes, uint64_t serial);

    void startLaunch();
    void touch(Access access, uint64_t offset, uint32_t bytes, uint32_t block, uint32_t number, const Knowledge& known, Site at);

    uint8_t* base() const { return data.get(); }
    uint64_t size() const { return bytes; }
    uint64_t serial() const { return number; }
    bool allWritten() const;  // every byte, in this launch

    Use use;
    uint64_t fillsBefore = 0;  // the L2's fills when this was last used; see L2

private:
    void mustNotMeet(Access access, uint64_t first, uint64_t end, uint32_t block, const Knowledge& known, Site at) const;
    void mark(Access access, uint64_t first, uint64_t end, uint32_t block, uint32_t number);
    void count(Access access, uint64_t offset, uint32_t bytes);

    struct Release {
        void operator()(uint8_t* memory) const { free(memory); }
    };
    uint64_t bytes, number;
    std::unique_ptr<uint8_t, Release> data;
    void refine();

    uint32_t granule = GRANULE;      // bytes that are tracked together; 2 once somebody has touched half of one
    std::vector<uint64_t> writers;   // atomic << 63 | (block + 1) << 32 | number of the copy, per granule
    std::vector<uint16_t> readers;   // block + 1, or SEVERAL
    std::vector<uint8_t> seen;       // per sector: 1 fetched, 2 written
};

// The last-level cache, at the grain of allocations: one stays resident while at most the cache's size has been filled since.
class L2 {
public:
    explicit L2(uint64_t bytes) : capacity(bytes) {}
    // Bytes that miss, of `bytes` different ones of the allocation; records the use.
    uint64_t misses(Allocation& allocation, uint64_t different);
    // Bytes that are written without having been there.
    void fills(uint64_t bytes) { filled += bytes; }

private:
    uint64_t capacity;
    uint64_t filled = 0;
};

// Accesses to one line by several blocks within a window of time.
class Contention {
public:
    void clear();
    void record(Access access, const Allocation& allocation, uint64_t offset, uint32_t bytes, uint32_t block, double cycle);
    double readDelay() { return delay(reads, cost::LINE_READ); }
    double atomicDelay() { return delay(atomics, cost::LINE_ATOMIC); }

private:
    // Lines of large allocations are sampled, 1 in SAMPLE; each stands for the others. Which ones does not depend on addresses, so
    // that times repeat.
    static constexpr uint64_t SAMPLE = 8, SAMPLED_FROM = 4 * MB;
    struct Keys {
        std::vector<uint64_t> all, sampled;
    };
    static double delay(Keys& keys, double service);
    static double waits(std::vector<uint64_t>& keys);
    Keys reads, atomics;
};

class Memory {
public:
    Allocation* allocate(size_t bytes);
    bool release(void* address);
    void clear() {
        last = nullptr;
        allocations.clear();
    }
    // The allocation that has all these bytes; null if there is none.
    Allocation* find(uintptr_t address, uint64_t bytes);
    uint64_t used() const;
    std::map<uintptr_t, std::unique_ptr<Allocation>>& all() { return allocations; }

private:
    std::map<uintptr_t, std::unique_ptr<Allocation>> allocations;
    Allocation* last = nullptr;
    uint64_t made = 0;
};

Memory& memory();
Contention& contention();

}  // namespace sim

#endif
