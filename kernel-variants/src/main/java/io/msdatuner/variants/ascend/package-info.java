/**
 * Ascend NPUs as devices, installed or simulated: their toolkit and its discovery, the binding of AscendCL, the spaces of
 * the Ascend C kernels, their builder, and the worker's half that launches them. An installed NPU and the simulated one
 * differ in the toolkit that is used and in nothing else. Start reading at
 * {@link io.msdatuner.variants.ascend.AscendBackend}.
 */
@NullMarked
package io.msdatuner.variants.ascend;

import org.jspecify.annotations.NullMarked;
