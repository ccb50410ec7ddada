package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes compiled kernels that nothing needs; what that would be is shown first. */
@Command(
        name = "collect",
        description =
                "Show which compiled kernels are old and named by neither a record nor a snapshot; with --remove, remove"
                        + " them.")
final class CollectCommand extends RequestCommand {
    @Option(
            names = "--older-than-days",
            paramLabel = "DAYS",
            defaultValue = "30",
            description = "default: ${DEFAULT-VALUE}")
    private int days;

    @Option(names = "--remove", description = "remove them; without it nothing changes")
    private boolean remove;

    CollectCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() {
        InvalidValueException.requireBetween("--older-than-days", days, 0, 36_500);
    }

    @Override
    int run(TunerClient client) {
        var request = Json.object().put("olderThanDays", days).put("dryRun", !remove);
        var collected = client.post("/artifacts:collect", request);
        var bytes = ByteText.of(collected.path("removedBytes").asLong());
        var counts = "%d of %d compiled kernels (%s)"
                .formatted(
                        collected.path("removed").asInt(),
                        collected.path("found").asInt(),
                        bytes);
        return show(collected, remove ? "removed " + counts : counts + " would be removed; --remove does it");
    }
}
