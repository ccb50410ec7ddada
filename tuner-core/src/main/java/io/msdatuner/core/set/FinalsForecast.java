package io.msdatuner.core.set;

import io.msdatuner.core.campaign.CampaignSummary;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.util.List;

/**
 * How long the finals of a campaign will take, from what its baselines and search trials took: each finalist is loaded and
 * verified again, as in its first trial, and timed longer. Rather too long than too short, because a build is in the first
 * trial, and in finals it is not.
 */
public final class FinalsForecast {
    /** The fastest three, the fastest repeatable one and a champion for each determinism wish. */
    private static final int TUNED_FINALISTS = 6;
    /** Rounds of a challenge, with two trials each: most are decided after fewer. */
    private static final int CHALLENGE_TRIALS = 8;

    private FinalsForecast() {}

    /**
     * @param own the campaign's trials so far
     * @param deciding how finals are timed
     * @param paired how a challenge is timed
     * @param hasChampion whether a winner may have to beat one
     */
    public static Duration of(
            List<Trial> own, MeasurementPolicy deciding, MeasurementPolicy paired, boolean hasChampion) {
        var finals = Duration.ZERO;
        for (var trial : own) {
            if (trial.purpose() == Purpose.BASELINE && trial.measured().isPresent()) {
                finals = finals.plus(duration(trial)).plus(timing(medianNs(trial), deciding));
            }
        }
        var search = own.stream()
                .filter(trial -> trial.candidate().isTuned() && trial.measured().isPresent())
                .filter(trial -> !trial.purpose().isRemeasurement())
                .toList();
        if (search.isEmpty()) {
            return finals;
        }
        var perTrial = CampaignSummary.of(search).busyTime().dividedBy(search.size());
        var bestNs = search.stream().mapToDouble(FinalsForecast::medianNs).min().orElseThrow();
        finals = finals.plus(perTrial.plus(timing(bestNs, deciding)).multipliedBy(TUNED_FINALISTS));
        return hasChampion ? finals.plus(perTrial.plus(timing(bestNs, paired)).multipliedBy(CHALLENGE_TRIALS)) : finals;
    }

    private static Duration duration(Trial trial) {
        return Duration.between(trial.openedAt(), trial.finishedAt().orElseThrow());
    }

    private static double medianNs(Trial trial) {
        return trial.median().orElseThrow().medianNs();
    }

    /** What a policy takes with launches of this length, as {@link MeasurementPolicy} says. */
    private static Duration timing(double launchNs, MeasurementPolicy policy) {
        var blockNs = Math.max(policy.blockTime().toNanos(), launchNs);
        var fewest = Math.min(policy.blocks(), MeasurementPolicy.FEWEST_BLOCKS) * blockNs;
        var blocksNs =
                Math.min(policy.blocks() * blockNs, Math.max(policy.maxTime().toNanos(), fewest));
        return policy.warmUp().plusNanos((long) (launchNs + blocksNs));
    }
}
