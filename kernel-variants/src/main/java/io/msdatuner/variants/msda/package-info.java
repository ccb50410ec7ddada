/**
 * Multi-Scale Deformable Attention itself: its inputs, the double-precision reference, the tolerance of a verification,
 * the workloads that real models launch and the reference vectors. Knows no device. Start reading at
 * {@link io.msdatuner.variants.msda.MsdaReference}.
 */
@NullMarked
package io.msdatuner.variants.msda;

import org.jspecify.annotations.NullMarked;
