package io.msdatuner.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "campaign", description = "Show one campaign and what it found.")
final class CampaignCommand extends RequestCommand {
    @Parameters(paramLabel = "ID", description = "see ./tuner campaigns")
    private long id;

    CampaignCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TunerClient client) {
        var campaign = new Campaigns(client).get(id);
        return show(campaign.json(), CampaignReport.of(campaign, storedIn(), ""));
    }
}
