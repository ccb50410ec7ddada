// Which tensors the tuned kernels work on: those that they are given, or for quads planes that are made before or read after.
#ifndef PLANES_H
#define PLANES_H

#include "plan.h"
#include "relayout.h"

namespace msda {

// Workspaces in order.
enum PlaneBuffer { PLANES, GRAD_PLANES };

__host_aicore__ inline int64_t planeFloats(const Tiling& t) {
    return static_cast<int64_t>(Planes(t, OF_VALUE).floats(t));
}

__host_aicore__ inline int64_t valueFloats(const Tiling& t) {
    return static_cast<int64_t>(t.batch) * t.pixels * t.heads * t.channels;
}

__aicore__ inline uint64_t gatheredFloats(const Tiling& t) {
    return static_cast<uint64_t>(GATHERS_QUADS ? planeFloats(t) : valueFloats(t));
}

__aicore__ inline uint64_t scatteredFloats(const Tiling& t) {
    return static_cast<uint64_t>(SCATTERS_QUADS ? t.copies * planeFloats(t) : valueFloats(t));
}

__aicore__ inline ValueLayout gatherLayout(const Tiling& t) {
    return GATHERS_QUADS ? ValueLayout::planes(t) : ValueLayout::together(t);
}

__aicore__ inline ValueLayout scatterLayout(const Tiling& t) {
    return SCATTERS_QUADS ? ValueLayout::planes(t) : ValueLayout::together(t);
}

}  // namespace msda

#endif
