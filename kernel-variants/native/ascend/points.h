// The points of a tile: where each samples, which two rows of two pixels it needs, and with which weights.
//
// A point at (x, y) of a level of W pixels in a row needs columns b and b + 1, b = floor(x) moved into [0, W - 2]. The weight of
// column c is max(0, 1 - |x - c|) then, beyond borders too. A level of one column has no column b + 1: its weight is made 0.
#ifndef POINTS_H
#define POINTS_H

#include "tile.h"

namespace msda {

class Points {
public:
    // Arrays of one word per slot that this needs beside the two queues. The last two, for gradients only, are where floor(x)
    // lies from the left column, in -1, 0, 1, and the same for y.
    static constexpr int32_t ARRAYS = 13, ARRAYS_WITH_EDGES = 15;
    __host_aicore__ static constexpr int32_t bytes(const Sizes& s, bool edges) {
        return (edges ? ARRAYS_WITH_EDGES : ARRAYS) * s.slots * 4 + maskBytes(s) * 4 + (s.findsOffsets ? s.slots * 4 : 0);
    }
    __host_aicore__ static constexpr int32_t inputBytes(const Sizes& s) { return 3 * s.slots * 4; }

    LocalTensor<float> corner[4];                  // weight of each corner, attention included: top left, top right, bottom ...
    LocalTensor<float> left, right, top, bottom;   // weights of columns and rows
    LocalTensor<float> attention, width, height, leftEdge, topEdge;
    LocalTensor<int32_t> pixel;                    // the top left corner in [0, N); negative where the point is outside
    LocalTensor<int32_t> offset;                   // bytes from the level's first row of channels to the corner's, if levels are kept in UB
    LocalTensor<uint8_t> inside;

    __aicore__ inline Points(TPipe& pipe, const Tiling& t, bool edges) : t(t), s(t), edges(edges) {
        pipe.InitBuffer(inputQueue, static_cast<uint8_t>(t.tileBuffers), inputBytes(s));
        pipe.InitBuffer(arrays, bytes(s, edges));
        int32_t next = 0;
        LocalTensor<float>* const named[ARRAYS_WITH_EDGES - 2] = {&corner[0], &corner[1], &corner[2], &corner[3], &left,     &right,   &top,
                                                                  &bottom,    &attention, &width,     &height,    &leftEdge, &topEdge};
        for (LocalTensor<float>* array : named) {
            if (next < ARRAYS - 2 || edges) {
                *array = arrays.Get<float>()[next++ * s.slots];
            }
        }
        pixel = arrays.Get<int32_t>()[next++ * s.slots];
        start = arrays.Get<int32_t>()[next++ * s.slots];
        if (s.findsOffsets) {
            offset = arrays.Get<int32_t>()[next++ * s.slots];
        }
        for (int32_t i = 0; i < 4; i++) {
            mask[i] = arrays.Get<uint8_t>()[next * s.slots * 4 + i * maskBytes(s)];
        }
        inside = mask[0];
        free = pipe.AllocEventID<HardEvent::S_V>();
        ready = pipe.AllocEventID<HardEvent::V_S>();
        writeTables();
        clearInputs();
    }

    // Copies what belongs to a tile; as many tiles as there are buffers may be on their way.
    __aicore__ inline void fetch(const Tile& tile, const GlobalTensor<float>& locations, const GlobalTensor<float>& weights) {
        fetchWith([&](const LocalTensor<float>& to) { loadRows(to, locations, t, tile, 2 * s.groupPoints, 2 * s.paddedPoints); },
                  [&](const LocalTensor<float>& to) { loadRows(to, weights, t, tile, s.groupPoints, s.paddedPoints); });
    }

    // The same, from whatever the two put into a buffer of x and y of each slot and into one of weights.
    template <typename LoadLocations, typename LoadWeights>
    __aicore__ inline void fetchWith(LoadLocations loadLocations, LoadWeights loadWeights) {
        LocalTensor<float> inputs = inputQueue.AllocTensor<float>();
        loadLocations(inputs);
        loadWeights(inputs[2 * s.slots]);
        inputQueue.EnQue(inputs);
    }

