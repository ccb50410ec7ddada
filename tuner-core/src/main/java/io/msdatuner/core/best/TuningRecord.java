package io.msdatuner.core.best;

import io.msdatuner.core.space.Configuration;

/** The configuration that is served for one key, with its evidence. */
public record TuningRecord(RecordKey key, Configuration configuration, Evidence evidence) {}
