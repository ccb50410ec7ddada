package io.msdatuner.api.cli;

import io.msdatuner.api.wiring.ServiceLog;
import io.msdatuner.core.InvalidValueException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a service writes its log. */
final class LogOptions {
    static final String FORMAT_VARIABLE = "MSDA_TUNER_LOG_FORMAT";

    /** Standard output then has nothing but JSON, one object a line. */
    static final ServiceLog JSON_LINES = new ServiceLog(true, true);

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text, or json for one object a line; default: $" + FORMAT_VARIABLE + ", else text")
    private @Nullable String format;

    @Option(names = "--log-console", description = "write the log to standard output as well")
    private boolean console;

    /** @throws InvalidValueException if there is no such format */
    ServiceLog choose(Map<String, String> environment) {
        var chosen = format == null ? environment.getOrDefault(FORMAT_VARIABLE, "") : format;
        return switch (chosen) {
            case "", "text" -> new ServiceLog(false, console);
            case "json" -> new ServiceLog(true, console);
            default ->
                throw new InvalidValueException(
                        format == null ? FORMAT_VARIABLE : "--log-format", chosen, "text, json");
        };
    }
}
