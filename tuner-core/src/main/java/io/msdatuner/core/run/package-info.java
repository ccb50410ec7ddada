/**
 * The SPI of a backend: build a variant to an artifact, verify and time artifacts on a device. Start at
 * {@link io.msdatuner.core.run.VariantRunner}.
 */
@NullMarked
package io.msdatuner.core.run;

import org.jspecify.annotations.NullMarked;
