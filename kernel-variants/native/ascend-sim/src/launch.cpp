#include "launch.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace sim {

namespace {

uint32_t currentBlock = 0, currentBlocks = 1;

uint64_t mixed(uint64_t a, uint64_t b) {
    a ^= b + 0x9E3779B97F4A7C15ULL + (a << 6) + (a >> 2);
    a *= 0xBF58476D1CE4E5B9ULL;
    return a ^ a >> 31;
}

uint64_t named(const std::string& text) {
    return std::hash<std::string>()(text);
}

uint64_t hashOf(const uint8_t* bytes, uint64_t count) {
    return std::hash<std::string_view>()(std::string_view(reinterpret_cast<const char*>(bytes), count));
}

uint64_t nameOfFill(uint8_t value, uint64_t bytes) {
    return mixed(mixed(named("fill"), value), bytes);
}

}  // namespace

Core& core() {
    static Core only;
    return only;
}

Memory& memory() {
    static Memory only;
    return only;
}

Contention& contention() {
    static Contention only;
    return only;
}

int64_t blockIndex() {
    return currentBlock;
}

int64_t blockCount() {
    return currentBlocks;
}

const Chip& chipNamed(const std::string& name) {
    for (const Chip& chip : CHIPS) {
        if (name == chip.name) {
            return chip;
        }
    }
    return CHIPS[1];
}

Device::Device(const Chip& chip, uint32_t sample) : chip_(chip), sample(sample), l2(chip.l2Bytes) {}

void* Device::allocate(size_t bytes) {
    Allocation* made = memory().allocate(bytes);
    if (!made) {
        return nullptr;
    }
    contents[made] = {nameOfFill(0xFF, made->size()), 0, 0xFF};
    return made->base();
}

void Device::release(void* address) {
    if (Allocation* gone = memory().find(reinterpret_cast<uintptr_t>(address), 1)) {
        contents.erase(gone);
    }
    memory().release(address);
    knownLaunches.clear();
}

void Device::reset() {
    contents.clear();
    knownLaunches.clear();
    memory().clear();
    l2 = L2(chip_.l2Bytes);
}

void Device::settle(Allocation& allocation) {
    Content& content = contents[&allocation];
    if (content.named != content.held) {
        memset(allocation.base(), content.fill, allocation.size());
        content.held = content.named;
    }
}

void Device::written(Allocation& allocation) {
    Content& content = contents[&allocation];
    content.named = content.held = hashOf(allocation.base(), allocation.size());
}

Estimate Device::fill(Allocation& allocation, uint64_t offset, uint8_t value, uint64_t bytes) {
    Content& content = contents[&allocation];
    if (bytes == allocation.size()) {
        content.named = nameOfFill(value, bytes);
        content.fill = value;
    } else {
        settle(allocation);
        memset(allocation.base() + offset, value, bytes);
        written(allocation);
    }
    l2.misses(allocation, bytes);
    const double memoryNs = static_cast<double>(bytes) / (chip_.memoryTerabytes * cost::MEMORY_EFFICIENCY * 1e3);
    const double startNs = cost::MEMSET_MICROSECONDS * 1e3;
    return {startNs + memoryNs, startNs * cost::LOW.launch + memoryNs * cost::LOW.memory, startNs * cost::HIGH.launch + memoryNs * cost::HIGH.memory};
}

const Device::Known* Device::find(const LaunchOf& what) {
    for (const Known& known : knownLaunches[what.identity()]) {
        auto same = [&](const auto& entry, bool held) {
            const Content& content = contents[entry.first];
            return (held ? content.held : content.named) == entry.second;
        };
        if (std::all_of(known.before.begin(), known.before.end(), [&](const auto& entry) { return same(entry, false); }) &&
            std::all_of(known.after.begin(), known.after.end(), [&](const auto& entry) { return same(entry, true); })) {
            return &known;
        }
    }
    return nullptr;
}

Estimate Device::launch(const LaunchOf& what) {
    const Known* before = find(what);
    if (before) {
        for (const auto& [allocation, name] : before->after) {
            contents[allocation].named = name;
        }
        return timeOf(what, *before);
    }
    return timeOf(what, run(what));
}

Device::Known Device::run(const LaunchOf& what) {
    for (auto& [allocation, content] : contents) {
        // What no argument names, as a buffer that only flushes the cache, need not be filled for real.
        const uint8_t* base = allocation->base();
        if (what.arguments.find(std::string(reinterpret_cast<const char*>(&base), sizeof base)) != std::string::npos) {
            settle(*allocation);
        }
        allocation->startLaunch();
    }
    contention().clear();
    Known known;
    runBlocks(what, known);
    remember(what, known);
    return known;
}

