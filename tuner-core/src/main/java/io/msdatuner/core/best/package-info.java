/**
 * The records that are served: one configuration for each complete key, with its evidence. Start at
 * {@link io.msdatuner.core.best.TuningRecord}.
 */
@NullMarked
package io.msdatuner.core.best;

import org.jspecify.annotations.NullMarked;
