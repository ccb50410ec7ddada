package io.msdatuner.core.campaign;

import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a campaign's trials say so far. As soon as a round of finals is measured, best and baselines come from the last
 * such round, because only its trials were interleaved.
 *
 * @param total search trials, without those that were abandoned
 * @param outcomes search trials by how they ended
 * @param baselines medians by name
 * @param best the fastest tuned candidate
 * @param busyTime how long trials were under way, over all the times that the campaign ran
 */
public record CampaignSummary(
        int total,
        Map<OutcomeKind, Integer> outcomes,
        Map<String, MedianEstimate> baselines,
        Optional<Trial> best,
        Duration busyTime) {

    public static CampaignSummary of(List<Trial> trials) {
        var outcomes = new EnumMap<OutcomeKind, Integer>(OutcomeKind.class);
        trials.stream()
                .filter(trial -> trial.purpose() == Purpose.SEARCH)
                .forEach(
                        trial -> trial.outcome().ifPresent(outcome -> outcomes.merge(outcome.kind(), 1, Integer::sum)));
        var total = (int) trials.stream().filter(Spending::usesBudget).count();
        var finals = FinalRound.lastDecided(trials);
        var deciding = finals.isEmpty() ? trials : finals;
        return new CampaignSummary(total, outcomes, baselines(deciding), best(deciding), Spending.busyTime(trials));
    }

    /** How many times faster the best is than a baseline. */
    public OptionalDouble speedup(String baseline) {
        var reference = baselines.get(baseline);
        return reference == null || best.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(reference.medianNs()
                        / best.orElseThrow().median().orElseThrow().medianNs());
    }

    private static Optional<Trial> best(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> trial.candidate().isTuned() && trial.median().isPresent())
                .min(Comparator.comparingDouble(
                        trial -> trial.median().orElseThrow().medianNs()));
    }

    private static Map<String, MedianEstimate> baselines(List<Trial> trials) {
        var medians = new TreeMap<String, MedianEstimate>();
        trials.stream()
                .filter(trial -> trial.purpose() != Purpose.SEARCH)
                .forEach(trial -> trial.baseline()
                        .ifPresent(name -> trial.median().ifPresent(median -> medians.put(name, median))));
        return medians;
    }
}
