/**
 * What measurements of some shapes tell of another shape of the same kernel, device class, toolchain and kernel sources.
 * Pure and the same on every machine. Start at {@link io.msdatuner.core.transfer.Transfer}.
 */
@NullMarked
package io.msdatuner.core.transfer;

import org.jspecify.annotations.NullMarked;
