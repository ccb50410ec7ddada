package io.msdatuner.api.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Runs commands in this process, against fakes. */
final class Cli {
    /** What a command left: its exit code and what it wrote. */
    record Result(int code, String out, String err) {}

    final DataDirectory dataDirectory;
    final List<ServiceRequest> started = new ArrayList<>();
    final List<ServiceRequest> leftBehind = new ArrayList<>();

    private Function<ServiceRequest, StartedService> starter = request -> {
        throw new CommandFailure(ExitCode.TUNER_FAILED, "this test starts no service");
    };
    private Function<ServiceRequest, ServiceFile> background = request -> {
        throw new CommandFailure(ExitCode.TUNER_FAILED, "this test starts nothing in the background");
    };
    private Interrupts interrupts = action -> {};

    Cli(Path home) {
        dataDirectory = new DataDirectory(home.resolve("data"));
    }

    Cli starting(StartedService service) {
        starter = request -> service;
        return this;
    }

    Cli startingBy(Function<ServiceRequest, StartedService> how) {
        starter = how;
        return this;
    }

    Cli leavingBehind(ServiceFile service) {
        background = request -> service;
        return this;
    }

    Cli interruptedBy(Interrupts how) {
        interrupts = how;
        return this;
    }

    Result run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var screen = new Screen(new PrintStream(out, true), new PrintStream(err, true), 0, false);
        var surroundings = new Surroundings(
                screen,
                Map.of("MSDA_TUNER_HOME", dataDirectory.toString()),
                request -> {
                    started.add(request);
                    return starter.apply(request);
                },
                (request, idleExit) -> {
                    leftBehind.add(request);
                    return background.apply(request);
                },
                interrupts);
        var code = TunerCommand.run(surroundings, arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
