package io.msdatuner.core.campaign;

import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.Measurement;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.ModelBand;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.TensorError;
import io.msdatuner.core.trial.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Outcomes of all kinds, with what a database or a text format most easily loses. */
public final class SampleOutcomes {
    /** Quotes, backslashes, other scripts, a pair of surrogates, half a pair, control characters, and what stands for them. */
    public static final String ODD_TEXT =
            "error: \"x\" \\u0000 \\ ünï 编译 🧨 \uD800 \r\n\t\u0000\u0001\u001b[31m\u241b\u241b0\uFFFF";

    private SampleOutcomes() {}

    /** Measured, with these times per launch. */
    public static Outcome.Measured measured(Determinism determinism, long... samplesNs) {
        var verification =
                new Verification(List.of(new TensorError("output", 1e-7, 2e-8, 1e-4, 2e-5)), determinism, true);
        return new Outcome.Measured(
                verification, new Measurement(samplesNs, 1, false, true, MeasurementPolicy.search()));
    }

    /** With a band from a half to twice the time. */
    public static Outcome.Measured simulated(long timeNs) {
        var band = new ModelBand(timeNs / 2.0, timeNs * 2.0);
        var measurement =
                new Measurement(new long[] {timeNs}, 1, false, true, MeasurementPolicy.simulated(), Optional.of(band));
        return new Outcome.Measured(measured(Determinism.ORDER_DEPENDENT, 1).verification(), measurement);
    }

    /** At least one of each kind. */
    public static Map<String, Outcome> byName() {
        var outcomes = new TreeMap<String, Outcome>();
        outcomes.put("measured", measured(Determinism.ORDER_DEPENDENT, 3, 1, 2));
        outcomes.put("measured by a model", simulated(42));
        outcomes.put("measured with extreme figures", extremes());
        outcomes.put("measured with many samples", manySamples());
        outcomes.put("build failed", new Outcome.BuildFailed("c++ -O3 'a b.cpp'", "a.cpp:1: error"));
        outcomes.put("build failed with an odd log", new Outcome.BuildFailed(ODD_TEXT, ODD_TEXT));
        outcomes.put("build failed with a long log", new Outcome.BuildFailed("", "a line of the log\n".repeat(60_000)));
        outcomes.put("launch refused", new Outcome.LaunchRefused(ODD_TEXT));
        outcomes.put("wrong result", wrong());
        outcomes.put(
                "wrong result without errors",
                new Outcome.WrongResult(new Verification(List.of(), Determinism.BITWISE_REPEATABLE, false)));
        outcomes.put("timed out", new Outcome.TimedOut(ODD_TEXT, Long.MAX_VALUE));
        outcomes.put("worker died", new Outcome.WorkerDied("timing", "signal 11 (SIGSEGV)", ODD_TEXT));
        outcomes.put("abandoned", new Outcome.Abandoned(ODD_TEXT));
        return outcomes;
    }

    private static Outcome extremes() {
        var errors = List.of(
                new TensorError("gradValue", 0.1, -0.0, Double.MAX_VALUE, Math.nextDown(Double.MAX_VALUE)),
                new TensorError("gradSamplingLocations", Double.MIN_VALUE, 1.0 / 3, 1, 1e22));
        var policy = new MeasurementPolicy(
                CachePolicy.COLD, Duration.ofNanos(1), 3, Duration.ofDays(1), Integer.MAX_VALUE, Duration.ZERO);
        return new Outcome.Measured(
                new Verification(errors, Determinism.BITWISE_REPEATABLE, true),
                new Measurement(new long[] {Long.MAX_VALUE, 0, 9_007_199_254_740_993L}, 7, true, false, policy));
    }

    private static Outcome manySamples() {
        return measured(
                Determinism.BITWISE_REPEATABLE,
                LongStream.range(0, 20_000).map(i -> i * i % 7_919).toArray());
    }

    private static Outcome wrong() {
        var errors = List.of(
                new TensorError("output", Double.POSITIVE_INFINITY, Double.NaN, 1e-4, 2e-5),
                new TensorError(ODD_TEXT, Double.NEGATIVE_INFINITY, 0.0, 1e-4, 2e-5));
        return new Outcome.WrongResult(new Verification(errors, Determinism.ORDER_DEPENDENT, true));
    }
}
