/**
 * Writes all that a service keeps into one file while the service runs, and fills an empty database from such a file, which may be
 * of an earlier version. It knows no table by name: what the schema has is read from its catalogue. Start reading at
 * {@link io.msdatuner.api.backup.Backup}.
 */
@NullMarked
package io.msdatuner.api.backup;

import org.jspecify.annotations.NullMarked;
