package io.msdatuner.api.cli;

import java.io.PrintStream;
import java.time.Duration;

/** A line when a campaign's phase changes, and one every five seconds between. For logs and pipes. */
final class ProgressLines implements Progress {
    private static final Duration GAP = Duration.ofSeconds(5);

    private final PrintStream stream;
    private String phase = "";
    private long lastLineNs;

    ProgressLines(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void update(CampaignView campaign) {
        var now = System.nanoTime();
        var newPhase = phaseOf(campaign);
        if (newPhase.equals(phase) && now - lastLineNs < GAP.toNanos()) {
            return;
        }
        phase = newPhase;
        lastLineNs = now;
        stream.println(campaign.title() + ": " + Progress.describe(campaign));
    }

    private static String phaseOf(CampaignView campaign) {
        var searched = campaign.spent() >= 1;
        return campaign.id() + campaign.text("state") + searched;
    }

    @Override
    public void close() {
        stream.flush();
    }
}
