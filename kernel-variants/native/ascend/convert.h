// A tensor from one type of elements to another, as they lie.
#ifndef CONVERT_H
#define CONVERT_H

#include "tile.h"

namespace msda {

template <typename From, typename To>
class Convert {
    static constexpr int32_t BUFFERS = 2, PIECE = 8192;  // elements

public:
    __aicore__ inline explicit Convert(TPipe& pipe) {
        pipe.InitBuffer(inQueue, BUFFERS, PIECE * sizeof(From));
        pipe.InitBuffer(outQueue, BUFFERS, PIECE * sizeof(To));
    }

    __aicore__ inline void run(GM_ADDR from, GM_ADDR to, uint64_t elements) {
        GlobalTensor<From> given;
        GlobalTensor<To> taken;
        given.SetGlobalBuffer(reinterpret_cast<__gm__ From*>(from), elements);
        taken.SetGlobalBuffer(reinterpret_cast<__gm__ To*>(to), elements);
        for (uint64_t first = GetBlockIdx() * static_cast<uint64_t>(PIECE); first < elements; first += GetBlockNum() * static_cast<uint64_t>(PIECE)) {
            const auto count = static_cast<uint32_t>(elements - first < PIECE ? elements - first : PIECE);
            LocalTensor<From> in = inQueue.template AllocTensor<From>();
            DataCopyPad(in, given[first], DataCopyExtParams{1, count * static_cast<uint32_t>(sizeof(From)), 0, 0, 0},
                        DataCopyPadExtParams<From>{false, 0, 0, {}});
            inQueue.EnQue(in);
            in = inQueue.template DeQue<From>();
            LocalTensor<To> out = outQueue.template AllocTensor<To>();
            Cast(out, in, sizeof(To) < sizeof(From) ? RoundMode::CAST_RINT : RoundMode::CAST_NONE, count);
            inQueue.FreeTensor(in);
            outQueue.EnQue(out);
            out = outQueue.template DeQue<To>();
            DataCopyPad(taken[first], out, DataCopyExtParams{1, count * static_cast<uint32_t>(sizeof(To)), 0, 0, 0});
            outQueue.FreeTensor(out);
        }
    }

private:
    TQue<TPosition::VECIN, 1> inQueue;
    TQue<TPosition::VECOUT, 1> outQueue;
};

template <typename From, typename To>
__aicore__ inline void convert(GM_ADDR from, GM_ADDR to, uint64_t elements) {
    TPipe pipe;
    Convert<From, To> kernel(pipe);
    kernel.run(from, to, elements);
    pipe.Destroy();
}

}  // namespace msda

extern "C" __global__ __aicore__ void msda_widen(GM_ADDR given, GM_ADDR wide, uint64_t elements) {
    KERNEL_TASK_TYPE_DEFAULT(KERNEL_TYPE_AIV_ONLY);
    if constexpr (sizeof(msda::Given) < sizeof(float)) {
        msda::convert<msda::Given, float>(given, wide, elements);
    }
}

extern "C" __global__ __aicore__ void msda_round(GM_ADDR wide, GM_ADDR given, uint64_t elements) {
    KERNEL_TASK_TYPE_DEFAULT(KERNEL_TYPE_AIV_ONLY);
    if constexpr (sizeof(msda::Given) < sizeof(float)) {
        msda::convert<float, msda::Given>(wide, given, elements);
    }
}

#endif
