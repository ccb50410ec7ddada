package io.msdatuner.api.cli;

import java.util.ArrayList;

/** Shows how a campaign goes on. */
interface Progress extends AutoCloseable {
    /** The campaign as it is now; called a few times a second. */
    void update(CampaignView campaign);

    /** Takes the display away, so that other text can follow. */
    @Override
    void close();

    /** A bar on a terminal, plain lines elsewhere. */
    static Progress on(Screen screen) {
        return screen.isTerminal() ? new ProgressOnTerminal(screen) : new ProgressLines(screen.err());
    }

    /** For example {@code 41 trials, 12 s left, best 1.234 ms, 5.90x over grid-sample, failed: wrongResult 2}. */
    static String describe(CampaignView campaign) {
        var parts = new ArrayList<String>();
        parts.add(campaign.trials("total") + " trials");
        parts.add(campaign.left());
        if (campaign.hasBest()) {
            parts.add("best " + TimeText.ofNs(campaign.best().path("medianNs").asDouble()));
        }
        for (var baseline : ResultTable.BASELINES) {
            campaign.speedup(baseline).ifPresent(factor -> parts.add(TimeText.factor(factor) + " over " + baseline));
        }
        if (!campaign.failures().isEmpty()) {
            parts.add("failed: " + campaign.failures());
        }
        return String.join(", ", parts);
    }
}
