package io.msdatuner.api.cli;

import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.set.CampaignSetState;
import java.util.List;
import java.util.Optional;

/**
 * What a command tuned, as it ended.
 *
 * @param set that the campaigns belong to
 * @param campaigns to show; of a set those that decide
 */
record Tuned(Optional<SetView> set, List<CampaignView> campaigns) {
    static Tuned campaigns(List<CampaignView> campaigns) {
        return new Tuned(Optional.empty(), campaigns);
    }

    static Tuned set(SetView set, List<CampaignView> campaigns) {
        return new Tuned(Optional.of(set), campaigns);
    }

    /** What a report of it is about. */
    Subject subject() {
        return set.map(SetView::subject)
                .orElseGet(() -> Subject.campaign(campaigns.get(0).id()));
    }

    /** The first trouble decides; {@link ExitCode#DONE} if there was none. */
    int exitCode() {
        return set.isPresent()
                ? exitCode(set.get())
                : campaigns.stream()
                        .mapToInt(Tuned::exitCode)
                        .filter(code -> code != ExitCode.DONE)
                        .findFirst()
                        .orElse(ExitCode.DONE);
    }

    private int exitCode(SetView ended) {
        if (ended.state() == CampaignSetState.FAILED
                || campaigns.stream().anyMatch(campaign -> campaign.state() == CampaignState.FAILED)) {
            return ExitCode.TUNER_FAILED;
        } else if (ended.state() != CampaignSetState.COMPLETED) {
            return ExitCode.INTERRUPTED;
        }
        return ended.hasResultForEachMember() ? ExitCode.DONE : ExitCode.NOTHING_MEASURED;
    }

    private static int exitCode(CampaignView campaign) {
        if (campaign.state() == CampaignState.FAILED) {
            return ExitCode.TUNER_FAILED;
        } else if (campaign.state() != CampaignState.COMPLETED) {
            return ExitCode.INTERRUPTED;
        }
        return campaign.hasBest() ? ExitCode.DONE : ExitCode.NOTHING_MEASURED;
    }
}
