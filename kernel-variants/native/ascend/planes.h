// Which tensors the tuned kernels work on: those that they are given, or for quads planes that are made before or read after.
#ifndef PLANES_H
#define PLANES_H

#include "plan.h"
#include "relayout.h"

namespace msda {

// Workspaces in order; gradients are where they are not added to what the launch was given.
enum PlaneBuffer { PLANES, GRADIENTS };

__host_aicore__ inline int64_t planeElements(const Tiling& t) {
    return static_cast<int64_t>(Planes(t, OF_VALUE).elements(t));
}

__host_aicore__ inline int64_t valueElements(const Tiling& t) {
    return static_cast<int64_t>(t.batch) * t.pixels * t.heads * t.channels;
}

__aicore__ inline uint64_t gatheredElements(const Tiling& t) {
    return static_cast<uint64_t>(GATHERS_QUADS ? planeElements(t) : valueElements(t));
}

// Gradients are added as float32.
__host_aicore__ inline uint64_t scatteredFloats(const Tiling& t) {
    return static_cast<uint64_t>(SCATTERS_QUADS ? t.copies * planeElements(t) : valueElements(t));
}

__aicore__ inline ValueLayout gatherLayout(const Tiling& t) {
    return GATHERS_QUADS ? ValueLayout::planes(t) : ValueLayout::together(t);
}

__aicore__ inline ValueLayout scatterLayout(const Tiling& t) {
    return SCATTERS_QUADS ? ValueLayout::planes(t) : ValueLayout::together(t);
}

}  // namespace msda

#endif
