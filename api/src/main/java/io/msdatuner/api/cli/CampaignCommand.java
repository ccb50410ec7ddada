package io.msdatuner.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "campaign", description = "Show one campaign or campaign set and what it found.")
final class CampaignCommand extends RequestCommand {
    @Parameters(
            paramLabel = "ID",
            converter = Subject.Converter.class,
            description = "see ./tuner campaigns; or a campaign set such as set-3")
    private Subject subject = Subject.campaign(1);

    CampaignCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TunerClient client) {
        if (subject.isSet()) {
            var set = new CampaignSets(client).get(subject.id());
            return show(set.json(), SetReport.of(set));
        }
        var campaign = new Campaigns(client).get(subject.id());
        return show(campaign.json(), CampaignReport.of(campaign, storedIn(), ""));
    }
}
