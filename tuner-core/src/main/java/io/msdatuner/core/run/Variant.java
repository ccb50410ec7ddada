package io.msdatuner.core.run;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.Candidate;

/** A candidate for one kernel and shape: all that a builder and a runner need to know. */
public record Variant(Kernel kernel, Shape shape, Candidate candidate) {}
