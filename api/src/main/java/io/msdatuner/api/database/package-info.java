/**
 * Owns the embedded PostgreSQL: its files below the data directory, its start, its end, and its recovery after any
 * process was killed. It uses the JDBC driver, the bundled PostgreSQL binaries and the util-linux commands, and knows
 * nothing of the schema or of Spring. Start reading at {@link io.msdatuner.api.database.EmbeddedDatabase}, then
 * {@code StartAttempt}, which decides between attaching, cleaning up and starting.
 */
@NullMarked
package io.msdatuner.api.database;

import org.jspecify.annotations.NullMarked;