    // Of the tile that was fetched first. Afterwards the scalar unit may read `pixel`, until release().
    __aicore__ inline void find() {
        LocalTensor<float> inputs = inputQueue.DeQue<float>();
        WaitFlag<HardEvent::S_V>(free);
        findInside(inputs);
        Select(attention, inside, inputs[2 * s.slots], 0.0F, SELMODE::VSEL_TENSOR_SCALAR_MODE, s.slots);
        inputQueue.FreeTensor(inputs);
        findWindow();
        weighCorners();
        PipeBarrier<PIPE_V>();
        for (const LocalTensor<float>& each : corner) {
            Mul(each, each, attention, s.slots);
        }
        SetFlag<HardEvent::V_S>(ready);
        WaitFlag<HardEvent::V_S>(ready);
    }

    // The weights of corners without attention.
    __aicore__ inline void weighCorners() {
        Mul(corner[0], top, left, s.slots);
        Mul(corner[1], top, right, s.slots);
        Mul(corner[2], bottom, left, s.slots);
        Mul(corner[3], bottom, right, s.slots);
    }

    // `pixel` of the slots 2i and 2i + 1 that `slot` is one of, the first in the low half: the scalar unit waits as long for 64 bits as
    // for 32.
    __aicore__ inline uint64_t twoPixels(int32_t slot) const { return pixel.ReinterpretCast<uint64_t>().GetValue(slot / 2); }

    __aicore__ inline void release() { SetFlag<HardEvent::S_V>(free); }

    // Once, after the last tile.
    __aicore__ inline void finish() { WaitFlag<HardEvent::S_V>(free); }

private:
    __host_aicore__ static constexpr int32_t maskBytes(const Sizes& s) { return roundUp(s.slots / 8, 32); }

    // The sizes of each slot's level, written once for a group by the scalar unit and repeated for the others.
    __aicore__ inline void writeTables() {
        for (int32_t p = 0; p < s.paddedPoints; p++) {
            const Tiling::Level level = p < s.groupPoints ? t.level[p / t.points] : Tiling::Level{1, 1, 0, -1};
            width.SetValue(p, static_cast<float>(level.width));
            height.SetValue(p, static_cast<float>(level.height));
            start.SetValue(p, level.start);
        }
        SetFlag<HardEvent::S_V>(free);
        WaitFlag<HardEvent::S_V>(free);
        const int32_t used = s.groups * s.paddedPoints;
        for (int32_t done = s.paddedPoints; done < used; done *= 2) {
            const int32_t more = used - done < done ? used - done : done;
            DataCopy(width[done], width, more);
            DataCopy(height[done], height, more);
            DataCopy(start[done], start, more);
            PipeBarrier<PIPE_V>();
        }
        if (used < s.slots) {
            Duplicate(width[used], 1.0F, s.slots - used);
            Duplicate(height[used], 1.0F, s.slots - used);
            Duplicate(start[used], 0, s.slots - used);
        }
        SetFlag<HardEvent::S_V>(free);
    }

    // Slots that no point fills are computed with too: they must hold something.
    __aicore__ inline void clearInputs() {
        for (int32_t buffer = 0; buffer < t.tileBuffers; buffer++) {
            LocalTensor<float> inputs = inputQueue.AllocTensor<float>();
            Duplicate(inputs, 0.0F, 3 * s.slots);
            inputQueue.FreeTensor(inputs);
        }
    }

    // x in corner[0] and y in corner[1], 0 where the point is outside or not a number.
    __aicore__ inline void findInside(const LocalTensor<float>& places) {
        const LocalTensor<float> x = corner[0], y = corner[1];
        const GatherMaskParams every = {1, static_cast<uint16_t>(s.slots / 32), 8, 0};
        uint64_t taken = 0;
        GatherMask(x, places, 1, false, 0, every, taken);
        GatherMask(y, places, 2, false, 0, every, taken);
        PipeBarrier<PIPE_V>();
        Mul(x, x, width, s.slots);
        Mul(y, y, height, s.slots);
        PipeBarrier<PIPE_V>();
        Adds(x, x, -0.5F, s.slots);
        Adds(y, y, -0.5F, s.slots);
        PipeBarrier<PIPE_V>();
        CompareScalar(mask[0], x, -1.0F, CMPMODE::GT, s.slots);
        CompareScalar(mask[1], y, -1.0F, CMPMODE::GT, s.slots);
        Compare(mask[2], x, width, CMPMODE::LT, s.slots);
        Compare(mask[3], y, height, CMPMODE::LT, s.slots);
        PipeBarrier<PIPE_V>();
        const int32_t halves = s.slots / 16;
        And(bits(0), bits(0), bits(1), halves);
        And(bits(2), bits(2), bits(3), halves);
        PipeBarrier<PIPE_V>();
        And(bits(0), bits(0), bits(2), halves);
        PipeBarrier<PIPE_V>();
        Select(x, inside, x, 0.0F, SELMODE::VSEL_TENSOR_SCALAR_MODE, s.slots);
        Select(y, inside, y, 0.0F, SELMODE::VSEL_TENSOR_SCALAR_MODE, s.slots);
    }

