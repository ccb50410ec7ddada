// The pair, the corner and the quad family: the two pixels of a row that a point needs come, or are added to, by one strided copy of
// two rows of channels, or by a copy for each; or all four pixels by one copy of two rows of pixels, from a layout in which a head's
// pixels follow each other.
#ifndef PAIR_H
#define PAIR_H

#include "points.h"
#include "rows.h"

#ifndef MSDA_COPY
#define MSDA_COPY padded
#endif
#ifndef MSDA_GATHER
#define MSDA_GATHER pair
#endif
#ifndef MSDA_SCATTER
#define MSDA_SCATTER pair
#endif

namespace msda {

constexpr int aligned = 1, padded = 0;
constexpr bool WHOLE_BLOCKS = MSDA_COPY == aligned;  // rows of channels are whole blocks: DataCopy, which knows no other rows
constexpr int owned = 3, quad = 2, corner = 1, pair = 0;  // owned: quads, to planes that no two cores share
constexpr bool GATHERS_PAIRS = MSDA_GATHER == pair, SCATTERS_PAIRS = MSDA_SCATTER == pair;
constexpr bool GATHERS_QUADS = MSDA_GATHER == quad, SCATTERS_OWNED = MSDA_SCATTER == owned;
constexpr bool SCATTERS_QUADS = MSDA_SCATTER == quad || SCATTERS_OWNED;

// Gradients are added up as float32 and in whole blocks: where grad_value is something else, in memory of its own.
constexpr bool ADDS_ELSEWHERE = SCATTERS_QUADS || CONVERTS;

// Elements from a pixel, a head, a batch entry to the next.
struct ValueLayout {
    uint64_t pixel, head, batch;

    // [B, N, H, C], as the tensors are.
    __aicore__ inline static ValueLayout together(const Tiling& t) {
        const uint64_t pixel = static_cast<uint64_t>(t.heads) * t.channels;
        return {pixel, static_cast<uint64_t>(t.channels), pixel * t.pixels};
    }
    // [B, H, N, rowElements(C)], as relayout.h makes it.
    __aicore__ inline static ValueLayout planes(const Tiling& t) {
        const auto pixel = static_cast<uint64_t>(rowElements(t.channels));
        return {pixel, pixel * t.pixels, pixel * t.pixels * t.heads};
    }
};

// Copies the pixels of one head that points need between a tensor and rows in UB, both of T.
template <typename T>
class Pairs {
public:
    __aicore__ inline Pairs(const Tiling& t, const ValueLayout& layout) : t(t), s(t), layout(layout) {}

    // Of the points whose levels are not kept in UB.
    __aicore__ inline void gather(const LocalTensor<T>& rows, const GlobalTensor<T>& value, const Points& points, const Tile& tile,
                                  const Chunk& chunk) const {
        forEachPoint(points, tile, chunk, false, [&](int32_t row, int32_t pixel, const Tiling::Level& level, uint64_t channels) {
            const int32_t from = pixel < 0 ? level.start : pixel;
            if constexpr (GATHERS_QUADS) {
                loadQuad(rows, value, row, chunk.rows(), channels + at(from), level);
                return;
            }
            const int32_t below = level.height > 1 ? level.width : 0;
            load(rows, value, row, chunk.rows(), channels + at(from), level.width > 1);
            load(rows, value, row + 2 * chunk.rows(), chunk.rows(), channels + at(from + below), level.width > 1);
        });
    }

    // Adds rows to the pixels of all points that are inside; the copies out must be in atomic mode.
    __aicore__ inline void scatter(const GlobalTensor<T>& gradient, const LocalTensor<T>& rows, const Points& points, const Tile& tile,
                                   const Chunk& chunk) const {
        forEachPoint(points, tile, chunk, true, [&](int32_t row, int32_t pixel, const Tiling::Level& level, uint64_t channels) {
            if (pixel < 0) {
                return;
            }
            if constexpr (SCATTERS_QUADS) {
                addQuad(gradient, rows, row, chunk.rows(), channels + at(pixel), level);
                return;
            }
            add(gradient, rows, row, chunk.rows(), channels + at(pixel), level.width > 1);
            if (level.height > 1) {
                add(gradient, rows, row + 2 * chunk.rows(), chunk.rows(), channels + at(pixel + level.width), level.width > 1);
            }
        });
    }

