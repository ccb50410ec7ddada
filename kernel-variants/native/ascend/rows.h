// Rows of channels in UB: which of them instructions work on, their weights, and sums over them.
#ifndef ROWS_H
#define ROWS_H

#include "tile.h"

namespace msda {

constexpr int32_t LANES = 64;         // float32 in a repeat of the vector unit
constexpr int32_t MOST_REPEATS = 255;

// Some points of some groups: `groups` from `firstGroup` on, and of each the points [firstPoint, firstPoint + points). In UB their
// rows lie by corner, then group, then point; a group's rows take `stride` slots.
struct Chunk {
    int32_t firstGroup, groups, firstPoint, points, stride;

    __aicore__ inline int32_t rows() const { return groups * stride; }  // of one corner
};

// Calls each(chunk) for so many groups: several whole ones while they fit, else parts of one. from(stagger, count) says which of `count`
// runs of groups, or of `count` parts of a group, comes first.
template <typename From, typename Each>
__aicore__ inline void forEachChunk(const Tiling& t, const Sizes& s, int32_t groups, From from, Each each) {
    const int32_t fitting = t.pointChunk / s.paddedPoints, most = fitting > 0 ? fitting : 1;
    const int32_t runs = (groups + most - 1) / most, parts = (s.groupPoints + t.pointChunk - 1) / t.pointChunk;
    const int32_t firstRun = from(STAGGER_GROUPS, runs), firstPart = from(STAGGER_CHUNKS, parts);
    for (int32_t r = 0; r < runs; r++) {
        const int32_t group = (firstRun + r) % runs * most, left = groups - group;
        for (int32_t p = 0; p < parts; p++) {
            const int32_t point = (firstPart + p) % parts * t.pointChunk, rest = s.groupPoints - point;
            const int32_t count = rest < t.pointChunk ? rest : t.pointChunk;
            each(Chunk{group, left < most ? left : most, point, count, roundUp(count, 8)});
        }
    }
}

// Calls each(level, first, count) for the levels that a chunk has points of: points [first, first + count) of a group.
template <typename Each>
__aicore__ inline void forEachLevel(const Tiling& t, const Chunk& chunk, Each each) {
    const int32_t end = chunk.firstPoint + chunk.points;
    for (int32_t l = chunk.firstPoint / t.points; l * t.points < end; l++) {
        const int32_t first = l * t.points > chunk.firstPoint ? l * t.points : chunk.firstPoint;
        const int32_t last = (l + 1) * t.points < end ? (l + 1) * t.points : end;
        each(t.level[l], first, last - first);
    }
}

// Calls each(first, count) for pieces of `rows` rows that one instruction can repeat over.
template <typename Each>
__aicore__ inline void forEachPiece(int32_t rows, Each each) {
    for (int32_t first = 0; first < rows; first += MOST_REPEATS) {
        each(first, rows - first < MOST_REPEATS ? rows - first : MOST_REPEATS);
    }
}

// Calls each(first, count) for pieces of the channels that one repeat can work on.
template <typename Each>
__aicore__ inline void forEachLanes(int32_t channels, Each each) {
    for (int32_t first = 0; first < channels; first += LANES) {
        each(first, channels - first < LANES ? channels - first : LANES);
    }
}

// Where the rows of a chunk's corners lie: one corner's after another's, or the two pixels of a row side by side, as a copy of both
// at once leaves them.
struct RowOrder {
    bool sideBySide;

