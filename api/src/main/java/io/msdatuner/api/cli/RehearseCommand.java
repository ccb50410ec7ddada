package io.msdatuner.api.cli;

import io.msdatuner.core.kernel.Kernel;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Starts a service, asks it once and ends it. The launcher lets Java write down what is loaded meanwhile, so that the next
 * service starts faster.
 */
@Command(name = "rehearse", hidden = true, description = "Start a service, ask it once and end it.")
final class RehearseCommand implements Callable<Integer> {
    private static final String SHAPE = "B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40,20x20";

    private final Surroundings surroundings;

    @Mixin
    private final Target target = new Target();

    RehearseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var request =
                ServiceRequest.forOneCommand(target.dataDirectory(surroundings), target.database(surroundings), true);
        try (var service = surroundings.starter().start(request)) {
            var client = new TunerClient(service.url());
            client.get("/configurations/best", Map.of("kernel", Kernel.MSDA_FORWARD.id(), "shape", SHAPE));
            client.get("/devices");
        }
        return ExitCode.DONE;
    }
}
