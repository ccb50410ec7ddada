package io.msdatuner.api.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Watches campaigns to their ends, one after the other. */
final class CampaignFollower {
    private static final Duration POLL = Duration.ofMillis(300);
    /** A service that was restarted meanwhile is back by then. */
    private static final int FAILED_POLLS_ALLOWED = 30;

    private final Campaigns campaigns;
    private final Screen screen;
    private final Interruption interruption;

    CampaignFollower(Campaigns campaigns, Screen screen, Interruption interruption) {
        this.campaigns = campaigns;
        this.screen = screen;
        this.interruption = interruption;
    }

    /** @throws CommandFailure with {@link ExitCode#INTERRUPTED} after cancelling those that have not ended */
    List<CampaignView> follow(List<Long> ids) {
        var ended = new ArrayList<CampaignView>();
        for (var id : ids) {
            ended.add(follow(id, ids));
        }
        return ended;
    }

    private CampaignView follow(long id, List<Long> all) {
        return follow(id, String.valueOf(id), () -> cancelled(all));
    }

    /**
     * @param resumable what goes on after trouble, as on the command line
     * @param cancel ends all when the user interrupts
     */
    CampaignView follow(long id, String resumable, Supplier<CommandFailure> cancel) {
        try (var progress = Progress.on(screen)) {
            var campaign = campaigns.get(id);
            progress.update(campaign);
            while (campaign.state().isActive()) {
                if (interruption.arrivesWithin(POLL)) {
                    progress.close();
                    throw cancel.get();
                }
                campaign = patiently(() -> campaigns.get(id), resumable);
                progress.update(campaign);
            }
            return campaign;
        }
    }

    /**
     * Reads from a service that may be restarted meanwhile.
     *
     * @param resumable what goes on after trouble, as on the command line
     */
    <T> T patiently(Supplier<T> read, String resumable) {
        for (var failed = 1; ; failed++) {
            try {
                return read.get();
            } catch (CommandFailure e) {
                if (failed == FAILED_POLLS_ALLOWED || interruption.arrivesWithin(POLL)) {
                    throw new CommandFailure(
                            e.exitCode(), e.getMessage() + "; './tuner resume " + resumable + "' goes on with it", e);
                }
            }
        }
    }

    private CommandFailure cancelled(List<Long> all) {
        var open =
                all.stream().filter(this::cancelIfActive).map(String::valueOf).collect(Collectors.joining(" "));
        var noun = open.contains(" ") ? "campaigns " : "campaign ";
        return new CommandFailure(
                ExitCode.INTERRUPTED,
                "interrupted: cancelled " + noun + open + "; './tuner resume " + open
                        + "' goes on with all trials kept");
    }

    private boolean cancelIfActive(long id) {
        if (!campaigns.get(id).state().isActive()) {
            return false;
        }
        try {
            campaigns.cancel(id);
        } catch (ServiceProblem e) {
            // It ended by itself between the two requests.
            return false;
        }
        return true;
    }
}
