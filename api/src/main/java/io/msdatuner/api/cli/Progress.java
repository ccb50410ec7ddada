package io.msdatuner.api.cli;

import io.msdatuner.api.text.TimeText;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * For example {@code 41 trials, 12 s left, best 1.234 ms, failed: wrongResult 2, 1.40x default, 5.90x grid-sample}. What
     * matters most comes first, because a narrow terminal cuts the end off.
     */
    static String describe(CampaignView campaign) {
        var parts = new ArrayList<String>();
        parts.add(campaign.trials("total") + " trials");
        parts.add(campaign.left());
        if (campaign.hasBest()) {
            parts.add("best " + campaign.bestTime());
        }
        if (!campaign.failures().isEmpty()) {
            parts.add("failed: " + campaign.failures());
        }
        for (var baseline : List.of("default", "grid-sample")) {
            campaign.speedup(baseline).ifPresent(factor -> parts.add(TimeText.factor(factor) + " " + baseline));
        }
        return String.join(", ", parts);
    }
}
