package io.msdatuner.api.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Go on with campaigns that were interrupted, cancelled or failed.")
final class ResumeCommand extends ServiceCommand {
    @Parameters(arity = "1..*", paramLabel = "ID", description = "see ./tuner campaigns")
    private List<Long> ids = List.of();

    @Option(names = "--no-serve", description = "leave no lookup service behind")
    private boolean noServe;

    ResumeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        return new CampaignSession(this, !noServe).run(this::open);
    }

    private List<Long> open(TunerClient client) {
        var campaigns = new Campaigns(client);
        var known = new ArrayList<CampaignView>();
        ids.stream().distinct().forEach(id -> known.add(campaigns.get(id)));
        for (var campaign : known) {
            campaigns.resume(campaign.id());
            note("resuming campaign " + campaign.id() + ": " + campaign.trials("total") + " trials known");
        }
        return known.stream().map(CampaignView::id).toList();
    }
}
