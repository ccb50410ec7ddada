package io.msdatuner.api.cli;

import io.msdatuner.core.campaign.CampaignState;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From campaigns that a command opens to the report at their end, and the service that answers lookups from then on. */
final class CampaignSession {
    private static final String IDLE_EXIT = "15m";

    private final ServiceCommand command;
    private final boolean mayLeaveService;
    private final long startedNs = System.nanoTime();

    CampaignSession(ServiceCommand command, boolean mayLeaveService) {
        this.command = command;
        this.mayLeaveService = mayLeaveService;
    }

    /** @param open creates or resumes campaigns and gives their ids in the order in which they run */
    int run(Function<TunerClient, List<Long>> open) {
        List<CampaignView> ended;
        boolean endsWithCommand;
        URI url;
        try (var connection = command.connect()) {
            url = connection.client().url();
            endsWithCommand = connection.endsWithCommand();
            ended = follow(connection.client(), open);
        }
        var lookup = lookupAddress(url, endsWithCommand);
        report(ended, lookup);
        return exitCode(ended);
    }

    private List<CampaignView> follow(TunerClient client, Function<TunerClient, List<Long>> open) {
        var interruption = Interruption.of(command.surroundings.interrupts());
        var ids = open.apply(client);
        return new CampaignFollower(new Campaigns(client), command.surroundings.screen(), interruption).follow(ids);
    }

    private LookupAddress lookupAddress(URI url, boolean endsWithCommand) {
        if (!endsWithCommand) {
            return new LookupAddress(url, "");
        }
        var standard = URI.create("http://" + ServiceRequest.LOOPBACK + ":" + ServiceRequest.DEFAULT_PORT);
        if (!mayLeaveService) {
            return new LookupAddress(standard, "Lookups are answered while './tuner serve' runs.");
        }
        try {
            return leaveService();
        } catch (CommandFailure e) {
            return new LookupAddress(
                    standard, "No lookup service stays up (" + e.getMessage() + "); './tuner serve' starts one.");
        }
    }

    private LookupAddress leaveService() {
        var surroundings = command.surroundings;
        var request = new ServiceRequest(
                command.target.dataDirectory(surroundings),
                ServiceRequest.LOOPBACK,
                Ports.freePortNear(ServiceRequest.DEFAULT_PORT),
                true,
                command.target.database(surroundings),
                false,
                true);
        var service = surroundings.background().start(request, IDLE_EXIT);
        return new LookupAddress(
                service.url(),
                "A lookup service stays up at %s for 15 idle minutes (./tuner stop ends it; --no-serve leaves it out)"
                        .formatted(service.url()));
    }

    private void report(List<CampaignView> ended, LookupAddress lookup) {
        if (command.json) {
            command.print(Json.pretty(document(ended, lookup)));
            return;
        }
        var storedIn = command.storedIn();
        ended.forEach(campaign ->
                command.print(CampaignReport.of(campaign, storedIn, lookup.of(campaign.text("lookup"))) + "\n"));
        if (!lookup.hint().isEmpty()) {
            command.print(lookup.hint());
        }
    }

    private JsonNode document(List<CampaignView> ended, LookupAddress lookup) {
        var document = Json.object();
        var campaigns = document.putArray("campaigns");
        for (var campaign : ended) {
            var copy = (ObjectNode) campaign.json().deepCopy();
            campaigns.add(copy.put("lookup", lookup.of(campaign.text("lookup"))));
        }
        var wall = Duration.ofNanos(System.nanoTime() - startedNs);
        return document.put("wallSeconds", wall.toMillis() / 1e3);
    }

    /** The first trouble decides; {@link ExitCode#DONE} if there was none. */
    private static int exitCode(List<CampaignView> ended) {
        return ended.stream()
                .mapToInt(CampaignSession::exitCode)
                .filter(code -> code != ExitCode.DONE)
                .findFirst()
                .orElse(ExitCode.DONE);
    }

    private static int exitCode(CampaignView campaign) {
        if (campaign.state() == CampaignState.FAILED) {
            return ExitCode.TUNER_FAILED;
        } else if (campaign.state() != CampaignState.COMPLETED) {
            return ExitCode.INTERRUPTED;
        }
        return campaign.hasBest() ? ExitCode.DONE : ExitCode.NOTHING_MEASURED;
    }
}
