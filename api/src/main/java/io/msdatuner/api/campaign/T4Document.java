package io.msdatuner.api.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.msdatuner.api.best.ConfigurationResource;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's trials as other tuners read them: T4 results 1.0.0 ("Open Autotuning Results Schema",
 * https://github.com/odgaard/TuningSchema). Times are in ms there. Only tuned candidates have a configuration, so only they
 * are in it, in the order of their numbers.
 */
record T4Document(@JsonProperty("schema_version") String schemaVersion, List<Result> results) {

    private static final String VERSION = "1.0.0";
    private static final double NS_PER_MS = 1e6;

    record Result(
            String timestamp,
            Map<String, Object> configuration,
            List<String> objectives,
            Times times,
            String invalidity,
            double correctness,
            List<Figure> measurements) {}

    /** @param runtimes of every timed launch; left out once they were pruned */
    record Times(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Double> runtimes) {}

    record Figure(String name, double value, String unit) {}

    static T4Document of(List<Trial> trials) {
        return new T4Document(
                VERSION,
                trials.stream()
                        .filter(trial -> trial.candidate().isTuned() && trial.ranToItsEnd())
                        .map(T4Document::result)
                        .toList());
    }

    private static Result result(Trial trial) {
        var outcome = trial.outcome().orElseThrow();
        return new Result(
                trial.finishedAt().orElseThrow().toString(),
                ConfigurationResource.of(trial.candidate().configuration()),
                List.of("time"),
                new Times(trial.measured().flatMap(T4Document::runtimes).orElse(null)),
                invalidity(outcome.kind()),
                outcome.kind() == OutcomeKind.WRONG_RESULT ? 0 : 1,
                trial.measured().map(T4Document::figures).orElseGet(List::of));
    }

    private static String invalidity(OutcomeKind kind) {
        return switch (kind) {
            case MEASURED -> "correct";
            case BUILD_FAILED -> "compile";
            case LAUNCH_REFUSED -> "constraints";
            case WRONG_RESULT -> "correctness";
            case TIMED_OUT -> "timeout";
            case WORKER_DIED -> "runtime";
            case ABANDONED -> throw new IllegalArgumentException("an abandoned trial is no result");
        };
    }

    private static Optional<List<Double>> runtimes(Outcome.Measured measured) {
        var measurement = measured.measurement();
        return measurement.pruned().isPresent()
                ? Optional.empty()
                : Optional.of(Arrays.stream(measurement.samplesNs())
                        .mapToObj(sampleNs -> sampleNs / NS_PER_MS)
                        .toList());
    }

    private static List<Figure> figures(Outcome.Measured measured) {
        var median = measured.median();
        return List.of(
                new Figure("time", median.medianNs() / NS_PER_MS, "ms"),
                new Figure("time_ci_low", median.ciLowNs() / NS_PER_MS, "ms"),
                new Figure("time_ci_high", median.ciHighNs() / NS_PER_MS, "ms"));
    }
}
