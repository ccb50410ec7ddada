// The device as the loopback sees it: it runs launches and fills one after another, and says how long each takes.
//
// Contents are tracked by name: a fill names what it writes, a copy from the host names it by a hash, a launch by itself and the
// names of what it reads. A launch whose results are what memory holds already is not run again; only its time is found anew,
// which depends on what the L2 holds.
#ifndef LAUNCH_H
#define LAUNCH_H

#include <map>
#include <string>
#include <vector>

#include "memory.h"

namespace sim {

struct Estimate {
    double nanoseconds = 0, low = 0, high = 0;
    void operator+=(const Estimate& other) {
        nanoseconds += other.nanoseconds;
        low += other.low;
        high += other.high;
    }
};

struct LaunchOf {
    std::string name;
    Kernel kernel;
    std::string arguments;
    uint32_t blocks;
    bool autoSync;
    std::string identity() const { return name + "/" + std::to_string(blocks) + (autoSync ? "/on/" : "/off/") + arguments; }
};

class Device {
public:
    // If `sample` is not 0, only so many blocks of a launch run, and its time is extrapolated: what they leave in memory is not
    // what all of them would.
    explicit Device(const Chip& chip, uint32_t sample = 0);

    const Chip& chip() const { return chip_; }
    Estimate launch(const LaunchOf& what);
    Estimate fill(Allocation& allocation, uint64_t offset, uint8_t value, uint64_t bytes);
    void* allocate(size_t bytes);
    void release(void* address);
    void reset();
    // Makes the bytes of an allocation what they are named.
    void settle(Allocation& allocation);
    void written(Allocation& allocation);  // the host changed it

private:
    struct Moved {
        Allocation* allocation;
        Use use;
    };
    struct Known {  // a launch that was run
        std::map<Allocation*, uint64_t> before, after;
        std::vector<Moved> moved;
        double cycles = 0, readDelay = 0, atomicDelay = 0, readBusy = 0, writeBusy = 0;
    };
    struct Content {
        uint64_t named = 0, held = 0;
        uint8_t fill = 0xFF;  // what it is to be filled with where the two differ
    };

    const Known* find(const LaunchOf& what);
    Known run(const LaunchOf& what);
    void runBlocks(const LaunchOf& what, Known& known);
    void extrapolate(const LaunchOf& what, uint32_t ran, Known& known);
    void remember(const LaunchOf& what, Known& known);
    Estimate timeOf(const LaunchOf& what, const Known& known);

    const Chip& chip_;
    const uint32_t sample;
    L2 l2;
    std::map<Allocation*, Content> contents;
    std::map<std::string, std::vector<Known>> knownLaunches;
    uint64_t names = 0;
};

const Chip& chipNamed(const std::string& name);

}  // namespace sim

#endif
