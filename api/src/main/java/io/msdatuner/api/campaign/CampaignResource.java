package io.msdatuner.api.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.msdatuner.api.best.BandResource;
import io.msdatuner.api.best.ConfigurationResource;
import io.msdatuner.api.best.MedianResource;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.campaign.ParetoFront;
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A campaign in JSON.
 *
 * @param spaceSize the number of valid configurations; left out if the device class is not of this host
 * @param knownTrials trials of earlier campaigns that the search begins with
 * @param best the fastest tuned candidate so far; left out while there is none
 * @param front which configurations are worth choosing if scratch memory counts too, the fastest first; empty if it is not
 *     known
 * @param lookup the URL that answers what is served for this kernel, shape and device class
 */
public record CampaignResource(
        long id,
        String kernel,
        String shape,
        String deviceClass,
        String measured,
        String strategy,
        long seed,
        BudgetResource budget,
        int priority,
        String state,
        @Nullable String reason,
        Instant createdAt,
        String toolchain,
        String sourceDigest,
        @JsonInclude(Include.NON_NULL) @Nullable Long spaceSize,
        double busySeconds,
        TrialCounts trials,
        ArtifactCounts artifacts,
        int knownTrials,
        Map<String, MedianResource> baselines,
        @JsonInclude(Include.NON_NULL) @Nullable BestTrialResource best,
        Map<String, Double> speedup,
        List<FrontPointResource> front,
        String lookup) {

    /** @param text the form that a request takes */
    public record BudgetResource(
            String text, @Nullable Integer trials, @Nullable Long seconds) {

        public static BudgetResource of(Budget budget) {
            var trials = budget.maxTrials();
            return new BudgetResource(
                    budget.toString(),
                    trials.isPresent() ? trials.getAsInt() : null,
                    budget.maxTime().map(Duration::toSeconds).orElse(null));
        }
    }

    /** Search trials; the total is without the abandoned ones. */
    public record TrialCounts(
            int total,
            int measured,
            int buildFailed,
            int launchRefused,
            int wrongResult,
            int timedOut,
            int workerDied,
            int abandoned) {

        static TrialCounts of(int total, Map<OutcomeKind, Integer> outcomes) {
            return new TrialCounts(
                    total,
                    outcomes.getOrDefault(OutcomeKind.MEASURED, 0),
                    outcomes.getOrDefault(OutcomeKind.BUILD_FAILED, 0),
                    outcomes.getOrDefault(OutcomeKind.LAUNCH_REFUSED, 0),
                    outcomes.getOrDefault(OutcomeKind.WRONG_RESULT, 0),
                    outcomes.getOrDefault(OutcomeKind.TIMED_OUT, 0),
                    outcomes.getOrDefault(OutcomeKind.WORKER_DIED, 0),
                    outcomes.getOrDefault(OutcomeKind.ABANDONED, 0));
        }
    }

    /** The different artifacts that its trials ran: built for this campaign, or there before it. */
    public record ArtifactCounts(int built, int reused) {}

    /** @param scratchBytes that a launch takes besides inputs and outputs */
    public record FrontPointResource(
            int trial,
            Map<String, Object> configuration,
            String configurationId,
            double medianNs,
            double ciLowNs,
            double ciHighNs,
            int samples,
            long scratchBytes) {

        static List<FrontPointResource> of(ParetoFront front) {
            return front.points().stream().map(FrontPointResource::of).toList();
        }

        private static FrontPointResource of(ParetoFront.Point point) {
            var median = point.trial().median().orElseThrow();
            var configuration = point.trial().candidate().configuration();
            return new FrontPointResource(
                    point.trial().number(),
                    ConfigurationResource.of(configuration),
                    configuration.id(),
                    median.medianNs(),
                    median.ciLowNs(),
                    median.ciHighNs(),
                    median.samples(),
                    point.scratchBytes());
        }
    }

    public record BestTrialResource(
            int trial,
            Map<String, Object> configuration,
            String configurationId,
            double medianNs,
            double ciLowNs,
            double ciHighNs,
            int samples,
            @JsonInclude(Include.NON_NULL) @Nullable BandResource modelBand,
            @Nullable String artifact,
            VerificationResource verification) {

        static BestTrialResource of(Trial trial) {
            var measured = trial.measured().orElseThrow();
            var median = measured.median();
            var configuration = trial.candidate().configuration();
            return new BestTrialResource(
                    trial.number(),
                    ConfigurationResource.of(configuration),
                    configuration.id(),
                    median.medianNs(),
                    median.ciLowNs(),
                    median.ciHighNs(),
                    median.samples(),
                    BandResource.of(median.band()),
                    trial.artifact().orElse(null),
                    VerificationResource.of(measured.verification()));
        }
    }
}
