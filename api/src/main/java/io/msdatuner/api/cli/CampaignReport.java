package io.msdatuner.api.cli;

import io.msdatuner.api.text.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What a campaign found, for people. */
final class CampaignReport {
    private final CampaignView campaign;
    private final List<String> lines = new ArrayList<>();

    private CampaignReport(CampaignView campaign) {
        this.campaign = campaign;
    }

    /**
     * @param storedIn where the campaign is kept, for example a data directory
     * @param lookup the address that serves the best, empty if none does
     */
    static String of(CampaignView campaign, String storedIn, String lookup) {
        return new CampaignReport(campaign).write(storedIn, lookup);
    }

    private String write(String storedIn, String lookup) {
        lines.add("%s  %s".formatted(campaign.text("kernel"), campaign.text("shape")));
        lines.add("device class %s, %s"
                .formatted(
                        campaign.text("deviceClass"),
                        ResultTable.provenance(campaign.json().path("measured"))));
        lines.add(trials());
        lines.add("");
        lines.add(ResultTable.of(campaign.json().path("baselines"), campaign.best()));
        lines.add("");
        addBest();
        field("artifacts", artifacts());
        addFront();
        field("stored", "campaign " + campaign.id() + " in " + storedIn);
        if (campaign.hasBest() && !lookup.isEmpty()) {
            field("look up", "curl -s '" + lookup + "'");
        }
        return String.join("\n", lines);
    }

    private String trials() {
        var reason = campaign.text("reason");
        var failures = campaign.failures();
        return "campaign %d is %s%s: %d trials%s, %s measured%s, strategy %s, seed %s, budget %s"
                .formatted(
                        campaign.id(),
                        campaign.text("state"),
                        reason.isEmpty() ? "" : " (" + reason + ")",
                        campaign.trials("total"),
                        known(),
                        campaign.trials("measured"),
                        failures.isEmpty() ? "" : ", " + failures,
                        campaign.text("strategy"),
                        campaign.text("seed"),
                        campaign.json().path("budget").path("text").asString(""));
    }

    private String known() {
        var known = campaign.json().path("knownTrials").asInt(0);
        return known == 0 ? "" : " (" + known + " known from earlier campaigns)";
    }

    private void addBest() {
        if (!campaign.hasBest()) {
            field("best", "none: no configuration was measured");
            return;
        }
        var verification = campaign.best().path("verification");
        field("configuration", ResultTable.configuration(campaign.best().path("configuration")));
        field("determinism", verification.path("determinism").asString("unknown"));
        field("worst error", worstError(verification));
    }

    static String worstError(JsonNode verification) {
        return verification.path("worstError").isNumber()
                ? String.format(
                        Locale.ROOT,
                        "%.1e of the reference's scale",
                        verification.path("worstError").asDouble())
                : "unknown";
    }

    /** What would be given up in time for less memory; nothing if the best is the smallest of all. */
    private void addFront() {
        var front = campaign.json().path("front");
        if (front.isEmpty()) {
            return;
        }
        field("scratch", ByteText.of(front.path(0).path("scratchBytes").asLong()));
        if (front.size() > 1) {
            lines.add("");
            lines.add("  less scratch memory for more time");
            lines.add(frontTable(front));
            lines.add("");
        }
    }

    private static String frontTable(JsonNode front) {
        var table = TextTable.withHeader("scratch", "median", "trial", "configuration");
        front.forEach(point -> table.row(
                ByteText.of(point.path("scratchBytes").asLong()),
                TimeText.ofNs(point.path("medianNs").asDouble()),
                point.path("trial").asString(),
                ResultTable.configuration(point.path("configuration"))));
        return table.format("  ");
    }

    private String artifacts() {
        var artifacts = campaign.json().path("artifacts");
        return artifacts.path("built").asInt(0) + " built, "
                + artifacts.path("reused").asInt(0) + " reused";
    }

    private void field(String name, String text) {
        lines.add("  %-14s %s".formatted(name, text));
    }
}
