package io.msdatuner.bench.cpu.table;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.Outcome;
import java.time.Duration;

/** How this bench measures. */
final class Timings {
    private Timings() {}

    /** For comparisons within one request to the worker, which interleaves their blocks. */
    static MeasurementPolicy deciding(CachePolicy cache) {
        var policy = MeasurementPolicy.deciding();
        return new MeasurementPolicy(
                cache,
                policy.warmUp(),
                policy.blocks(),
                policy.blockTime(),
                policy.maxSamplesPerBlock(),
                policy.maxTime());
    }

    /** For one of many bursts that alternate with another process. */
    static MeasurementPolicy burst(CachePolicy cache) {
        return new MeasurementPolicy(
                cache,
                Duration.ofMillis(5),
                MeasurementPolicy.FEWEST_BLOCKS,
                Duration.ofMillis(10),
                50,
                Duration.ofSeconds(1));
    }

    /** @throws BenchTroubleException if it was not measured */
    static Outcome.Measured measured(Outcome outcome, String what) {
        if (outcome instanceof Outcome.Measured measured) {
            return measured;
        }
        throw new BenchTroubleException(what + " was not measured: " + outcome);
    }

    /** Of two launches one after the other; its interval is what the two intervals allow at worst. */
    static MedianEstimate sum(MedianEstimate a, MedianEstimate b) {
        return new MedianEstimate(
                a.medianNs() + b.medianNs(),
                a.ciLowNs() + b.ciLowNs(),
                a.ciHighNs() + b.ciHighNs(),
                Math.min(a.samples(), b.samples()));
    }

    static String word(Kernel kernel) {
        return kernel == Kernel.MSDA_FORWARD ? "forward" : "backward";
    }
}