    // The row of the first point, of `rows` of a corner; the next point's is `step` rows further.
    __aicore__ inline int32_t first(int32_t corner, int32_t rows) const {
        return sideBySide ? corner / 2 * 2 * rows + corner % 2 : corner * rows;
    }
    __aicore__ inline int32_t step() const { return sideBySide ? 2 : 1; }
};

// Calls each(group, first, count) for the rows of each group's points, all corners, in pieces without gaps.
template <typename Each>
__aicore__ inline void forEachRow(const Chunk& chunk, const RowOrder& order, Each each) {
    if (chunk.groups == 1 && chunk.points == chunk.stride) {
        each(0, 0, 4 * chunk.rows());
        return;
    }
    for (int32_t corner = 0; corner < 4; corner += order.step()) {
        for (int32_t g = 0; g < chunk.groups; g++) {
            each(g, order.first(corner, chunk.rows()) + g * chunk.stride * order.step(), order.step() * chunk.points);
        }
    }
}

// The rows of a chunk's points as float32: those that were copied, or else in a buffer.
template <typename Buffer>
__aicore__ inline LocalTensor<float> widened(const LocalTensor<Stored>& stored, const Buffer& buffer, const Chunk& chunk, const RowOrder& order,
                                             int32_t rowFloats) {
    if constexpr (CONVERTS) {
        const LocalTensor<float> rows = buffer.template Get<float>();
        const auto widen = [&](int32_t, int32_t first, int32_t count) {
            Cast(rows[first * rowFloats], stored[first * rowFloats], RoundMode::CAST_NONE, static_cast<uint32_t>(count * rowFloats));
        };
        if (chunk.points == chunk.stride) {
            widen(0, 0, 4 * chunk.rows());
        } else {
            forEachRow(chunk, order, widen);
        }
        PipeBarrier<PIPE_V>();
        return rows;
    } else {
        return stored.template ReinterpretCast<float>();
    }
}

// One weight per row, each repeated over a block of 32 bytes, of which each `step`-th is written.
__aicore__ inline void spread(const LocalTensor<float>& to, const LocalTensor<float>& weights, int32_t rows, int32_t step = 1) {
    const BrcbRepeatParams blocks = {static_cast<uint16_t>(step), static_cast<uint16_t>(8 * step)};
    forEachPiece(rows / 8, [&](int32_t first, int32_t count) { Brcb(to[first * 64 * step], weights[first * 8], static_cast<uint8_t>(count), blocks); });
}

// Each row of `to` becomes a row of `from` times its spread weight, or grows by it. `from` has a row every `step` rows.
__aicore__ inline void weighRows(const LocalTensor<float>& to, const LocalTensor<float>& from, const LocalTensor<float>& weights, int32_t count,
                                 int32_t channels, bool adds, int32_t step = 1) {
    const int32_t rowFloats = rowElements(channels);
    const auto stride = static_cast<uint8_t>(rowFloats / 8);
    const BinaryRepeatParams weightPerRow = {1, 1, 0, stride, static_cast<uint8_t>(stride * step), 1};
    forEachPiece(count, [&](int32_t first, int32_t rows) {
        forEachLanes(channels, [&](int32_t channel, int32_t lanes) {
            const LocalTensor<float> sums = to[first * rowFloats + channel], row = from[first * step * rowFloats + channel];
            const auto repeats = static_cast<uint8_t>(rows);
            if (adds) {
                MulAddDst(sums, row, weights[first * 8], static_cast<uint64_t>(lanes), repeats, weightPerRow);
            } else {
                Mul(sums, row, weights[first * 8], static_cast<uint64_t>(lanes), repeats, weightPerRow);
            }
        });
    });
}

__aicore__ inline void addRows(const LocalTensor<float>& to, const LocalTensor<float>& from, int32_t count, int32_t channels) {
    const int32_t rowFloats = rowElements(channels);
    if (channels == rowFloats) {
        Add(to, to, from, count * rowFloats);
        return;
    }
    const auto stride = static_cast<uint8_t>(rowFloats / 8);
    forEachPiece(count, [&](int32_t first, int32_t rows) {
        forEachLanes(channels, [&](int32_t channel, int32_t lanes) {
            const LocalTensor<float> sums = to[first * rowFloats + channel];
            Add(sums, sums, from[first * rowFloats + channel], static_cast<uint64_t>(lanes), static_cast<uint8_t>(rows),
                BinaryRepeatParams{1, 1, 1, stride, stride, stride});
        });
    });
}

// Each group's first row becomes the sum of its rows, halves being added to halves; then it is added to the group's row of `sums`.
__aicore__ inline void sumGroups(const LocalTensor<float>& sums, const LocalTensor<float>& rows, const Chunk& chunk, int32_t channels) {
    const int32_t rowFloats = rowElements(channels);
    for (int32_t left = chunk.points; left > 1; left -= left / 2) {
        PipeBarrier<PIPE_V>();
        for (int32_t g = 0; g < chunk.groups; g++) {
            const int32_t half = left / 2, first = g * chunk.stride;
            addRows(rows[first * rowFloats], rows[(first + left - half) * rowFloats], half, channels);
        }
    }
    PipeBarrier<PIPE_V>();
    for (int32_t g = 0; g < chunk.groups; g++) {
        const LocalTensor<float> to = sums[(chunk.firstGroup + g) * rowFloats];
        Add(to, to, rows[g * chunk.stride * rowFloats], channels);
    }
}

}  // namespace msda

#endif