    // All pixels of a level of one head, a row of whole blocks for each.
    __aicore__ inline void loadLevel(const LocalTensor<T>& rows, const GlobalTensor<T>& value, int32_t batch, int32_t head,
                                     const Tiling::Level& level) const {
        const uint64_t channels = static_cast<uint64_t>(batch) * layout.batch + static_cast<uint64_t>(head) * layout.head;
        const int32_t pixels = level.height * level.width;
        if constexpr (GATHERS_QUADS) {
            DataCopy(rows, value[channels + at(level.start)], DataCopyParams{1, blocks(pixels), 0, 0});
            return;
        }
        for (int32_t first = 0; first < pixels; first += MOST_ROWS_OF_A_COPY) {
            const auto count = static_cast<uint16_t>(pixels - first < MOST_ROWS_OF_A_COPY ? pixels - first : MOST_ROWS_OF_A_COPY);
            DataCopyPad(rows[first * s.rowFloats], value[channels + at(level.start + first)],
                        DataCopyExtParams{count, channelBytes(), gapInBytes(), 0, 0},
                        DataCopyPadExtParams<T>{rest() > 0, 0, rest(), {}});
        }
    }

private:
    // Elements from a batch entry's first pixel to this one; 64 bits, as large values need them.
    __aicore__ inline uint64_t at(int32_t pixel) const { return static_cast<uint64_t>(pixel) * layout.pixel; }

    // `resident`: also those of levels that are kept in UB.
    template <typename Each>
    __aicore__ inline void forEachPoint(const Points& points, const Tile& tile, const Chunk& chunk, bool resident, Each each) const {
        for (int32_t g = 0; g < chunk.groups; g++) {
            const int32_t head = tile.head + (chunk.firstGroup + g) % t.headTile;
            const uint64_t channels = static_cast<uint64_t>(tile.batch) * layout.batch + static_cast<uint64_t>(head) * layout.head;
            const int32_t firstSlot = (chunk.firstGroup + g) * s.paddedPoints, firstRow = g * chunk.stride - chunk.firstPoint;
            uint64_t two = 0;
            forEachLevel(t, chunk, [&](const Tiling::Level& level, int32_t first, int32_t count) {
                for (int32_t p = first; p < first + count && (resident || level.plane < 0); p++) {
                    if (p == first || p % 2 == 0) {
                        two = points.twoPixels(firstSlot + p);
                    }
                    each(firstRow + p, static_cast<int32_t>(p % 2 == 0 ? two : two >> 32), level, channels);
                }
            });
        }
    }

    __aicore__ inline void load(const LocalTensor<T>& rows, const GlobalTensor<T>& value, int32_t row, int32_t distance, uint64_t from,
                                bool two) const {
        if (GATHERS_PAIRS && two) {
            loadPixels(rows[row * s.rowFloats], value[from], 2, distance);
            return;
        }
        // Where the other column does not exist its weight is 0, and any pixel will do.
        const uint64_t other = two ? from + at(1) : from;
        loadPixels(rows[row * s.rowFloats], value[from], 1, distance);
        loadPixels(rows[(row + distance) * s.rowFloats], value[other], 1, distance);
    }

    __aicore__ inline void loadPixels(const LocalTensor<T>& to, const GlobalTensor<T>& from, uint16_t pixels, int32_t distance) const {
        if constexpr (WHOLE_BLOCKS) {
            DataCopy(to, from, DataCopyParams{pixels, blocks(1), gapInBlocks(), blocks(distance - 1)});
        } else {
            DataCopyPad(to, from, DataCopyExtParams{pixels, channelBytes(), gapInBytes(), blocksBetween<T>(t.channels, distance * s.rowFloats), 0},
                        DataCopyPadExtParams<T>{CONVERTS && rest() > 0, 0, rest(), {}});
        }
    }

