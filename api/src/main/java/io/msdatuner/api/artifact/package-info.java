/**
 * Hands out compiled kernels with all that is needed to launch them, and removes those that nothing names any more. Start
 * reading at {@link io.msdatuner.api.artifact.Artifacts}.
 */
@NullMarked
package io.msdatuner.api.artifact;

import org.jspecify.annotations.NullMarked;
