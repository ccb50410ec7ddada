/**
 * Models of the time of configurations that were not measured: a Gaussian process whose correlation is learnt for each
 * parameter, and what it says of a pool of candidates. Knows value positions and numbers, and nothing of asking and
 * telling. Start at {@link io.msdatuner.strategies.surrogate.Posterior}.
 */
@NullMarked
package io.msdatuner.strategies.surrogate;

import org.jspecify.annotations.NullMarked;
