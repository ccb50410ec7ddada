package io.msdatuner.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "stop", description = "Stop the background service of the data directory.")
final class StopCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final Target target = new Target();

    StopCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var dataDirectory = target.dataDirectory(surroundings);
        var out = surroundings.screen().out();
        var live = ServiceFile.findLive(dataDirectory);
        if (live.isEmpty()) {
            out.println("no service runs for " + dataDirectory);
            return ExitCode.DONE;
        }
        var service = live.orElseThrow();
        if (!service.background()) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    "the service at %s (pid %d) runs in the foreground; Ctrl-C there, or 'kill %d', ends it"
                            .formatted(service.url(), service.pid(), service.pid()));
        }
        new ServiceProcess(service.pid()).stop();
        out.println("stopped the service at " + service.url());
        return ExitCode.DONE;
    }
}
