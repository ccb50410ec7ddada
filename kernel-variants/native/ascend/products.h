// The products of gathered rows of channels with the output's gradient, a row of UB for each gathered row, and the sum of each row.
//
// An instruction that sums whole repeats takes one row at a time, several times as long as an Add of as many bytes. So rows are folded
// by adds, whose eight blocks are of as many rows as there are, and the last block of each is summed together with seven other ones.
#ifndef PRODUCTS_H
#define PRODUCTS_H

#include "rows.h"

namespace msda {

class Products {
public:
    __host_aicore__ static constexpr int32_t bytes(const Tiling& t) { return 4 * t.pointChunk * Sizes(t).productFloats * 4; }

    // Lanes that no channel fills stay 0, and rows that no point fills hold something.
    __aicore__ inline Products(TPipe& pipe, const Tiling& t) : s(t) {
        pipe.InitBuffer(buffer, bytes(t));
        all = buffer.Get<float>();
        Duplicate(all, 0.0F, bytes(t) / 4);
    }

    // The products of `count` rows of so many channels from the first of `rows` on, with the same row of the output's gradient, become
    // rows [first, first + count) here, channels beyond the 64th being added to the others. To be called for all rows at the same
    // `channel`, then for the next one, with a barrier before each.
    __aicore__ inline void multiply(const LocalTensor<float>& rows, const LocalTensor<float>& gradient, int32_t first, int32_t count,
                                    int32_t channel, int32_t lanes) const {
        const BinaryRepeatParams sameGradient = {1, 1, 1, blocks(), static_cast<uint8_t>(s.rowFloats / 8), 0};
        const LocalTensor<float> to = all[first * s.productFloats], row = rows[first * s.rowFloats + channel];
        const auto repeats = static_cast<uint8_t>(count);
        if (channel == 0) {
            Mul(to, row, gradient, static_cast<uint64_t>(lanes), repeats, sameGradient);
        } else {
            MulAddDst(to, row, gradient[channel], static_cast<uint64_t>(lanes), repeats, sameGradient);
        }
    }

    // The sums of a chunk's rows, to the slots of each corner from `firstSlot` on; also of rows that no point fills.
    __aicore__ inline void sum(const LocalTensor<float> (&dots)[4], int32_t firstSlot, const Chunk& chunk, const RowOrder& order) const {
        for (int32_t apart = 1; apart < blocks(); apart *= 2) {
            PipeBarrier<PIPE_V>();
            fold(4 * chunk.rows() * blocks() / (2 * apart), apart);
        }
        PipeBarrier<PIPE_V>();
        const int32_t stride = blocks() * order.step();
        for (int32_t corner = 0; corner < 4; corner++) {
            BlockReduceSum<float>(dots[corner][firstSlot], all[order.first(corner, chunk.rows()) * s.productFloats], chunk.rows() / 8, LANES, 1,
                                  stride, 8 * stride);
        }
    }

private:
    // The first of each two neighbours among blocks that are `apart` blocks apart grows by the second. `count` of them, a multiple of 8.
    __aicore__ inline void fold(int32_t count, int32_t apart) const {
        const auto block = static_cast<uint8_t>(2 * apart), repeat = static_cast<uint8_t>(16 * apart);
        Add(all, all, all[8 * apart], static_cast<uint64_t>(LANES), static_cast<uint8_t>(count / 8),
            BinaryRepeatParams{block, block, block, repeat, repeat, repeat});
    }

    __aicore__ inline uint8_t blocks() const { return static_cast<uint8_t>(s.productFloats / 8); }

    Sizes s;
    TBuf<TPosition::VECCALC> buffer;
    LocalTensor<float> all;
};

}  // namespace msda

#endif
