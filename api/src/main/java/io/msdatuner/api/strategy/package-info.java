/** Lists the search strategies that a campaign can name. */
@NullMarked
package io.msdatuner.api.strategy;

import org.jspecify.annotations.NullMarked;
