package io.msdatuner.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", description = "Stop a campaign. Its finished trials are kept, and it can be resumed.")
final class CancelCommand extends RequestCommand {
    @Parameters(paramLabel = "ID", description = "see ./tuner campaigns")
    private long id;

    CancelCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TunerClient client) {
        var campaign = new Campaigns(client).cancel(id);
        return show(
                campaign.json(),
                "cancelled campaign %d: %d trials kept, './tuner resume %d' goes on"
                        .formatted(id, campaign.trials("total"), id));
    }
}
