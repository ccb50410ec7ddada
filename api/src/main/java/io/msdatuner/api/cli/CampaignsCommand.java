package io.msdatuner.api.cli;

import static io.msdatuner.core.InvalidValueException.requireBetween;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.CampaignState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "campaigns", description = "List campaigns, the newest first.")
final class CampaignsCommand extends RequestCommand {
    @Option(names = "--state", paramLabel = "STATE", description = "only those in this state, for example running")
    private String state = "";

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "50",
            description = "at most so many; default: ${DEFAULT-VALUE}")
    private int limit;

    CampaignsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() {
        requireBetween("limit", limit, 1, 100_000);
        var allowed = Arrays.stream(CampaignState.values()).map(Enum::name).toList();
        if (!state.isEmpty() && !allowed.contains(state.toUpperCase(Locale.ROOT))) {
            throw new InvalidValueException("state", state, allowed.stream().collect(Collectors.joining(", ")));
        }
    }

    @Override
    int run(TunerClient client) {
        var campaigns = new Campaigns(client).list(state.toUpperCase(Locale.ROOT), limit);
        var document = Json.object();
        var array = document.putArray("campaigns");
        campaigns.forEach(campaign -> array.add(campaign.json()));
        return show(document, campaigns.isEmpty() ? "no campaigns" : table(campaigns));
    }

    private static String table(List<CampaignView> campaigns) {
        var table = TextTable.withHeader("ID", "STATE", "KERNEL", "STRATEGY", "BUDGET", "TRIALS", "BEST", "SHAPE");
        campaigns.forEach(campaign -> table.row(
                String.valueOf(campaign.id()),
                campaign.text("state"),
                campaign.text("kernel"),
                campaign.text("strategy"),
                campaign.json().path("budget").path("text").asString(""),
                String.valueOf(campaign.trials("total")),
                campaign.hasBest() ? campaign.bestTime() : "-",
                campaign.text("shape")));
        return table.format("");
    }
}
