/**
 * Takes in what other tuners measured, in the T4 form, and hands it to campaigns as a hint where to begin. Start reading at
 * {@link io.msdatuner.api.results.T4Reader}.
 */
@NullMarked
package io.msdatuner.api.results;

import org.jspecify.annotations.NullMarked;
