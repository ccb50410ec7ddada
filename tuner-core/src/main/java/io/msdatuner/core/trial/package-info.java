/**
 * Trials and how they end: the sealed outcomes, verification, measurement and its statistics. A finished trial never
 * changes. Start at {@link io.msdatuner.core.trial.Outcome}.
 */
@NullMarked
package io.msdatuner.core.trial;

import org.jspecify.annotations.NullMarked;
