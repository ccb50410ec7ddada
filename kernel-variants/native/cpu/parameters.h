// The compile-time parameters of the tuned kernels, their defaults and what is illegal.
//
// A parameter's macro takes the value's own name, as JSON has it: -DMSDA_LAYOUT=bhnc -DMSDA_VECTOR_BYTES=64.
// README.md says what each does. MSDA_CHANNELS, MSDA_LEVELS and MSDA_POINTS specialise the artifact for one
// C, L or P (0 or undefined: read from the problem), MSDA_DTYPE for the elements of value, output and their gradients.
#ifndef MSDA_PARAMETERS_H
#define MSDA_PARAMETERS_H

#define MSDA_CODE_PASTE(name) MSDA_CODE_##name
#define MSDA_CODE(name) MSDA_CODE_PASTE(name)  // 0 for a name that no line below defines

#define MSDA_NAME_QUOTE(name) #name
#define MSDA_NAME(name) MSDA_NAME_QUOTE(name)

#define MSDA_CODE_bnhc 11
#define MSDA_CODE_bhnc 12
#define MSDA_CODE_headPlane 13
#define MSDA_CODE_levelPlane 14
#define MSDA_CODE_fused 21
#define MSDA_CODE_twoPhase 22
#define MSDA_CODE_headOwner 41
#define MSDA_CODE_private 42
#define MSDA_CODE_atomic 43
#define MSDA_CODE_levelOwner 44
#define MSDA_CODE_skip 61
#define MSDA_CODE_zero 62
#define MSDA_CODE_joint 71
#define MSDA_CODE_separate 72
#define MSDA_CODE_float32 51
#define MSDA_CODE_float16 52
#define MSDA_CODE_bfloat16 53

#ifndef MSDA_LAYOUT
#define MSDA_LAYOUT bnhc
#endif
#ifndef MSDA_PHASES
#define MSDA_PHASES fused
#endif
#ifndef MSDA_OUTSIDE
#define MSDA_OUTSIDE skip
#endif
#ifndef MSDA_GRAD_VALUE
#define MSDA_GRAD_VALUE private
#endif
#ifndef MSDA_PASSES
#define MSDA_PASSES joint
#endif
#ifndef MSDA_VECTOR_BYTES
#define MSDA_VECTOR_BYTES 32
#endif
#ifndef MSDA_DTYPE
#define MSDA_DTYPE float32
#endif
#ifndef MSDA_CHANNELS
#define MSDA_CHANNELS 0
#endif
#ifndef MSDA_LEVELS
#define MSDA_LEVELS 0
#endif
#ifndef MSDA_POINTS
#define MSDA_POINTS 0
#endif

#define MSDA_DIRECT (MSDA_CODE(MSDA_LAYOUT) == 11)
#define MSDA_REPACKED (MSDA_CODE(MSDA_LAYOUT) == 12)
#define MSDA_LEVEL_PLANE (MSDA_CODE(MSDA_LAYOUT) == 14)
#define MSDA_OWN_PLANE (MSDA_CODE(MSDA_LAYOUT) == 13 || MSDA_LEVEL_PLANE)  // a plane of what the member is at
#define MSDA_TWO_PHASE (MSDA_CODE(MSDA_PHASES) == 22)
#define MSDA_SKIPS_OUTSIDE (MSDA_CODE(MSDA_OUTSIDE) == 61)
#define MSDA_HEAD_OWNER (MSDA_CODE(MSDA_GRAD_VALUE) == 41)
#define MSDA_LEVEL_OWNER (MSDA_CODE(MSDA_GRAD_VALUE) == 44)
#define MSDA_SEPARATE (MSDA_CODE(MSDA_PASSES) == 72)
#define MSDA_BY_LEVEL (MSDA_LEVEL_OWNER || MSDA_LEVEL_PLANE)  // rows are taken one level at a time
#define MSDA_PRIVATE (MSDA_CODE(MSDA_GRAD_VALUE) == 42)
#define MSDA_ATOMIC (MSDA_CODE(MSDA_GRAD_VALUE) == 43)

#if MSDA_CODE(MSDA_LAYOUT) / 10 != 1
#error "MSDA_LAYOUT is bnhc, bhnc, headPlane or, forward, levelPlane"
#endif
#if MSDA_CODE(MSDA_PHASES) / 10 != 2
#error "MSDA_PHASES is fused or twoPhase"
#endif
#if MSDA_CODE(MSDA_OUTSIDE) / 10 != 6
#error "MSDA_OUTSIDE is skip or zero"
#endif
#if MSDA_CODE(MSDA_GRAD_VALUE) / 10 != 4
#error "MSDA_GRAD_VALUE is headOwner, levelOwner, private or atomic"
#endif
#if MSDA_CODE(MSDA_PASSES) / 10 != 7
#error "MSDA_PASSES is joint or separate"
#endif
#if MSDA_SEPARATE && !MSDA_HEAD_OWNER && !MSDA_LEVEL_OWNER
#error "MSDA_PASSES separate is for gradients with an owner"
#endif
#if MSDA_CODE(MSDA_DTYPE) / 10 != 5
#error "MSDA_DTYPE is float32, float16 or bfloat16"
#endif
#if MSDA_VECTOR_BYTES != 16 && MSDA_VECTOR_BYTES != 32 && MSDA_VECTOR_BYTES != 64
#error "MSDA_VECTOR_BYTES is 16, 32 or 64"
#endif
#if MSDA_CHANNELS < 0 || MSDA_LEVELS < 0 || MSDA_POINTS < 0
#error "MSDA_CHANNELS, MSDA_LEVELS and MSDA_POINTS are positive, or 0 for any"
#endif

#endif
