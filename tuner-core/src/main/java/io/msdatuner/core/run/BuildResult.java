package io.msdatuner.core.run;

import io.msdatuner.core.trial.Outcome;

/** An artifact, or why there is none. */
public sealed interface BuildResult {
    record Built(Artifact artifact) implements BuildResult {}

    record Failed(Outcome.BuildFailed outcome) implements BuildResult {}
}
