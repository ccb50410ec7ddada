/**
 * Strategies that search a space: random, exhaustive, local, evolutionary, Bayesian and a portfolio, found by
 * name. They depend on the core alone and keep no state that cannot be told again. Start at {@link io.msdatuner.strategies.Strategies}, then
 * {@link io.msdatuner.strategies.Ledger}, which all of them share.
 */
@NullMarked
package io.msdatuner.strategies;

import org.jspecify.annotations.NullMarked;
