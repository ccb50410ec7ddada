/**
 * Parameters, constraints and the spaces and configurations that they make. A space is countable and indexable, and
 * draws valid configurations without rejection. Start at {@link io.msdatuner.core.space.Space}.
 */
@NullMarked
package io.msdatuner.core.space;

import org.jspecify.annotations.NullMarked;
