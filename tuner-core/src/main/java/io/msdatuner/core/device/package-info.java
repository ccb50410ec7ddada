/**
 * Devices, their classes and fingerprints, as values. Discovery and access are the backends' work.
 */
@NullMarked
package io.msdatuner.core.device;

import org.jspecify.annotations.NullMarked;
