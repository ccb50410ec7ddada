package io.msdatuner.core.testkit;

import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Answers with what was recorded, so that a campaign can be replayed without its device. */
public final class RecordedRunner implements VariantRunner {
    private final Map<Candidate, Outcome> runs;
    private final Map<Candidate, Outcome> comparisons;

    private RecordedRunner(Map<Candidate, Outcome> runs, Map<Candidate, Outcome> comparisons) {
        this.runs = Map.copyOf(runs);
        this.comparisons = Map.copyOf(comparisons);
    }

    /** The same answer for a candidate whether it is run alone or compared. */
    public static RecordedRunner of(Map<Candidate, Outcome> outcomes) {
        return new RecordedRunner(outcomes, outcomes);
    }

    /** Medians in ns by candidate. */
    public static RecordedRunner ofMedians(Map<Candidate, Long> mediansNs) {
        Map<Candidate, Outcome> outcomes = new HashMap<>();
        mediansNs.forEach((candidate, medianNs) -> outcomes.put(candidate, Outcomes.measured(medianNs)));
        return of(outcomes);
    }

    /** What a campaign's finished trials saw: its finals answer comparisons, the others answer runs. */
    public static RecordedRunner ofTrials(List<Trial> trials) {
        Map<Candidate, Outcome> runs = new HashMap<>();
        Map<Candidate, Outcome> comparisons = new HashMap<>();
        for (var trial : trials) {
            var recorded = trial.purpose() == Purpose.FINAL ? comparisons : runs;
            trial.outcome()
                    .filter(outcome -> outcome.kind() != OutcomeKind.ABANDONED)
                    .ifPresent(outcome -> recorded.put(trial.candidate(), outcome));
        }
        return new RecordedRunner(runs, comparisons);
    }

    @Override
    public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs) {
        return recorded(runs, variant);
    }

    @Override
    public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) {
        return variants.stream().map(variant -> recorded(comparisons, variant)).toList();
    }

    private static Outcome recorded(Map<Candidate, Outcome> outcomes, BuiltVariant variant) {
        var candidate = variant.variant().candidate();
        var outcome = outcomes.get(candidate);
        if (outcome == null) {
            throw new IllegalStateException("nothing was recorded for '%s'".formatted(candidate));
        }
        return outcome;
    }

    @Override
    public void close() {}
}