    // The pixels of a row side by side, in both layouts; the second row `distance` points further in UB. Where the other column or
    // row does not exist its weight is 0, and any pixel will do.
    __aicore__ inline void loadQuad(const LocalTensor<T>& rows, const GlobalTensor<T>& value, int32_t row, int32_t distance, uint64_t from,
                                    const Tiling::Level& level) const {
        if (level.width > 1 && level.height > 1) {
            DataCopy(rows[2 * row * s.rowFloats], value[from],
                     DataCopyParams{2, blocks(2), blocks(level.width - 2), blocks(2 * distance - 2)});
            return;
        }
        const uint64_t below = level.height > 1 ? from + at(level.width) : from, right = level.width > 1 ? at(1) : 0;
        for (int32_t y = 0; y < 2; y++) {
            const LocalTensor<T> to = rows[2 * (row + y * distance) * s.rowFloats];
            const uint64_t left = y == 0 ? from : below;
            DataCopy(to, value[left], DataCopyParams{1, blocks(1), 0, 0});
            DataCopy(to[s.rowFloats], value[left + right], DataCopyParams{1, blocks(1), 0, 0});
        }
    }

    __aicore__ inline void addQuad(const GlobalTensor<T>& gradient, const LocalTensor<T>& rows, int32_t row, int32_t distance, uint64_t to,
                                   const Tiling::Level& level) const {
        const uint16_t columns = blocks(level.width > 1 ? 2 : 1);
        const LocalTensor<T> from = rows[2 * row * s.rowFloats];
        if (level.height > 1) {
            DataCopy(gradient[to], from,
                     DataCopyParams{2, columns, static_cast<uint16_t>(blocks(2 * distance) - columns),
                                    static_cast<uint16_t>(blocks(level.width) - columns)});
            return;
        }
        DataCopy(gradient[to], from, DataCopyParams{1, columns, 0, 0});
    }

    __aicore__ inline void add(const GlobalTensor<T>& gradient, const LocalTensor<T>& rows, int32_t row, int32_t distance, uint64_t to,
                               bool two) const {
        if (SCATTERS_PAIRS || !two) {
            addPixels(gradient[to], rows[row * s.rowFloats], two ? 2 : 1, distance);
            return;
        }
        addPixels(gradient[to], rows[row * s.rowFloats], 1, distance);
        addPixels(gradient[to + at(1)], rows[(row + distance) * s.rowFloats], 1, distance);
    }

    __aicore__ inline void addPixels(const GlobalTensor<T>& to, const LocalTensor<T>& from, uint16_t pixels, int32_t distance) const {
        if constexpr (WHOLE_BLOCKS) {
            DataCopy(to, from, DataCopyParams{pixels, blocks(1), blocks(distance - 1), gapInBlocks()});
        } else {
            DataCopyPad(to, from,
                        DataCopyExtParams{pixels, channelBytes(), blocksBetween<T>(t.channels, distance * s.rowFloats), gapInBytes(), 0});
        }
    }

    __aicore__ inline uint16_t blocks(int32_t rows) const { return static_cast<uint16_t>(rows * s.rowFloats * sizeof(T) / 32); }
    // From the end of a head's channels to the same head's in the next pixel.
    __aicore__ inline uint32_t gapInBytes() const { return static_cast<uint32_t>(layout.pixel) * sizeof(T) - channelBytes(); }
    // Elements from a pixel's channels to the end of its row in UB: zeros where whole rows are gathered or converted.
    __aicore__ inline uint8_t rest() const { return static_cast<uint8_t>(s.rowFloats - t.channels); }
    __aicore__ inline uint32_t channelBytes() const { return static_cast<uint32_t>(t.channels * sizeof(T)); }
    __aicore__ inline uint16_t gapInBlocks() const { return static_cast<uint16_t>(gapInBytes() / 32); }

    const Tiling& t;
    Sizes s;
    ValueLayout layout;
};

}  // namespace msda

#endif
