/**
 * Runs search strategies on recorded spaces, where a measurement is a look-up, and scores how few of them they need.
 * Nothing else depends on it. Start at {@link io.msdatuner.bench.strategies.StrategiesBench}.
 */
@NullMarked
package io.msdatuner.bench.strategies;

import org.jspecify.annotations.NullMarked;
