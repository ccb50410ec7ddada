// A tensor with its heads apart: [B, A, H, L, length] to planes [L, B, H, A, length], or back, as copies through UB.
#ifndef RELAYOUT_H
#define RELAYOUT_H

#include "tile.h"

namespace msda {

// Which tensor a launch of Relayout is about: `rows` of a plane, each of `length` elements, one every `planeRow` elements.
enum RelayoutOf : uint64_t { OF_VALUE, OF_LOCATIONS, OF_WEIGHTS, OF_OUTPUT };

struct Planes {
    int32_t levels, rows, length, planeRow;

    __host_aicore__ Planes(const Tiling& t, uint64_t of)
        : levels(of == OF_LOCATIONS || of == OF_WEIGHTS ? t.levels : 1),
          rows(of == OF_VALUE ? t.pixels : t.queries),
          length(of == OF_LOCATIONS ? 2 * t.points : of == OF_WEIGHTS ? t.points : t.channels),
          // Pixels begin blocks of 32 bytes, so that whichever follow each other can be copied as one.
          planeRow(of == OF_VALUE ? rowElements(length) : length) {}

    __host_aicore__ uint64_t elements(const Tiling& t) const { return static_cast<uint64_t>(levels) * t.batch * t.heads * rows * planeRow; }
};

// Of elements T, which are moved as they are.
template <typename T>
class Relayout {
    static constexpr int32_t BUFFERS = 2, BUFFER_BYTES = 64 * 1024;

public:
    static constexpr int64_t UB_BYTES = BUFFERS * BUFFER_BYTES;

    __aicore__ inline Relayout(TPipe& pipe, const Tiling& t, uint64_t of) : t(t), planes(t, of), paddedLength(wholeBlocks<T>(planes.length)) {
        const int64_t all = planesOf() * planes.rows, blocks = GetBlockNum();
        const int64_t share = (all + blocks - 1) / blocks, fitting = BUFFER_BYTES / static_cast<int32_t>(sizeof(T)) / paddedLength;
        const int64_t most = fitting < MOST_ROWS_OF_A_COPY ? fitting : MOST_ROWS_OF_A_COPY;
        piece = static_cast<int32_t>(share < most ? share : most);
        for (int32_t i = 0; i < BUFFERS; i++) {
            pipe.InitBuffer(memory[i], BUFFER_BYTES);
            filled[i] = pipe.AllocEventID<HardEvent::MTE2_MTE3>();
            emptied[i] = pipe.AllocEventID<HardEvent::MTE3_MTE2>();
        }
    }

    // `apart` has the planes.
    __aicore__ inline void bind(GM_ADDR together, GM_ADDR apart) {
        interleaved.SetGlobalBuffer(reinterpret_cast<__gm__ T*>(together), static_cast<uint64_t>(planesOf()) * planes.rows * planes.length);
        separate.SetGlobalBuffer(reinterpret_cast<__gm__ T*>(apart), planes.elements(t));
    }

    __aicore__ inline void run(bool toPlanes) {
        for (const TEventID each : emptied) {
            SetFlag<HardEvent::MTE3_MTE2>(each);
        }
        const int64_t pieces = (planes.rows + piece - 1) / piece, all = planesOf() * pieces;
        int32_t buffer = 0;
        for (int64_t i = GetBlockIdx(); i < all; i += GetBlockNum()) {
            WaitFlag<HardEvent::MTE3_MTE2>(emptied[buffer]);
            move(memory[buffer].Get<T>(), i / pieces, static_cast<int32_t>(i % pieces) * piece, toPlanes, filled[buffer]);
            SetFlag<HardEvent::MTE3_MTE2>(emptied[buffer]);
            buffer = (buffer + 1) % BUFFERS;
        }
        for (const TEventID each : emptied) {
            WaitFlag<HardEvent::MTE3_MTE2>(each);
        }
    }

private:
    __aicore__ inline int64_t planesOf() const { return static_cast<int64_t>(planes.levels) * t.batch * t.heads; }

    __aicore__ inline void move(const LocalTensor<T>& through, int64_t plane, int32_t first, bool toPlanes, TEventID in) {
        const int64_t head = plane % t.heads, batch = plane / t.heads % t.batch, level = plane / t.heads / t.batch;
        const uint64_t together = (((batch * planes.rows + first) * t.heads + head) * planes.levels + level) * planes.length;
        const uint64_t apart = (static_cast<uint64_t>(plane) * planes.rows + first) * planes.planeRow;
        const int32_t rows = planes.rows - first < piece ? planes.rows - first : piece;
        const uint32_t gap = (static_cast<uint32_t>(t.heads) * planes.levels - 1) * planes.length * sizeof(T);
        const uint32_t planeGap = static_cast<uint32_t>((planes.planeRow - planes.length) * sizeof(T));
        load(through, toPlanes ? interleaved[together] : separate[apart], rows, toPlanes ? gap : planeGap);
        SetFlag<HardEvent::MTE2_MTE3>(in);
        WaitFlag<HardEvent::MTE2_MTE3>(in);
        store(toPlanes ? separate[apart] : interleaved[together], through, rows, toPlanes ? planeGap : gap);
    }

    __aicore__ inline void load(const LocalTensor<T>& to, const GlobalTensor<T>& from, int32_t rows, uint32_t gap) const {
        DataCopyPad(to, from, DataCopyExtParams{static_cast<uint16_t>(rows), static_cast<uint32_t>(planes.length * sizeof(T)), gap, 0, 0},
                    DataCopyPadExtParams<T>{false, 0, 0, {}});
    }

    __aicore__ inline void store(const GlobalTensor<T>& to, const LocalTensor<T>& from, int32_t rows, uint32_t gap) const {
        DataCopyPad(to, from, DataCopyExtParams{static_cast<uint16_t>(rows), static_cast<uint32_t>(planes.length * sizeof(T)), 0, gap, 0});
    }

    const Tiling& t;
    Planes planes;
    int32_t paddedLength, piece;
    TBuf<TPosition::VECCALC> memory[BUFFERS];
    TEventID filled[BUFFERS], emptied[BUFFERS];
    GlobalTensor<T> interleaved, separate;
};

template <typename T>
__aicore__ inline void relayout(GM_ADDR together, GM_ADDR apart, GM_ADDR tiling, uint64_t of, bool toPlanes) {
    Tiling t;
    readTiling(tiling, t);
    TPipe pipe;
    Relayout<T> kernel(pipe, t, of);
    kernel.bind(together, apart);
    kernel.run(toPlanes);
    pipe.Destroy();
}

}  // namespace msda

// Of a value as it is stored, or of what is float32 in any case.
extern "C" __global__ __aicore__ void msda_to_planes(GM_ADDR together, GM_ADDR apart, GM_ADDR tiling, uint64_t of) {
    KERNEL_TASK_TYPE_DEFAULT(KERNEL_TYPE_AIV_ONLY);
    msda::relayout<msda::Stored>(together, apart, tiling, of, true);
}

extern "C" __global__ __aicore__ void msda_from_planes(GM_ADDR together, GM_ADDR apart, GM_ADDR tiling, uint64_t of) {
    KERNEL_TASK_TYPE_DEFAULT(KERNEL_TYPE_AIV_ONLY);
    msda::relayout<float>(together, apart, tiling, of, false);
}

#endif
