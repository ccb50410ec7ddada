package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Removes samples of old trials; what that would be is shown first. */
@Command(
        name = "prune",
        description = {
            "Show what samples were pruned; with --older-than-days how many could be; with --remove as well, remove them.",
            "Medians, intervals and outcomes stay, and so do the samples of every trial that a record names."
        })
final class PruneCommand extends RequestCommand {
    @Option(names = "--older-than-days", paramLabel = "DAYS", description = "of trials that finished before")
    private @Nullable Integer days;

    @Option(names = "--remove", description = "remove them; without it nothing changes")
    private boolean remove;

    PruneCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() {
        if (days != null) {
            InvalidValueException.requireBetween("--older-than-days", days, 0, 36_500);
        } else if (remove) {
            throw new InvalidValueException("--older-than-days", "(nothing)", "a number of days, with --remove");
        }
    }

    @Override
    int run(TunerClient client) {
        if (days == null) {
            var document = client.get("/samples/prunings");
            return show(document, history(document));
        }
        var request = Json.object().put("olderThanDays", days).put("dryRun", !remove);
        var pruned = client.post("/samples:prune", request);
        var counts = "%d samples of %d trials"
                .formatted(
                        pruned.path("samples").asLong(), pruned.path("trials").asInt());
        return show(pruned, remove ? "removed " + counts : counts + " would be removed; --remove does it");
    }

    private static String history(JsonNode document) {
        var keep = document.has("keepDays")
                ? "samples are kept for %d days"
                        .formatted(document.path("keepDays").asLong())
                : "samples are kept until you prune them";
        if (document.path("prunings").isEmpty()) {
            return keep + "; none were pruned so far";
        }
        var table = TextTable.withHeader("PRUNED AT", "OLDER THAN", "TRIALS", "SAMPLES");
        document.path("prunings")
                .forEach(pruning -> table.row(
                        pruning.path("prunedAt").asString(""),
                        pruning.path("olderThan").asString(""),
                        pruning.path("trials").asString(),
                        pruning.path("samples").asString()));
        return keep + "\n" + table.format("");
    }
}
