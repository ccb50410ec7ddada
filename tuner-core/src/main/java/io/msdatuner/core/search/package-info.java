/**
 * The SPI of search: ask/tell strategies, which are pure and own no state that cannot be told again. Start at
 * {@link io.msdatuner.core.search.SearchStrategy}.
 */
@NullMarked
package io.msdatuner.core.search;

import org.jspecify.annotations.NullMarked;
