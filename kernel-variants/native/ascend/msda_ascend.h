// The C interface of every Ascend artifact of MSDA: a host library with the device code in it.
//
// Shapes and meaning of the tensors are those of native/cpu/msda_abi.h: value, output and their gradients are of the dtype that
// msda_ascend_describe names, all others float32. The launch-time parameters are int64
// in the order that msda_ascend_describe names.
#ifndef MSDA_ASCEND_H
#define MSDA_ASCEND_H

#include <stdint.h>

#define MSDA_ASCEND_ABI_VERSION 3
#define MSDA_ASCEND_TILING_BYTES 1024
#define MSDA_ASCEND_WORKSPACES 12

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

typedef struct {
    int64_t batch, queries, heads, channels, levels, points, pixels;
    const int64_t* level_height;  // [L], host memory
    const int64_t* level_width;   // [L]
    const int64_t* level_start;   // [L], the level's first pixel
} msda_ascend_problem;

typedef struct {  // device addresses; 0 where the kernel has no such tensor
    uint64_t value, locations, weights, grad_output;
    uint64_t output, grad_value, grad_locations, grad_weights;
    uint64_t tiling;            // MSDA_ASCEND_TILING_BYTES
    uint64_t grad_value_bytes;  // backward only
    uint64_t workspace[MSDA_ASCEND_WORKSPACES];  // as msda_ascend_workspaces asks for; 0 where it asks for none
    uint64_t workspace_bytes[MSDA_ASCEND_WORKSPACES];
    int64_t levels;
} msda_ascend_arguments;

int32_t msda_ascend_abi_version(void);

// "kernel=msda-forward;dtype=float32;gather=pair;launch=blocks,queryTile,headTile,pointChunk,partition,residentLevels,valueBuffers,tileBuffers"
const char* msda_ascend_describe(void);

// Bytes of UB that the kernel reserves, or -1 if msda_ascend_tiling would refuse the arguments.
int64_t msda_ascend_ub_bytes(const msda_ascend_problem* problem, const int64_t* launch, int64_t launch_count);

// Writes the tiling data to host memory of `capacity` bytes; 0, or 1 if the arguments are refused.
int32_t msda_ascend_tiling(const msda_ascend_problem* problem, const int64_t* launch, int64_t launch_count, void* tiling, int64_t capacity);

// Writes how many bytes of device memory each of MSDA_ASCEND_WORKSPACES buffers needs that a launch uses for itself, 0 for none.
// What they hold matters neither before nor after. 0, or 1 if the arguments are refused.
int32_t msda_ascend_workspaces(const msda_ascend_problem* problem, const int64_t* launch, int64_t launch_count, int64_t* bytes);

// Puts `launches` launches on the stream, each of one kernel or of several. An aclError: 0, what the first failing call returned, or 100000 if `arguments_bytes`
// is not the size of `arguments`.
int32_t msda_ascend_launch(const msda_ascend_arguments* arguments, int64_t arguments_bytes, uint32_t blocks, void* stream, int64_t launches);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
