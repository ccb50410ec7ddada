package io.msdatuner.api.cli;

import io.msdatuner.strategies.Strategies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "strategy",
        description = "Run one search strategy as a process that asks on standard output and is told on standard input."
                + " docs/strategy-protocol.md describes the lines.")
final class StrategyCommand implements Callable<Integer> {
    private final InputStream in;
    private final Screen screen;

    @Option(names = "--name", paramLabel = "NAME", description = "one of ./tuner strategies; default: auto")
    private String name = "auto";

    @Option(names = "--stdio", required = true, description = "speak on standard input and output")
    private boolean stdio;

    @Option(names = "--batch", paramLabel = "N", description = "configurations of one ask; default: 1")
    private int batch = 1;

    StrategyCommand(InputStream in, Screen screen) {
        this.in = in;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (batch < 1) {
            throw new CommandFailure(ExitCode.BAD_INPUT, "--batch is at least 1, not " + batch);
        }
        var provider = Strategies.installed().named(name);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        new StrategyDialogue(lines, screen.out(), provider, batch).run();
        return ExitCode.DONE;
    }
}
