package io.msdatuner.api.set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.msdatuner.api.best.MedianResource;
import io.msdatuner.api.campaign.CampaignResource.BudgetResource;
import io.msdatuner.core.set.StepTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A campaign set in JSON.
 *
 * @param measured by {@code hardware} or {@code simulated}
 * @param deadline when everything is finished; null if there is none
 * @param spentSeconds device time that its campaigns have used, of the budget's
 * @param activeCampaign the one that waits or runs; null if none does
 * @param step what one training step takes; null until every member has a result
 */
public record CampaignSetResource(
        long id,
        String state,
        String deviceClass,
        String measured,
        String strategy,
        long seed,
        BudgetResource budget,
        @Nullable Instant deadline,
        Instant createdAt,
        double spentSeconds,
        @Nullable Long activeCampaign,
        List<MemberResource> members,
        @Nullable StepResource step) {

    /**
     * @param launches in one training step
     * @param campaigns in the order in which they were made
     * @param busySeconds device time of these
     * @param trials search trials of these that ran to their end
     * @param decidingCampaign whose finals the times are from; null if nothing was measured
     * @param best of the tuned candidates; left out while there is none
     * @param speedup of the best over each baseline
     * @param lookup the URL that answers what is served for it
     */
    public record MemberResource(
            String kernel,
            String shape,
            int launches,
            List<Long> campaigns,
            double busySeconds,
            int trials,
            @Nullable Long decidingCampaign,
            Map<String, MedianResource> baselines,
            @JsonInclude(Include.NON_NULL) @Nullable MedianResource best,
            Map<String, Double> speedup,
            String lookup) {}

    /**
     * Launches times time, summed over all members.
     *
     * @param times with the best and with each baseline, by name
     * @param speedup of the best over each baseline
     */
    public record StepResource(Map<String, StepTimeResource> times, Map<String, Double> speedup) {

        static @Nullable StepResource of(Map<String, StepTime> steps) {
            var best = steps.get(SetResult.BEST);
            if (best == null) {
                return null;
            }
            var times = new TreeMap<String, StepTimeResource>();
            var speedup = new TreeMap<String, Double>();
            steps.forEach((name, step) -> {
                times.put(name, new StepTimeResource(step.medianNs(), step.lowNs(), step.highNs()));
                if (!name.equals(SetResult.BEST)) {
                    speedup.put(name, best.speedupOver(step));
                }
            });
            return new StepResource(times, speedup);
        }
    }

    /** @param lowNs and highNs: sums of the ends of the intervals, or of the model bands where times are simulated */
    public record StepTimeResource(double medianNs, double lowNs, double highNs) {}
}
