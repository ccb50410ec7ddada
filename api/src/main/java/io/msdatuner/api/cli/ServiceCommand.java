package io.msdatuner.api.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A command that needs a service. */
abstract class ServiceCommand implements Callable<Integer> {
    final Surroundings surroundings;

    @Mixin
    final Target target = new Target();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the service to talk to; default: that of the data directory")
    @Nullable
    String url;

    @Option(names = "--json", description = "print one JSON document on standard output and nothing else there")
    boolean json;

    ServiceCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** A service that is started for this command runs campaigns only if the command is about running them. */
    boolean runsCampaigns() {
        return true;
    }

    Connection connect() {
        return url == null
                ? target.connect(surroundings, runsCampaigns())
                : Connection.to(new TunerClient(Target.serviceUrl(url)));
    }

    /** Prints the document with {@code --json}, else the text. */
    int show(JsonNode document, String text) {
        print(json ? Json.pretty(document) : text);
        return ExitCode.DONE;
    }

    /** Where the service keeps what it is told, in words. */
    String storedIn() {
        if (url != null) {
            return url;
        }
        var directory = target.dataDirectory(surroundings).toString();
        return target.database(surroundings)
                .map(database -> database.toString())
                .orElse(directory);
    }

    /** @param out null for standard output */
    int deliver(String content, @Nullable Path out) {
        if (out == null) {
            print(content);
        } else {
            TextFile.write(out, content);
            note("wrote " + out);
        }
        return ExitCode.DONE;
    }

    void print(String text) {
        surroundings.screen().out().println(text);
        surroundings.screen().out().flush();
    }

    void note(String text) {
        surroundings.screen().err().println(text);
    }
}
