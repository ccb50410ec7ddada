/**
 * Prunes the samples of old trials, when told to or by a setting, and says what was pruned. Start reading at
 * {@link io.msdatuner.api.retention.SampleRetention}.
 */
@NullMarked
package io.msdatuner.api.retention;

import org.jspecify.annotations.NullMarked;
