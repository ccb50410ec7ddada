// The constants of the cycle model and the chips: every number that a simulated time depends on, with where it is from and
// how far it may be off.
//
// Sources. ASC: the measurements that Huawei's asc-devkit publishes with its data_copy and add_high_performance examples (A2, 48
// vector cores, 1.85 GHz): times of MTE2 and of tasks, with the shape of every copy.
// PTO: the instruction calibration of the open pto-isa on a 910B3. PAPER: arXiv 2505.14022. INI: chip descriptions in public
// repositories. GUESS: nothing public; chosen so that the order of magnitude is plausible, and never fitted.
// "fitted" means that a published figure was used to choose the number; docs/ascend-model.md has the rows that were not.
#ifndef MODEL_H
#define MODEL_H

#include <cstdint>

namespace sim {

constexpr uint32_t UB_BYTES = 192 * 1024;
// Select keeps its last 8 KB for itself (asc-devkit documentation of Select).
constexpr uint32_t UB_BELOW_SELECT = 184 * 1024;
constexpr uint32_t LINE_BYTES = 512;  // accesses to one line serialise on A2 and A3 (ASC)

struct Chip {
    const char* name;
    const char* soc;      // what aclrtGetSocName says
    int cubeCores;
    int vectorCores;
    double gigahertz;     // INI; A3's is third-party, +-5 %
    uint64_t l2Bytes;
    uint64_t memoryBytes;
    double memoryTerabytes;  // per second, the data sheet's figure
};

constexpr uint64_t MB = 1024 * 1024, GB = 1024 * MB;
constexpr Chip CHIPS[] = {
    {"910B1", "Ascend910B1-sim", 24, 48, 1.85, 192 * MB, 64 * GB, 1.6},
    {"910B2", "Ascend910B2-sim", 24, 48, 1.80, 192 * MB, 64 * GB, 1.6},
    {"910B3", "Ascend910B3-sim", 20, 40, 1.80, 192 * MB, 64 * GB, 1.6},
    {"910B4", "Ascend910B4-sim", 20, 40, 1.50, 96 * MB, 32 * GB, 0.8},
    {"A3", "Ascend910_9391-sim", 24, 48, 1.80, 192 * MB, 64 * GB, 1.6},
};

namespace cost {

// An instruction of the vector pipe takes `start` cycles until its first result, `perRepeat` for each 256 bytes, and lets the
// next one start after max(issue, perRepeat * repeats). PTO, +-10 % for one chip; other chips unknown.
struct Vector {
    double start, perRepeat;
};
constexpr Vector ADD = {24, 2.11};
constexpr Vector MUL = {25, 2.30};
constexpr Vector SCALE = {26, 1.0};            // Muls, and what like it reads one operand
constexpr Vector SHIFT = {31, 1.0};            // Adds
constexpr Vector DIVIDE = {40, 8.0};           // GUESS, a factor of 2
constexpr Vector SELECT = {26, 2.3};           // GUESS: as Mul; a factor of 1.5
constexpr Vector WHOLE_REDUCE = {46, 7.0};
constexpr Vector BLOCK_REDUCE = {46, 7.0};     // GUESS: as WholeReduceSum; pto-isa sums rows by it, so hardly dearer; a factor of 3
constexpr Vector GATHER = {0, 26.0};           // PTO; PAPER's 845 GB/s over 48 cores is 26.9
constexpr Vector GATHER_MASK = {31, 2.3};      // GUESS, a factor of 2
constexpr Vector BROADCAST = {26, 2.0};        // GUESS (Brcb), a factor of 2
constexpr double VECTOR_ISSUE = 8;             // GUESS, a factor of 2: the shortest distance of two instructions
constexpr double BARRIER = 20;                 // PTO, +-25 %
constexpr double FLAG = 15;                    // GUESS, a factor of 2: from a flag's rise to the start of who waits

// Copies. A copy keeps its pipe for its issue, its rows or its bytes, whichever is most; all fitted to ASC.
constexpr double COPY_ISSUE = 20.6;            // 1 x 128 B a copy: 548 us for 302 MB, +-5 % there
constexpr double COPY_ROW = 8.3;               // 64 x 128 B a copy: 221 us; a factor of 1.4, as the staggered reads, unfitted, show
constexpr double COPY_IN_BYTES = 56;           // per cycle and core: PTO, 100.9 GB/s by one core at 1.8 GHz, +-10 %
constexpr double COPY_OUT_BYTES = 104;         // PTO, 188 GB/s, +-10 %
// From the start of a copy to its last byte, beyond its own cycles: what one core's serial Add of 8 KB pieces leaves of its
// 6209 us of MTE2 and 2613 us of MTE3 after their bytes. A factor of 1.5.
constexpr double COPY_IN_LATENCY = 410;
constexpr double COPY_OUT_LATENCY = 216;
constexpr double UNALIGNED = 1.28;             // times what a row that is not whole 32-byte blocks takes: -21.6 % of bandwidth
constexpr double MEMORY_EFFICIENCY = 0.931;    // of the data sheet's bandwidth: 64 x 2048 B a copy, 203 us, +-5 %
constexpr double L2_TERABYTES = 5.2;           // ASC; elsewhere about 7: a factor of 1.4
// Of the shorter of the cores' and memory's time, what the longer does not hide. GUESS: it begins before the other can; ASC's rows
// leave room for at most 0.03.
constexpr double EXPOSED = 0.01;
// One line serves one access in so many cycles, and the next waits. Reads: fitted to ASC's 475 us when all cores read the same
// rows of 128 B in the same order, a factor of 2. Atomic adds: GUESS, a factor of 3; only that contention grows with the cores
// is public.
constexpr double LINE_READ = 0.203;
constexpr double LINE_ATOMIC = 8;
constexpr uint64_t LINE_WINDOW = 64;           // cycles within which two cores' accesses to a line meet; GUESS, a factor of 2

// The scalar pipe. GUESS, a factor of 2 each, but for two. SCALAR_READ_UB is fitted to ASC's scalar Add: 34 cycles an element, two
// of which are reads. COPY_SETUP is fitted to PAPER's 106 GB/s of gathered 32-byte rows: 27 cycles a copy, whose place the scalar
// pipe reads first.
constexpr double SCALAR = 1;                   // one instruction of address arithmetic
constexpr double SCALAR_READ_UB = 15;
constexpr double COPY_SETUP = 10;              // of the scalar pipe for each copy, beyond ISSUE
constexpr double SCALAR_WRITE_UB = 4;
constexpr double SCALAR_READ_MEMORY = 40;      // through the data cache, mostly hits
constexpr double ISSUE = 2;                    // putting an instruction into another pipe's queue

// A launch, microseconds: GUESS, from half to three times; that it grows with the number of blocks is public (ASC). Three times
// is all that ASC's tasks of 48 blocks take beyond their cores' mean time, 12 us, which may have other causes as well.
constexpr double LAUNCH_MICROSECONDS = 2.0;
constexpr double LAUNCH_PER_BLOCK_MICROSECONDS = 0.04;
constexpr double MEMSET_MICROSECONDS = 1.5;    // GUESS, a factor of 2: starting a fill, beside its bandwidth

// How far the parts of an estimate may be off: its band. That of cores is as wide as the checked rows of docs/ascend-model.md ask.
struct Spread {
    double launch, cores, memory, atomics;
};
constexpr Spread EXPECTED = {1, 1, 1, 1};
constexpr Spread LOW = {0.5, 0.75, 0.9, 1.0 / 3};
constexpr Spread HIGH = {3, 1.4, 1.2, 3};

}  // namespace cost
}  // namespace sim

#endif
