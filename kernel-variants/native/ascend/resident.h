// The smallest levels of a tile's heads, kept in UB while tiles are of these heads: the pixels that points need come by vector
// Gather, with no copy and no scalar read for each point, into the same rows as copies bring.
#ifndef RESIDENT_H
#define RESIDENT_H

#include "pair.h"

namespace msda {

class Resident {
public:
    __host_aicore__ static int64_t bytes(const Tiling& t) {
        return t.residentRows > 0 ? planesBytes(t) + 4 * static_cast<int64_t>(offsetWords(t)) * (t.pointChunk + 1) + t.pointChunk * 32 : 0;
    }

    __aicore__ inline Resident(TPipe& pipe, const Tiling& t) : t(t), s(t) {
        if (t.residentRows == 0) {
            return;
        }
        pipe.InitBuffer(planeQueue, 1, static_cast<uint32_t>(planesBytes(t)));
        pipe.InitBuffer(offsetBuffer, 4 * offsetWords(t) * t.pointChunk);
        pipe.InitBuffer(orderBuffer, 4 * offsetWords(t));
        pipe.InitBuffer(spreadBuffer, t.pointChunk * 32);
        offsets = offsetBuffer.Get<int32_t>();
        order = orderBuffer.Get<int32_t>();
        writeOrder(pipe);
    }

    // The levels of a tile's heads, unless they are there.
    __aicore__ inline void load(const Tile& tile, const GlobalTensor<Stored>& value, const Pairs<Stored>& pairs) {
        if (t.residentRows == 0 || (tile.batch == batch && tile.head == head)) {
            return;
        }
        release();
        batch = tile.batch;
        head = tile.head;
        planes = planeQueue.AllocTensor<Stored>();
        for (int32_t h = 0; h < t.headTile; h++) {
            const LocalTensor<Stored> plane = planes[h * planeRows(t) * s.rowFloats];
            for (int32_t l = 0; l < t.levels; l++) {
                if (t.level[l].plane >= 0) {
                    pairs.loadLevel(plane[t.level[l].plane * s.rowFloats], value, batch, head + h, t.level[l]);
                }
            }
            if constexpr (GATHERS_QUADS) {
                Duplicate(plane[t.residentRows * s.rowFloats].template ReinterpretCast<float>(), 0.0F, s.storedRowBytes / 4);
            }
        }
        planeQueue.EnQue(planes);
        planes = planeQueue.DeQue<Stored>();
    }

    // Also to be called once after the last tile.
    __aicore__ inline void release() {
        if (batch >= 0) {
            planeQueue.FreeTensor(planes);
            batch = -1;
        }
    }

    // Into the rows of those of a chunk's points whose levels are here.
    __aicore__ inline void gather(const LocalTensor<Stored>& rows, const Points& points, const Chunk& chunk) {
        if (t.residentRows == 0) {
            return;
        }
        const LocalTensor<float> spreadOffsets = spreadBuffer.Get<float>();
        spread(spreadOffsets, points.offset[chunk.firstGroup * s.paddedPoints + chunk.firstPoint].ReinterpretCast<float>(), chunk.rows());
        PipeBarrier<PIPE_V>();
        forEachRun(chunk, [&](const Tiling::Level&, int32_t, int32_t row, int32_t count) {
            addOrder(offsets[row * offsetWords(t)], spreadOffsets[row * 8].ReinterpretCast<int32_t>(), count);
        });
        PipeBarrier<PIPE_V>();
        forEachRun(chunk, [&](const Tiling::Level& level, int32_t group, int32_t row, int32_t count) {
            const int32_t plane = (chunk.firstGroup + group) % t.headTile * planeRows(t) + level.plane;
            gatherCorners(rows, planes[plane * s.rowFloats], level, row, count, chunk.rows());
        });
    }

private:
    // Pixels of a head. Quads need one of zeros after the last, for it is beside the last pixel of a level of one column.
    __host_aicore__ static constexpr int32_t planeRows(const Tiling& t) { return t.residentRows + (GATHERS_QUADS ? 1 : 0); }
    __host_aicore__ static int64_t planesBytes(const Tiling& t) { return static_cast<int64_t>(t.headTile) * planeRows(t) * Sizes(t).storedRowBytes; }
    // Of a point: one for each 32 bits of a pixel's channels, or of two pixels' where they lie side by side.
    __host_aicore__ static constexpr int32_t offsetWords(const Tiling& t) { return (GATHERS_QUADS ? 2 : 1) * Sizes(t).storedRowBytes / 4; }

