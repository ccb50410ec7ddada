// The gradients of weights and locations, from the dot products of each point's four pixels with the output's gradient.
#ifndef GRADIENTS_H
#define GRADIENTS_H

#include "points.h"

namespace msda {

class Gradients {
public:
    __host_aicore__ static constexpr int32_t bytes(const Sizes& s) { return 3 * s.slots * 4 + resultBytes(s); }

    LocalTensor<float> dots[4];  // per corner, one for each slot

    __aicore__ inline Gradients(TPipe& pipe, const Tiling& t) : s(t) {
        pipe.InitBuffer(weightQueue, 1, s.slots * 4);
        pipe.InitBuffer(locationQueue, 1, 2 * s.slots * 4);
        pipe.InitBuffer(results, resultBytes(s));
        for (int32_t corner = 0; corner < 4; corner++) {
            dots[corner] = results.Get<float>()[corner * s.slots];
        }
        gradX = results.Get<float>()[4 * s.slots];
        gradY = results.Get<float>()[5 * s.slots];
        interleave = results.Get<uint32_t>()[6 * s.slots];
        prepare(pipe);
    }

    // The gradient of a weight is what its point samples, times the output's gradient. `corner` is scratch from here on.
    // `store` copies a word for each slot out.
    template <typename Store>
    __aicore__ inline void storeWeights(const Points& points, Store store) {
        const LocalTensor<float> above = points.corner[0], below = points.corner[1];
        LocalTensor<float> result = weightQueue.AllocTensor<float>();
        Mul(above, points.left, dots[0], s.slots);
        Mul(below, points.left, dots[2], s.slots);
        PipeBarrier<PIPE_V>();
        MulAddDst(above, points.right, dots[1], s.slots);
        MulAddDst(below, points.right, dots[3], s.slots);
        PipeBarrier<PIPE_V>();
        Mul(result, points.top, above, s.slots);
        PipeBarrier<PIPE_V>();
        MulAddDst(result, points.bottom, below, s.slots);
        PipeBarrier<PIPE_V>();
        Select(result, points.inside, result, 0.0F, SELMODE::VSEL_TENSOR_SCALAR_MODE, s.slots);
        weightQueue.EnQue(result);
        result = weightQueue.DeQue<float>();
        store(result);
        weightQueue.FreeTensor(result);
    }

    // d/dx: the columns' weights change by slopes of -1, 0 or 1; d/dy alike, with what the two rows sample (from storeWeights).
    // `store` copies two words for each slot of so many groups out.
    template <typename Store>
    __aicore__ inline void storeLocations(const Points& points, int32_t groups, Store store) {
        const LocalTensor<float> above = points.corner[0], below = points.corner[1], near = points.corner[2], far = points.corner[3];
        findSlopes(points.topEdge, points.height, near, far);
        Mul(gradY, near, above, s.slots);
        PipeBarrier<PIPE_V>();
        MulAddDst(gradY, far, below, s.slots);
        PipeBarrier<PIPE_V>();
        scale(gradY, points.height, points);
        findSlopes(points.leftEdge, points.width, near, far);
        Mul(above, near, dots[0], s.slots);
        Mul(below, near, dots[2], s.slots);
        PipeBarrier<PIPE_V>();
        MulAddDst(above, far, dots[1], s.slots);
        MulAddDst(below, far, dots[3], s.slots);
        PipeBarrier<PIPE_V>();
        Mul(gradX, points.top, above, s.slots);
        PipeBarrier<PIPE_V>();
        MulAddDst(gradX, points.bottom, below, s.slots);
        PipeBarrier<PIPE_V>();
        scale(gradX, points.width, points);
        PipeBarrier<PIPE_V>();
        storeInterleaved(groups, store);
    }

private:
    // Dot products of the corners, gradients of x and y, and the order in which these are interleaved.
    __host_aicore__ static constexpr int32_t resultBytes(const Sizes& s) { return (6 * s.slots + 2 * s.paddedPoints) * 4; }

    // Byte offsets from gradX of x, y of point 0, x, y of point 1, ...; and dot products for the slots that no point fills.
    __aicore__ inline void prepare(TPipe& pipe) {
        for (int32_t p = 0; p < s.paddedPoints; p++) {
            interleave.SetValue(2 * p, p * 4);
            interleave.SetValue(2 * p + 1, (s.slots + p) * 4);
        }
        const TEventID written = pipe.FetchEventID(HardEvent::S_V);
        SetFlag<HardEvent::S_V>(written);
        WaitFlag<HardEvent::S_V>(written);
        Duplicate(dots[0], 0.0F, 4 * s.slots);
    }

    // With e in -1, 0, 1 where floor(x) lies from the first column: near becomes 1, -1, 0 and far 0, 1, -1; 0 if there is no second.
    __aicore__ inline void findSlopes(const LocalTensor<float>& edge, const LocalTensor<float>& size, const LocalTensor<float>& near,
                                      const LocalTensor<float>& far) {
        const LocalTensor<float> square = gradX;
        Mul(square, edge, edge, s.slots);
        PipeBarrier<PIPE_V>();
        Muls(square, square, 1.5F, s.slots);
        Muls(edge, edge, -0.5F, s.slots);
        PipeBarrier<PIPE_V>();
        Add(near, edge, square, s.slots);
        Sub(far, edge, square, s.slots);
        PipeBarrier<PIPE_V>();
        Adds(square, size, -1.0F, s.slots);
        Adds(near, near, -1.0F, s.slots);
        Adds(far, far, 1.0F, s.slots);
        PipeBarrier<PIPE_V>();
        Min(far, far, square, s.slots);
    }

    // From pixels to [0, 1], times the point's weight, and 0 for points outside.
    __aicore__ inline void scale(const LocalTensor<float>& gradient, const LocalTensor<float>& size, const Points& points) {
        Mul(gradient, gradient, size, s.slots);
        PipeBarrier<PIPE_V>();
        Mul(gradient, gradient, points.attention, s.slots);
        PipeBarrier<PIPE_V>();
        Select(gradient, points.inside, gradient, 0.0F, SELMODE::VSEL_TENSOR_SCALAR_MODE, s.slots);
    }

    template <typename Store>
    __aicore__ inline void storeInterleaved(int32_t groups, Store store) {
        LocalTensor<float> result = locationQueue.AllocTensor<float>();
        for (int32_t group = 0; group < groups; group++) {
            const int32_t first = group * s.paddedPoints;
            Gather(result[2 * first], gradX, interleave, static_cast<uint32_t>(first) * 4, static_cast<uint32_t>(2 * s.paddedPoints));
        }
        locationQueue.EnQue(result);
        result = locationQueue.DeQue<float>();
        store(result);
        locationQueue.FreeTensor(result);
    }

    Sizes s;
    TQue<TPosition::VECOUT, 1> weightQueue, locationQueue;
    TBuf<TPosition::VECCALC> results;
    LocalTensor<float> gradX, gradY;
    LocalTensor<uint32_t> interleave;
};

}  // namespace msda

#endif
