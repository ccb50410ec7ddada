package io.msdatuner.api.best;

import io.msdatuner.api.store.ServedRecord;
import io.msdatuner.core.best.Freshness;
import java.util.Optional;

/**
 * What is served for a lookup: this record, or else the default.
 *
 * @param freshness of the record, or of the best one that was not fresh enough
 */
record Choice(Optional<ServedRecord> record, Optional<Freshness> freshness) {}
