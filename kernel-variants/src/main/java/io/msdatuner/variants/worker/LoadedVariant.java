package io.msdatuner.variants.worker;

import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.ModelBand;
import java.util.Optional;

/** An artifact that is ready to launch on its session's problem. */
public interface LoadedVariant extends AutoCloseable {
    /** One launch, to its end. */
    void run() throws LaunchRefusedException;

    /** Device time of each of {@code launches} launches in ns. */
    long[] time(int launches, CachePolicy cache) throws LaunchRefusedException;

    /** Of the last launch that was timed, if a model estimated its time. */
    default Optional<ModelBand> band() {
        return Optional.empty();
    }

    @Override
    void close();
}
