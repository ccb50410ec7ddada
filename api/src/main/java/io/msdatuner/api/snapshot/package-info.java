/**
 * Freezes the answers to a job's lookups, so that all its ranks and restarts agree whatever is promoted meanwhile. Start
 * reading at {@link io.msdatuner.api.snapshot.Snapshots}.
 */
@NullMarked
package io.msdatuner.api.snapshot;

import org.jspecify.annotations.NullMarked;
