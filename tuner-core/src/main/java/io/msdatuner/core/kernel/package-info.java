/**
 * Kernels, shapes and workloads: what is tuned and for which sizes. Uses nothing but the JDK. Start at
 * {@link io.msdatuner.core.kernel.Shape}.
 */
@NullMarked
package io.msdatuner.core.kernel;

import org.jspecify.annotations.NullMarked;
