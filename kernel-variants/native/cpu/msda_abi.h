// The C interface of every CPU artifact of MSDA (Multi-Scale Deformable Attention).
//
// Shapes (row-major, no gaps): value [B, N, H, C], locations [B, Q, H, L, P, 2] as (x, y) in [0, 1],
// weights [B, Q, H, L, P], output and grad_output [B, Q, H*C]; gradients have the shape of what they are
// the gradient of. N = sum of H_l * W_l. A location (u, v) samples level l at x = u*W_l - 0.5,
// y = v*H_l - 0.5, bilinear, zeros outside, align_corners = false. A location with a NaN or an infinity
// contributes zero to every output and receives zero gradients.
// Elements of value, output, grad_output and grad_value are what the artifact was built for (dtype in
// msda_describe); their pointers are typed for float32, the usual case. All others are always float32.
//
// A kernel overwrites its outputs completely: zeroing a gradient is part of its work. It keeps nothing
// between launches except scratch and threads of its plan.
#ifndef MSDA_ABI_H
#define MSDA_ABI_H

#include <stdint.h>

#define MSDA_ABI_VERSION 1

#ifdef __cplusplus
extern "C" {
#endif

typedef struct msda_problem {
    int64_t batch, queries, heads, channels, levels, points, pixels;
    const int64_t* level_height;  // [L]
    const int64_t* level_width;   // [L]
    const int64_t* level_start;   // [L], the level's first pixel: where the one before ends
    const float* value;
    const float* locations;
    const float* weights;
    const float* grad_output;  // backward only, else null
    float* output;             // forward only, else null
    float* grad_value;         // backward only, else null, and so the next two
    float* grad_locations;
    float* grad_weights;
} msda_problem;

typedef struct msda_plan msda_plan;  // one problem, its launch-time parameters, scratch and threads

enum msda_status {
    MSDA_OK = 0,
    MSDA_REFUSED_ARGUMENT = 1,  // a launch-time parameter or a size that this artifact cannot run
    MSDA_REFUSED_MEMORY = 2,    // scratch could not be allocated
    MSDA_REFUSED_THREADS = 3    // the team could not be started or pinned, or does not run where it was pinned
};

// The version that the artifact was built against; a caller refuses any other.
int32_t msda_abi_version(void);

// "kernel=msda-forward;implementation=tuned;dtype=float32;launch=threads,queryTile": which kernel this is, and the names of
// its launch-time parameters in the order in which msda_open takes their values. Static memory.
const char* msda_describe(void);

// Bytes of scratch that a plan would allocate, or -1 if msda_open would refuse the arguments.
int64_t msda_scratch_bytes(const msda_problem* problem, const int64_t* launch, int64_t launch_count);

// Allocates scratch, starts and pins the team. The problem's arrays must outlive the plan.
int32_t msda_open(const msda_problem* problem, const int64_t* launch, int64_t launch_count, msda_plan** plan);

// One launch; returns when all outputs are written.
int32_t msda_run(msda_plan* plan);

// `launches` timed launches, samples_ns[i] being the wall time in ns of the i-th (CLOCK_MONOTONIC). With evict_bytes > 0,
// that many bytes at `evict` are written before each launch, outside its time, so that it starts with cold caches.
// Refused if the members do not run on CPUs of their own: such times mean nothing.
int32_t msda_time(msda_plan* plan, int64_t launches, int64_t* samples_ns, char* evict, int64_t evict_bytes);

void msda_close(msda_plan* plan);

#ifdef __cplusplus
}
#endif

#endif
