package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Go on with campaigns that were interrupted, cancelled or failed.")
final class ResumeCommand extends ServiceCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            converter = Subject.Converter.class,
            description = "see ./tuner campaigns; or one campaign set such as set-3")
    private List<Subject> subjects = List.of();

    @Option(names = "--no-serve", description = "leave no lookup service behind")
    private boolean noServe;

    ResumeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        if (subjects.stream().anyMatch(Subject::isSet) && subjects.size() > 1) {
            throw new InvalidValueException("ID", subjects, "campaigns, or one campaign set");
        }
        var session = new CampaignSession(this, !noServe);
        return session.run(
                (client, interruption) -> subjects.get(0).isSet()
                        ? session.follow(client, interruption, openSet(client))
                        : session.follow(client, interruption, open(client)),
                Optional.empty());
    }

    private SetView openSet(TunerClient client) {
        var resumed = new CampaignSets(client).resume(subjects.get(0).id());
        note(CampaignSets.resuming(resumed));
        return resumed;
    }

    private List<Long> open(TunerClient client) {
        var campaigns = new Campaigns(client);
        var known = new ArrayList<CampaignView>();
        subjects.stream().distinct().forEach(subject -> known.add(campaigns.get(subject.id())));
        for (var campaign : known) {
            campaigns.resume(campaign.id());
            note("resuming campaign " + campaign.id() + ": " + campaign.trials("total") + " trials known");
        }
        return known.stream().map(CampaignView::id).toList();
    }
}