    // Bytes from the first channel to each 32 bits.
    __aicore__ inline void writeOrder(TPipe& pipe) {
        for (int32_t i = 0; i < 8; i++) {
            order.SetValue(i, 4 * i);
        }
        const TEventID written = pipe.FetchEventID(HardEvent::S_V);
        SetFlag<HardEvent::S_V>(written);
        WaitFlag<HardEvent::S_V>(written);
        for (int32_t done = 8; done < offsetWords(t); done *= 2) {
            Adds(order[done], order, 4 * done, offsetWords(t) - done < done ? offsetWords(t) - done : done);
            PipeBarrier<PIPE_V>();
        }
    }

    // Calls each(level, group, row, count) for the points of a chunk that are neighbours in a level that is here.
    template <typename Each>
    __aicore__ inline void forEachRun(const Chunk& chunk, Each each) const {
        for (int32_t g = 0; g < chunk.groups; g++) {
            forEachLevel(t, chunk, [&](const Tiling::Level& level, int32_t first, int32_t count) {
                if (level.plane >= 0) {
                    each(level, g, g * chunk.stride + first - chunk.firstPoint, count);
                }
            });
        }
    }

    // From the offsets of points, each spread over a block, to those of all their words.
    __aicore__ inline void addOrder(const LocalTensor<int32_t>& to, const LocalTensor<int32_t>& from, int32_t count) {
        const BinaryRepeatParams samePoint = {1, 0, 1, static_cast<uint8_t>(offsetWords(t) / 8), 1, 0};
        forEachLanes(offsetWords(t), [&](int32_t channel, int32_t lanes) {
            Add(to[channel], from, order[channel], static_cast<uint64_t>(lanes), static_cast<uint8_t>(count), samePoint);
        });
    }

    // Where the other column or row does not exist its weight is 0, and any pixel will do.
    __aicore__ inline void gatherCorners(const LocalTensor<Stored>& rows, const LocalTensor<Stored>& plane, const Tiling::Level& level, int32_t row,
                                         int32_t count, int32_t distance) {
        const LocalTensor<uint32_t> from = offsets[row * offsetWords(t)].ReinterpretCast<uint32_t>();
        const RowOrder to = {GATHERS_QUADS};
        const int32_t right = level.width > 1 ? 1 : 0, below = level.height > 1 ? level.width : 0;
        for (int32_t corner = 0; corner < 4; corner += to.step()) {
            const int32_t first = to.first(corner, distance) + row * to.step(), pixel = corner / 2 * below + corner % 2 * right;
            Gather(words(rows[first * s.rowFloats]), words(plane[pixel * s.rowFloats]), from, 0, static_cast<uint32_t>(count * offsetWords(t)));
        }
    }

    // Whatever is stored is gathered by 32 bits: rows of channels are a multiple of that, and two elements of 16 bits cost what one does.
    __aicore__ inline static LocalTensor<float> words(const LocalTensor<Stored>& stored) { return stored.template ReinterpretCast<float>(); }

    const Tiling& t;
    Sizes s;
    int32_t batch = -1, head = -1;  // of which the levels are here, or negative
    TQue<TPosition::VECIN, 1> planeQueue;
    TBuf<TPosition::VECCALC> offsetBuffer, orderBuffer, spreadBuffer;
    LocalTensor<Stored> planes;
    LocalTensor<int32_t> offsets, order;
};

}  // namespace msda

#endif
