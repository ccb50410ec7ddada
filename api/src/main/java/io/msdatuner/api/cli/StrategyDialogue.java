package io.msdatuner.api.cli;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.strategies.recorded.LookedUp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One run of a strategy over lines of JSON, as docs/strategy-protocol.md describes it. */
final class StrategyDialogue {
    private static final int PROTOCOL = 1;

    private final BufferedReader in;
    private final PrintStream out;
    private final StrategyProvider provider;
    private final int batch;

    StrategyDialogue(BufferedReader in, PrintStream out, StrategyProvider provider, int batch) {
        this.in = in;
        this.out = out;
        this.provider = provider;
        this.batch = batch;
    }

    /** Until the other side ends it, or there is nothing left to ask. */
    void run() throws IOException {
        var opening = read();
        if (opening.path("protocol").asInt(0) != PROTOCOL
                || !"space".equals(opening.path("type").asString(""))) {
            throw new CommandFailure(ExitCode.BAD_INPUT, "the first line is no space of protocol " + PROTOCOL);
        }
        if (!"minimize".equals(opening.path("objective").asString("minimize"))) {
            throw new CommandFailure(ExitCode.BAD_INPUT, "the only objective is minimize");
        }
        var space = ForeignSpace.read(opening);
        var budget = opening.path("budget").asInt(0);
        var strategy = provider.create(new SearchProblem(
                space.space(),
                opening.path("seed").asLong(0),
                budget > 0 ? OptionalInt.of(budget) : OptionalInt.empty()));
        var goesOn = true;
        while (goesOn) {
            goesOn = round(strategy, space);
        }
    }

    private boolean round(SearchStrategy strategy, ForeignSpace space) throws IOException {
        var asked = strategy.ask(batch);
        if (asked.isEmpty()) {
            say("{\"done\":true}");
            return false;
        }
        say(ask(asked, space));
        for (var configuration : asked) {
            var answer = read();
            if (!answer.has("tell")) {
                return false;
            }
            strategy.tell(new Observation(configuration, outcome(answer)));
        }
        return true;
    }

    private static String ask(List<Configuration> asked, ForeignSpace space) {
        var numbers = asked.stream().map(space::numberOf).toList();
        return numbers.size() == 1 ? "{\"ask\":%d}".formatted(numbers.get(0)) : "{\"ask\":%s}".formatted(numbers);
    }

    private static Outcome outcome(JsonNode answer) {
        var time = answer.path("time_ms");
        return time.isNumber()
                ? LookedUp.measured(time.asDouble())
                : LookedUp.failed(answer.path("error").asString("run"));
    }

    private void say(String line) {
        out.print(line + "\n");
        out.flush();
    }

    /** An empty object at the end of the input. */
    private JsonNode read() throws IOException {
        var line = in.readLine();
        if (line == null) {
            return Json.object();
        }
        try {
            return Json.read(line);
        } catch (JacksonException e) {
            throw new CommandFailure(ExitCode.BAD_INPUT, "a line is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
