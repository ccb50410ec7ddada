package io.msdatuner.api.cli;

import java.time.Duration;
import java.util.List;

/** Watches a campaign set to its end, each of its campaigns in turn. */
final class SetFollower {
    /** Until the next campaign is made. */
    private static final Duration POLL = Duration.ofMillis(300);

    private final TunerClient client;
    private final CampaignSets sets;
    private final CampaignFollower follower;
    private final Interruption interruption;

    SetFollower(TunerClient client, Screen screen, Interruption interruption) {
        this.client = client;
        this.sets = new CampaignSets(client);
        this.interruption = interruption;
        this.follower = new CampaignFollower(new Campaigns(client), screen, interruption);
    }

    /** @throws CommandFailure with {@link ExitCode#INTERRUPTED} after cancelling the set */
    Tuned follow(long id) {
        var set = sets.get(id);
        while (set.state().isActive()) {
            var active = set.activeCampaign();
            if (active.isPresent()) {
                follower.follow(active.getAsLong(), set.subject().toString(), () -> cancelled(id));
            } else if (interruption.arrivesWithin(POLL)) {
                throw cancelled(id);
            }
            set = follower.patiently(() -> sets.get(id), set.subject().toString());
        }
        return Tuned.set(set, views(set));
    }

    private List<CampaignView> views(SetView set) {
        var campaigns = new Campaigns(client);
        return set.campaignsToShow().stream().map(campaigns::get).toList();
    }

    private CommandFailure cancelled(long id) {
        var subject = Subject.set(id);
        try {
            sets.cancel(id);
        } catch (ServiceProblem e) {
            // It ended by itself between the two requests.
            return new CommandFailure(ExitCode.INTERRUPTED, "interrupted: campaign set " + subject + " has ended");
        }
        return new CommandFailure(
                ExitCode.INTERRUPTED,
                "interrupted: cancelled campaign set %s; './tuner resume %s' goes on with all trials kept"
                        .formatted(subject, subject));
    }
}
