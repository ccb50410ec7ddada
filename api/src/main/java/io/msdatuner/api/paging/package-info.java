/**
 * Pages of long listings: sizes, and opaque tokens that only this service can make. It knows no listing; controllers name
 * theirs. Start reading at {@link io.msdatuner.api.paging.PageTokens}.
 */
@NullMarked
package io.msdatuner.api.paging;

import org.jspecify.annotations.NullMarked;
