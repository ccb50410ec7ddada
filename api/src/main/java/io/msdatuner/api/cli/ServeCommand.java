package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", description = "Run the service until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);

    private final Surroundings surroundings;

    @Mixin
    private final Target target = new Target();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + ServiceRequest.DEFAULT_PORT,
            description = "0 for any free one; default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = ServiceRequest.LOOPBACK,
            description = "address to listen on; default: ${DEFAULT-VALUE}")
    private String bind = "";

    @Option(
            names = "--no-revalidate",
            description = "do not measure suspect records anew on this host's devices, for example after an upgrade")
    private boolean noRevalidate;

    @Option(
            names = "--keep-samples-days",
            paramLabel = "DAYS",
            description = "prune the samples of trials that are older, but of no record; default: keep them for ever")
    private @Nullable Integer keepSamplesDays;

    @Mixin
    private final LogOptions log = new LogOptions();

    @Option(names = "--no-campaigns", description = "run no campaigns on this host's devices: leave all to agents")
    private boolean noCampaigns;

    @Option(names = "--background", hidden = true)
    private boolean background;

    @Option(names = "--idle-exit", hidden = true, converter = ShortDuration.class)
    private @Nullable Duration idleExit;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var dataDirectory = target.dataDirectory(surroundings);
        var live = ServiceFile.findLive(dataDirectory);
        if (live.isPresent() && background) {
            return ExitCode.DONE;
        }
        live.ifPresent(other -> takeOver(other, dataDirectory));
        requireFreePort();
        var interruption = Interruption.of(surroundings.interrupts());
        var request = new ServiceRequest(
                dataDirectory,
                bind,
                port,
                background,
                target.database(surroundings),
                !noRevalidate && !background,
                log.choose(surroundings.environment()),
                keepSamples(),
                !noCampaigns);
        try (var service = surroundings.starter().start(request)) {
            if (!request.log().equals(LogOptions.JSON_LINES)) {
                announce(service, dataDirectory);
            }
            waitForEnd(interruption, new IdleWatch(service, dataDirectory, idleExit));
        }
        return ExitCode.DONE;
    }

    private Optional<Duration> keepSamples() {
        if (keepSamplesDays == null) {
            return Optional.empty();
        }
        InvalidValueException.requireBetween("--keep-samples-days", keepSamplesDays, 1, 36_500);
        return Optional.of(Duration.ofDays(keepSamplesDays));
    }

    /** One that was left behind for lookups makes room; one that somebody watches does not. */
    private void takeOver(ServiceFile other, DataDirectory dataDirectory) {
        if (!other.background()) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    "data directory %s is served already at %s (pid %d); allowed: another --data-dir, or end that one first"
                            .formatted(dataDirectory, other.url(), other.pid()));
        }
        surroundings.screen().err().println("stopping the background service at " + other.url() + "...");
        new ServiceProcess(other.pid()).stop();
    }

    private void requireFreePort() {
        if (port != 0 && !Ports.isFree(bind, port)) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    "--port: %d is in use or not allowed on %s; allowed: a free port, or 0 for any"
                            .formatted(port, bind));
        }
    }

    private void announce(StartedService service, DataDirectory dataDirectory) {
        var out = surroundings.screen().out();
        out.println("msda-tuner is ready at %s (data directory %s, pid %d)"
                .formatted(service.url(), dataDirectory, ProcessHandle.current().pid()));
        out.flush();
    }

    private void waitForEnd(Interruption interruption, IdleWatch watch) {
        while (!interruption.arrivesWithin(WATCH_INTERVAL)) {
            var reason = watch.reasonToEnd();
            if (reason.isPresent()) {
                surroundings.screen().err().println("ending: " + reason.orElseThrow());
                return;
            }
        }
    }
}
