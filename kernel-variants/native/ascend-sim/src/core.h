// One vector core: its UB, what is known to be finished where, its flags, and its clock.
//
// Order. Every instruction of a pipe has a number. Each pipe knows, of every pipe, up to which number it has finished: from flags
// it waited for (a flag carries what its setter knew and had done), from barriers, and from the scalar pipe that issued the
// instruction. An access must know that every conflicting access before it has finished; that the values come out right on
// the host does not count.
//
// Time. Pipes run in order and beside each other; an instruction starts when it was issued, its pipe is free and the flags that
// its pipe waited for have risen.
#ifndef CORE_H
#define CORE_H

#include <array>
#include <cstring>
#include <vector>

#include "ascendc/device.h"
#include "fault.h"
#include "model.h"

namespace sim {

constexpr int PIPES = 4;
constexpr uint32_t GRANULE = 4;  // bytes of UB that are tracked together

struct Knowledge {
    std::array<uint32_t, PIPES> finished{};
    void join(const Knowledge& other);
};

struct Instruction {
    pipe_t pipe;
    uint32_t number;
    Knowledge known;
    Site at;
    double start;
};

class Core {
public:
    void startBlock(bool autoSync);
    void endBlock();

    Instruction issue(pipe_t pipe, Site at);
    // The instruction occupies its pipe for `busy` cycles and its results are there `latency` cycles after its start.
    void finish(const Instruction& instruction, double busy, double latency);

    void reads(Instruction& by, Local part, uint32_t offset, uint32_t bytes);
    void writes(Instruction& by, Local part, uint32_t offset, uint32_t bytes);
    // Marks bytes that a copy writes with whatever was there: nobody may read them.
    void spoil(Local part, uint32_t offset, uint32_t bytes);

    void setFlag(AscendC::HardEvent event, int id, Site at);
    void waitFlag(AscendC::HardEvent event, int id, Site at);
    void barrier(pipe_t pipe, Site at);
    int takeEvent(AscendC::HardEvent event, bool keep, Site at);
    void returnEvent(AscendC::HardEvent event, int id, Site at);
    uint32_t reserve(uint32_t bytes, Site at);
    void selectReserve(Site at) const;
    void scalarWork(double cycles) { now += cycles; }

    template <typename T>
    T* at(uint32_t address) {
        return reinterpret_cast<T*>(ub + address);
    }
    Site siteOf(pipe_t pipe, uint32_t number) const;
    double cycles() const;
    double busyOf(pipe_t pipe) const { return busy[pipe]; }

    bool atomic = false;
    Site atomicSince{nullptr, 0};

private:
    struct Flag {
        bool raised = false, taken = false;
        Knowledge carries;
        double time = 0;
        Site at{nullptr, 0};
    };

    using Stamps = uint32_t[UB_BYTES / GRANULE];

    void mustKnow(Instruction& by, const Stamps* stamps, const char* did, const char* does, Local part, uint32_t address, uint32_t bytes);
    bool synchronised(Instruction& by, int other, uint32_t upTo);
    void bounds(const Instruction& by, Local part, uint32_t offset, uint32_t bytes, bool write) const;
    Flag& flag(AscendC::HardEvent event, int id, Site at);

    alignas(64) uint8_t ub[UB_BYTES];
    alignas(64) uint8_t defined[UB_BYTES];
    alignas(64) Stamps written[PIPES] = {};
    alignas(64) Stamps readers[PIPES] = {};
    std::array<uint32_t, PIPES> count{};
    std::array<uint32_t, PIPES> countAtStart{};
    std::array<Knowledge, PIPES> knows;
    std::array<std::vector<Site>, PIPES> sites;
    Flag flags[12][AscendC::EVENTS_PER_KIND];
    bool autoSync = false;
    uint32_t reserved = 0;

    double now = 0;                      // of the scalar pipe
    std::array<double, PIPES> free{};    // when a pipe can start the next instruction
    std::array<double, PIPES> done{};    // when all that a pipe has started is finished
    std::array<double, PIPES> busy{};
};

Core& core();
extern const char* const PIPE_NAMES[];
extern const char* const EVENT_NAMES[];

}  // namespace sim

#endif