void Device::runBlocks(const LaunchOf& what, Known& known) {
    const auto cores = static_cast<uint32_t>(chip_.vectorCores);
    std::vector<double> wave((what.blocks + cores - 1) / cores);
    currentBlocks = what.blocks;
    const uint32_t ran = sample > 1 && sample < what.blocks ? sample : what.blocks;
    for (uint32_t i = 0; i < ran; i++) {
        currentBlock = static_cast<uint32_t>(static_cast<uint64_t>(i) * what.blocks / ran);
        core().startBlock(what.autoSync);
        what.kernel(what.arguments.data());
        core().endBlock();
        double& longest = wave[currentBlock / cores];
        longest = std::max(longest, core().cycles());
        known.readBusy = std::max(known.readBusy, core().busyOf(PIPE_MTE2));
        known.writeBusy = std::max(known.writeBusy, core().busyOf(PIPE_MTE3));
    }
    for (const double each : wave) {
        known.cycles += each;
    }
    known.readDelay = contention().readDelay() / ran;
    known.atomicDelay = contention().atomicDelay() / ran;
    if (ran < what.blocks) {
        extrapolate(what, ran, known);
    }
}

// Blocks that did not run are taken to be like those that did: as many bytes each; as likely to meet another one at a line; and
// with sectors of their own where the blocks that ran shared none, else with as many new ones as chance leaves.
void Device::extrapolate(const LaunchOf& what, uint32_t ran, Known& known) {
    const double times = static_cast<double>(what.blocks) / ran, meetings = (what.blocks - 1.0) / (ran - 1.0);
    known.readDelay *= meetings;
    known.atomicDelay *= meetings;
    for (auto& [allocation, content] : contents) {
        Use& use = allocation->use;
        const double all = static_cast<double>(allocation->size()) / SECTOR_BYTES + 1;
        const bool shared = static_cast<double>(use.bytes) > 1.5 * SECTOR_BYTES * static_cast<double>(std::max(use.sectors, use.writtenSectors));
        auto different = [&](uint64_t sectors) {
            const auto seen = static_cast<double>(sectors);
            return static_cast<uint64_t>(shared ? all * (1 - std::pow(1 - seen / all, times)) : std::min(all, seen * times));
        };
        use.sectors = different(use.sectors);
        use.writtenSectors = different(use.writtenSectors);
        use.bytes = static_cast<uint64_t>(static_cast<double>(use.bytes) * times);
        use.unaligned = static_cast<uint64_t>(static_cast<double>(use.unaligned) * times);
    }
}

void Device::remember(const LaunchOf& what, Known& known) {
    uint64_t name = named(what.identity());
    for (auto& [allocation, content] : contents) {
        const Use& use = allocation->use;
        if (use.bytes > 0) {
            known.moved.push_back({allocation, use});
        }
        const bool keepsSome = use.atomic || (use.written && !allocation->allWritten());
        if (use.read || keepsSome) {
            known.before[allocation] = content.named;
            name = mixed(name, content.named);
        }
    }
    for (auto& [allocation, content] : contents) {
        if (allocation->use.written || allocation->use.atomic) {
            content.named = content.held = mixed(name, reinterpret_cast<uintptr_t>(allocation));
            known.after[allocation] = content.named;
        }
    }
    knownLaunches[what.identity()].push_back(known);
}

Estimate Device::timeOf(const LaunchOf& what, const Known& known) {
    double misses = 0, moved = 0;
    for (const Moved& each : known.moved) {
        const Use& use = each.use;
        const uint64_t stored = use.writtenSectors * SECTOR_BYTES;
        const uint64_t missed = l2.misses(*each.allocation, use.sectors * SECTOR_BYTES) + stored;
        if (use.sectors == 0) {
            l2.fills(stored);
        }
        const double share = use.bytes > 0 ? static_cast<double>(use.unaligned) / static_cast<double>(use.bytes) : 0;
        const double slower = 1 + share * (cost::UNALIGNED - 1);
        misses += static_cast<double>(missed) * slower;
        moved += static_cast<double>(use.bytes) * slower;
    }
    const double memoryNs = std::max(misses / (chip_.memoryTerabytes * cost::MEMORY_EFFICIENCY * 1e3), moved / (cost::L2_TERABYTES * 1e3));
    const double startNs = 1e3 * (cost::LAUNCH_MICROSECONDS + cost::LAUNCH_PER_BLOCK_MICROSECONDS * what.blocks);
    struct Parts {
        double start, cores, memory;
    };
    auto parts = [&](const cost::Spread& spread) {
        const double reading = known.readBusy * spread.cores + known.readDelay;
        const double writing = known.writeBusy * spread.cores + known.atomicDelay * spread.atomics;
        const double coresNs = std::max({known.cycles * spread.cores, reading, writing}) / chip_.gigahertz;
        return Parts{startNs * spread.launch, coresNs, memoryNs * spread.memory};
    };
    auto overlapped = [](const Parts& of) { return of.start + std::max(of.cores, of.memory) + cost::EXPOSED * std::min(of.cores, of.memory); };
    // ASC's times are close to those of whichever is the larger; at worst neither hides wholly behind the other.
    const Parts worst = parts(cost::HIGH);
    return {overlapped(parts(cost::EXPECTED)), overlapped(parts(cost::LOW)), worst.start + std::hypot(worst.cores, worst.memory)};
}

}  // namespace sim