    __aicore__ inline LocalTensor<uint16_t> bits(int32_t i) const { return mask[i].ReinterpretCast<uint16_t>(); }

    __aicore__ inline void findWindow() {
        const LocalTensor<float> x = corner[0], y = corner[1], column = corner[2], row = x, scratch = corner[3];
        PipeBarrier<PIPE_V>();
        findAxis(x, width, column, left, right, scratch, leftEdge);
        PipeBarrier<PIPE_V>();
        findAxis(y, height, row, top, bottom, scratch, topEdge);
        Mul(y, row, width, s.slots);
        PipeBarrier<PIPE_V>();
        Add(y, y, column, s.slots);
        PipeBarrier<PIPE_V>();
        Select(y, inside, y, OUTSIDE, SELMODE::VSEL_TENSOR_SCALAR_MODE, s.slots);
        PipeBarrier<PIPE_V>();
        Cast(pixel, y, RoundMode::CAST_RINT, s.slots);
        PipeBarrier<PIPE_V>();
        Add(pixel, pixel, start, s.slots);
        if (s.findsOffsets) {
            findOffsets(y);
        }
    }

    // From the pixel's number in its level, negative for points outside, which sample the first one. The product is no whole number
    // only where the level is too large for UB.
    __aicore__ inline void findOffsets(const LocalTensor<float>& number) {
        Maxs(number, number, 0.0F, s.slots);
        PipeBarrier<PIPE_V>();
        Muls(number, number, static_cast<float>(s.storedRowBytes), s.slots);
        PipeBarrier<PIPE_V>();
        Cast(offset, number, RoundMode::CAST_RINT, s.slots);
        PipeBarrier<PIPE_V>();
    }

    // The window's first pixel and the two weights along one axis. `x` becomes its distance from the first pixel.
    __aicore__ inline void findAxis(const LocalTensor<float>& x, const LocalTensor<float>& size, const LocalTensor<float>& first,
                                    const LocalTensor<float>& near, const LocalTensor<float>& far, const LocalTensor<float>& scratch,
                                    const LocalTensor<float>& edge) {
        const LocalTensor<float> below = near;
        Cast(pixel, x, RoundMode::CAST_FLOOR, s.slots);
        Adds(scratch, size, -2.0F, s.slots);
        PipeBarrier<PIPE_V>();
        Cast(below, pixel, RoundMode::CAST_NONE, s.slots);
        PipeBarrier<PIPE_V>();
        Min(scratch, below, scratch, s.slots);
        PipeBarrier<PIPE_V>();
        Maxs(scratch, scratch, 0.0F, s.slots);
        PipeBarrier<PIPE_V>();
        if (edges) {
            Sub(edge, below, scratch, s.slots);
        }
        Sub(x, x, scratch, s.slots);
        PipeBarrier<PIPE_V>();
        Adds(far, x, -1.0F, s.slots);
        Abs(near, x, s.slots);
        PipeBarrier<PIPE_V>();
        Abs(far, far, s.slots);
        Muls(near, near, -1.0F, s.slots);
        Adds(first, scratch, 0.0F, s.slots);
        PipeBarrier<PIPE_V>();
        Muls(far, far, -1.0F, s.slots);
        Adds(near, near, 1.0F, s.slots);
        Adds(scratch, size, -1.0F, s.slots);
        PipeBarrier<PIPE_V>();
        Adds(far, far, 1.0F, s.slots);
        Maxs(near, near, 0.0F, s.slots);
        PipeBarrier<PIPE_V>();
        Maxs(far, far, 0.0F, s.slots);
        PipeBarrier<PIPE_V>();
        Min(far, far, scratch, s.slots);
    }

    static constexpr float OUTSIDE = -1.0e9F;

    const Tiling& t;
    Sizes s;
    bool edges;
    TQue<TPosition::VECIN, 2> inputQueue;  // x and y of each slot, then its weight
    TBuf<TPosition::VECCALC> arrays;
    LocalTensor<int32_t> start;  // of the slot's level
    LocalTensor<uint8_t> mask[4];
    TEventID free, ready;        // `pixel` may be written; `pixel` may be read
};

}  // namespace msda

#endif
