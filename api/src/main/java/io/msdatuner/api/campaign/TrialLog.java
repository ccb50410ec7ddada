package io.msdatuner.api.campaign;

import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Trial;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes how trials end into the log: faults always, measured ones at the level {@code DEBUG}. Each line carries the ids that tell
 * which trial it is about.
 */
@Component
final class TrialLog {

    private static final Logger LOG = LoggerFactory.getLogger(TrialLog.class);

    private final CampaignClasses classes;

    TrialLog(CampaignClasses classes, CampaignEvents events) {
        this.classes = classes;
        events.follow(this::write);
    }

    private void write(CampaignId campaign, Trial trial) {
        trial.outcome()
                .ifPresent(outcome -> LogIds.during(
                        Map.of(
                                LogIds.CAMPAIGN, campaign.toString(),
                                LogIds.TRIAL, Integer.toString(trial.number()),
                                LogIds.DEVICE_CLASS, classes.of(campaign).name(),
                                LogIds.OUTCOME, outcome.kind().id()),
                        () -> write(campaign, trial, outcome)));
    }

    private static void write(CampaignId campaign, Trial trial, Outcome outcome) {
        if (outcome instanceof Outcome.Measured measured) {
            LOG.debug(
                    "trial {} of campaign {} took {} ns",
                    trial.number(),
                    campaign,
                    measured.median().medianNs());
        } else {
            LOG.warn("trial {} of campaign {} ended: {}", trial.number(), campaign, reason(outcome));
        }
    }

    /** In one line; the rest is the trial's evidence. */
    private static String reason(Outcome outcome) {
        if (outcome instanceof Outcome.LaunchRefused refused) {
            return "it refused to run: " + refused.reason();
        } else if (outcome instanceof Outcome.TimedOut late) {
            return "it took more than %d ms while %s".formatted(late.limitMs(), late.stage());
        } else if (outcome instanceof Outcome.WorkerDied died) {
            return "its worker died of %s while %s".formatted(died.how(), died.stage());
        } else if (outcome instanceof Outcome.Abandoned abandoned) {
            return "it was abandoned: " + abandoned.reason();
        }
        return outcome instanceof Outcome.BuildFailed ? "it could not be built" : "its result is wrong";
    }
}
