/** Tests of the score on spaces whose answers are known by hand. */
@NullMarked
package io.msdatuner.bench.strategies;

import org.jspecify.annotations.NullMarked;
