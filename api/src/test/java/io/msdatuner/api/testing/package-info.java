/** What several packages' tests share: a real PostgreSQL. */
@NullMarked
package io.msdatuner.api.testing;

import org.jspecify.annotations.NullMarked;
