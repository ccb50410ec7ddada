package io.msdatuner.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "Stop a campaign or campaign set. Its finished trials are kept, and it can be resumed.")
final class CancelCommand extends RequestCommand {
    @Parameters(
            paramLabel = "ID",
            converter = Subject.Converter.class,
            description = "see ./tuner campaigns; or a campaign set such as set-3")
    private Subject subject = Subject.campaign(1);

    CancelCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TunerClient client) {
        return subject.isSet() ? cancelSet(client) : cancelCampaign(client);
    }

    private int cancelSet(TunerClient client) {
        var set = new CampaignSets(client).cancel(subject.id());
        return show(set.json(), "cancelled campaign set %s, './tuner resume %s' goes on".formatted(subject, subject));
    }

    private int cancelCampaign(TunerClient client) {
        var campaign = new Campaigns(client).cancel(subject.id());
        return show(
                campaign.json(),
                "cancelled campaign %s: %d trials kept, './tuner resume %s' goes on"
                        .formatted(subject, campaign.trials("total"), subject));
    }
}
