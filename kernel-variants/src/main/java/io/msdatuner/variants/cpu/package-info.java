/**
 * The host's CPU as a device: its discovery, the spaces of its kernels, the compiler and the builder with its artifact
 * cache, and the binding of an artifact's C interface (native/cpu/msda_abi.h). Start reading at
 * {@link io.msdatuner.variants.cpu.CpuBackend}.
 */
@NullMarked
package io.msdatuner.variants.cpu;

import org.jspecify.annotations.NullMarked;
