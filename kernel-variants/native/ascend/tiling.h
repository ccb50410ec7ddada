// What a launch is about, as the host writes it and the kernel reads it, and the sizes that follow from it.
#ifndef TILING_H
#define TILING_H

#include <cstdint>
#include <type_traits>

#include "kernel_operator.h"

#ifndef MSDA_DTYPE
#define MSDA_DTYPE float32
#endif
#ifndef MSDA_WORKS_ON
#define MSDA_WORKS_ON MSDA_DTYPE
#endif
#define MSDA_TEXT_OF(value) #value
#define MSDA_TEXT(value) MSDA_TEXT_OF(value)

namespace msda {

namespace dtype {
using float32 = float;
using float16 = half;
}  // namespace dtype

// Elements of value, output and their gradients as they are given and taken; and as the kernels that gather and scatter know them,
// which is something else where a kernel of its own converts them before or after. All else is float32, and so is all arithmetic.
using Given = dtype::MSDA_DTYPE;
using Stored = dtype::MSDA_WORKS_ON;
constexpr bool CONVERTS = sizeof(Stored) < sizeof(float), CONVERTS_AROUND = !std::is_same_v<Given, Stored>;
constexpr int32_t ROW_ELEMENTS = 32 / sizeof(Stored);  // a row of channels is whole blocks of UB, as stored and as float32

constexpr int32_t MOST_LEVELS = 32;
constexpr int32_t MOST_CHANNELS = 1024;   // a row's stride is at most 255 blocks of 32 bytes, in powers of two
constexpr int32_t MOST_CHANNELS_OF_QUADS = 1016;  // two rows are at most 255 blocks
constexpr int32_t MOST_QUERY_TILE = 128;
constexpr int32_t MOST_ROWS_OF_A_COPY = 4095;
constexpr int32_t MOST_POINTS_OF_A_TILE = 8160;  // GatherMask repeats at most 255 times, over 64 coordinates each
constexpr int32_t MOST_PIXELS_OF_A_LEVEL = 1 << 24;  // pixel numbers are computed in float32
// Of 192 KB, Select takes the last 8 KB; 256 bytes are kept for what the compiler may need.
constexpr int64_t UB_LIMIT_BYTES = 192 * 1024 - 8 * 1024 - 256;

__host_aicore__ constexpr int32_t roundUp(int32_t value, int32_t multiple) {
    return (value + multiple - 1) / multiple * multiple;
}

__host_aicore__ constexpr int32_t rowElements(int32_t channels) {
    return roundUp(channels, ROW_ELEMENTS);
}

// The launch-time parameters in their order; the last ones are one kernel's only.
enum LaunchParameter {
    BLOCKS,
    QUERY_TILE,
    HEAD_TILE,
    POINT_CHUNK,
    PARTITION,
    RESIDENT_LEVELS,
    VALUE_BUFFERS,
    SHARED_PARAMETERS,
    TILE_BUFFERS = SHARED_PARAMETERS,
    FORWARD_PARAMETERS,
    ADDITION_BUFFERS = SHARED_PARAMETERS,
    STAGGER,
    BACKWARD_PARAMETERS
};

// Which tiles a block takes: a range of them, or every n-th; heads run fastest. Or a range with queries running fastest.
enum Partition : int32_t { CONTIGUOUS, CYCLIC, HEAD_MAJOR };

// From where in a tile a core begins, so that cores add to different lines: at another (query, head), or at another chunk of its
// points, which are of other levels.
enum Stagger : int32_t { STAGGER_GROUPS = 1, STAGGER_CHUNKS = 2 };

// Words of 32 bits, in this order in the tiling data. Levels come last, so that only those in use are read.
struct Tiling {
    int32_t batch, queries, heads, channels, levels, points, pixels;
    int32_t queryTile, headTile, pointChunk, partition, stagger;
    int32_t valueBuffers, tileBuffers, additionBuffers;  // of the queues of rows, of what a tile needs and gives, of what it adds
    int32_t copies;        // of the planes of gradients, where cores own them
    int32_t residentRows;  // pixels of the levels that are kept in UB
    struct Level {
        int32_t height, width, start;
        int32_t plane;  // the row of UB where it begins if it is kept there, else negative
    } level[MOST_LEVELS];
};
constexpr int32_t TILING_HEADER_WORDS = 17;
constexpr int32_t WORDS_OF_A_LEVEL = 4;

// A group is one (query, head) of a tile; its points take `paddedPoints` slots, so that each group begins a 32-byte block.
struct Sizes {
    int32_t groupPoints, paddedPoints;  // L*P, and that as a multiple of 8
    int32_t groups;                     // of a full tile
    int32_t slots;                      // of all groups, a multiple of 64: whole repeats of the vector unit
    int32_t rowFloats;                  // of a row of channels in UB
    int32_t rowBytes, storedRowBytes;   // as float32, as stored
    int32_t chunkBytes, storedChunkBytes;  // the four rows of each point of a chunk
    int32_t productFloats;              // of a row of products in UB (backward): 8, 16, 32 or 64
    bool findsOffsets;                  // of pixels in levels that are kept in UB

    __host_aicore__ explicit constexpr Sizes(const Tiling& t)
        : groupPoints(t.levels * t.points),
          paddedPoints(roundUp(groupPoints, 8)),
          groups(t.queryTile * t.headTile),
          slots(roundUp(groups * paddedPoints, 64)),
          rowFloats(rowElements(t.channels)),
          rowBytes(rowFloats * 4),
          storedRowBytes(rowFloats * static_cast<int32_t>(sizeof(Stored))),
          chunkBytes(4 * t.pointChunk * rowBytes),
          storedChunkBytes(4 * t.pointChunk * storedRowBytes),
          productFloats(rowFloats > 32 ? 64 : rowFloats > 16 ? 32 : rowFloats),
          findsOffsets(t.residentRows > 0) {}
};

}  // namespace msda

#endif
