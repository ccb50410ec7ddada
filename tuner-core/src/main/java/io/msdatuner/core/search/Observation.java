package io.msdatuner.core.search;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Outcome;

/** A configuration and how its trial ended: what a strategy learns from. */
public record Observation(Configuration configuration, Outcome outcome) {}
