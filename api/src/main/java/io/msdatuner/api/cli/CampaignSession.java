package io.msdatuner.api.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    /** Tunes with a service, and hears when the user wants it to end. */
    @FunctionalInterface
    interface Work {
        Tuned tune(TunerClient client, Interruption interruption);
    }

    /** @param report where a report is written too */
    int run(Work work, Optional<Path> report) {
        Tuned tuned;
        boolean endsWithCommand;
        URI url;
        try (var connection = command.connect()) {
            url = connection.client().url();
            endsWithCommand = connection.endsWithCommand();
            tuned = work.tune(connection.client(), Interruption.of(command.surroundings.interrupts()));
            report.ifPresent(file -> write(connection.client(), tuned.subject(), file));
        }
        show(tuned, lookupAddress(url, endsWithCommand));
        return tuned.exitCode();
    }

    /** Watches campaigns to their ends. */
    Tuned follow(TunerClient client, Interruption interruption, List<Long> ids) {
        var follower = new CampaignFollower(new Campaigns(client), command.surroundings.screen(), interruption);
        return Tuned.campaigns(follower.follow(ids));
    }

    /** Watches a campaign set to its end. */
    Tuned follow(TunerClient client, Interruption interruption, SetView set) {
        return new SetFollower(client, command.surroundings.screen(), interruption).follow(set.id());
    }

    private void write(TunerClient client, Subject subject, Path file) {
        TextFile.write(file, ReportFormat.of(file).fetch(client, subject));
        command.note("wrote " + file);
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

    private void show(Tuned tuned, LookupAddress lookup) {
        if (command.json) {
            command.print(Json.pretty(document(tuned, lookup)));
            return;
        }
        var storedIn = command.storedIn();
        tuned.campaigns()
                .forEach(campaign -> command.print(
                        CampaignReport.of(campaign, storedIn, lookup.of(campaign.text("lookup"))) + "\n"));
        tuned.set().ifPresent(set -> command.print(SetReport.of(set) + "\n"));
        if (!lookup.hint().isEmpty()) {
            command.print(lookup.hint());
        }
    }

    private JsonNode document(Tuned tuned, LookupAddress lookup) {
        var document = Json.object();
        tuned.set().ifPresent(set -> document.set("campaignSet", set.json()));
        var campaigns = document.putArray("campaigns");
        for (var campaign : tuned.campaigns()) {
            var copy = (ObjectNode) campaign.json().deepCopy();
            campaigns.add(copy.put("lookup", lookup.of(campaign.text("lookup"))));
        }
        var wall = Duration.ofNanos(System.nanoTime() - startedNs);
        return document.put("wallSeconds", wall.toMillis() / 1e3);
    }
}
