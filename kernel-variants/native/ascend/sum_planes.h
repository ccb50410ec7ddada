// [copies, B, H, N, rowElements(C)] of float32 to the sum of the copies as [B, N, H, C], always in the same order.
#ifndef SUM_PLANES_H
#define SUM_PLANES_H

#include "planes.h"

namespace msda {

class SumPlanes {
public:
    __aicore__ inline SumPlanes(TPipe& pipe, const Tiling& t) : t(t), pixelFloats(rowElements(t.channels)) {
        pipe.InitBuffer(copyQueue, BUFFERS, BUFFER_BYTES);
        pipe.InitBuffer(sumQueue, BUFFERS, BUFFER_BYTES / 4 * sizeof(Stored));
        if constexpr (CONVERTS) {
            pipe.InitBuffer(sumBuffer, BUFFER_BYTES);
        }
        const int64_t blocks = GetBlockNum(), share = (planes() * t.pixels + blocks - 1) / blocks;
        const int64_t fitting = BUFFER_BYTES / 4 / pixelFloats, most = fitting < MOST_ROWS_OF_A_COPY ? fitting : MOST_ROWS_OF_A_COPY;
        piece = static_cast<int32_t>(share < most ? share : most);
    }

    __aicore__ inline void bind(GM_ADDR copies, GM_ADDR gradValue) {
        from.SetGlobalBuffer(reinterpret_cast<__gm__ float*>(copies), static_cast<uint64_t>(t.copies * planeElements(t)));
        to.SetGlobalBuffer(reinterpret_cast<__gm__ Stored*>(gradValue), static_cast<uint64_t>(valueElements(t)));
    }

    __aicore__ inline void run() {
        const int64_t pieces = (t.pixels + piece - 1) / piece, all = planes() * pieces;
        for (int64_t i = GetBlockIdx(); i < all; i += GetBlockNum()) {
            const int64_t plane = i / pieces;
            const auto first = static_cast<int32_t>(i % pieces) * piece;
            const int32_t pixels = t.pixels - first < piece ? t.pixels - first : piece;
            LocalTensor<Stored> result = sumQueue.AllocTensor<Stored>();
            const LocalTensor<float> sums = sumsIn(result);
            for (int32_t copy = 0; copy < t.copies; copy++) {
                add(sums, copy * planeElements(t) + (plane * t.pixels + first) * pixelFloats, pixels * pixelFloats, copy == 0);
            }
            round(result, sums, pixels * pixelFloats);
            sumQueue.EnQue(result);
            result = sumQueue.DeQue<Stored>();
            const int64_t row = (plane / t.heads * t.pixels + first) * t.heads + plane % t.heads;
            DataCopyPad(to[static_cast<uint64_t>(row * t.channels)], result,
                        DataCopyExtParams{static_cast<uint16_t>(pixels), static_cast<uint32_t>(t.channels * sizeof(Stored)), 0,
                                          static_cast<uint32_t>((t.heads - 1) * t.channels * sizeof(Stored)), 0});
            sumQueue.FreeTensor(result);
        }
    }

private:
    static constexpr int32_t BUFFERS = 2, BUFFER_BYTES = 32 * 1024;

    // The result itself where it is float32, else a buffer.
    __aicore__ inline LocalTensor<float> sumsIn(const LocalTensor<Stored>& result) const {
        if constexpr (CONVERTS) {
            return sumBuffer.Get<float>();
        } else {
            return result.ReinterpretCast<float>();
        }
    }

    __aicore__ inline static void round(const LocalTensor<Stored>& result, const LocalTensor<float>& sums, int32_t count) {
        if constexpr (CONVERTS) {
            PipeBarrier<PIPE_V>();
            Cast(result, sums, RoundMode::CAST_RINT, static_cast<uint32_t>(count));
            PipeBarrier<PIPE_V>();
        }
    }

    __aicore__ inline int64_t planes() const { return static_cast<int64_t>(t.batch) * t.heads; }

    __aicore__ inline void add(const LocalTensor<float>& sums, int64_t at, int32_t floats, bool first) {
        LocalTensor<float> copy = copyQueue.AllocTensor<float>();
        DataCopy(copy, from[static_cast<uint64_t>(at)], DataCopyParams{1, static_cast<uint16_t>(floats / 8), 0, 0});
        copyQueue.EnQue(copy);
        copy = copyQueue.DeQue<float>();
        if (first) {
            DataCopy(sums, copy, static_cast<uint32_t>(floats));
        } else {
            PipeBarrier<PIPE_V>();
            Add(sums, sums, copy, floats);
        }
        copyQueue.FreeTensor(copy);
    }

    const Tiling& t;
    int32_t pixelFloats, piece;
    TQue<TPosition::VECIN, BUFFERS> copyQueue;
    TQue<TPosition::VECOUT, BUFFERS> sumQueue;
    TBuf<TPosition::VECCALC> sumBuffer;
    GlobalTensor<float> from;
    GlobalTensor<Stored> to;
};

}  // namespace msda

extern "C" __global__ __aicore__ void msda_sum_planes(GM_ADDR copies, GM_ADDR gradValue, GM_ADDR tiling) {
    KERNEL_TASK_TYPE_DEFAULT(KERNEL_TYPE_AIV_ONLY);
    msda::Tiling t;
    msda::readTiling(tiling, t);
    AscendC::TPipe pipe;
    msda::SumPlanes kernel(pipe, t);
    kernel.bind(copies, gradValue);
    kernel.run();
    pipe.Destroy();
}

#endif
