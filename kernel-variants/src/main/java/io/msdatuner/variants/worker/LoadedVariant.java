package io.msdatuner.variants.worker;

import io.msdatuner.core.trial.CachePolicy;

/** An artifact that is ready to launch on its session's problem. */
public interface LoadedVariant extends AutoCloseable {
    /** One launch, to its end. */
    void run() throws LaunchRefusedException;

    /** Device time of each of {@code launches} launches in ns. */
    long[] time(int launches, CachePolicy cache) throws LaunchRefusedException;

    @Override
    void close();
}
