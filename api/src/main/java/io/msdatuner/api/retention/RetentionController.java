package io.msdatuner.api.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.msdatuner.api.store.SampleArchive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RetentionController {

    private static final String PATH = "/api/v1/samples";
    private static final int LISTED = 50;

    private final SampleRetention retention;
    private final AutomaticPruning automatic;
    private final SampleArchive archive;

    RetentionController(SampleRetention retention, AutomaticPruning automatic, SampleArchive archive) {
        this.retention = retention;
        this.automatic = automatic;
        this.archive = archive;
    }

    /** How many trials lost, or would lose, how many samples. */
    record Pruned(int trials, long samples) {}

    record PruningResource(Instant prunedAt, Instant olderThan, int trials, long samples) {}

    /** @param keepDays left out if samples are kept for ever */
    record PruningList(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long keepDays,

            List<PruningResource> prunings) {}

    @PostMapping(path = PATH + ":prune", produces = MediaType.APPLICATION_JSON_VALUE)
    Pruned prune(@RequestBody PruningRequest request) {
        var amount = retention.prune(request.age(), request.isDryRun());
        return new Pruned(amount.trials(), amount.samples());
    }

    @GetMapping(path = PATH + "/prunings", produces = MediaType.APPLICATION_JSON_VALUE)
    PruningList prunings() {
        return new PruningList(
                automatic.keep().map(Duration::toDays).orElse(null),
                archive.prunings(LISTED).stream()
                        .map(RetentionController::resource)
                        .toList());
    }

    private static PruningResource resource(SampleArchive.Pruning pruning) {
        var amount = pruning.amount();
        return new PruningResource(pruning.prunedAt(), pruning.olderThan(), amount.trials(), amount.samples());
    }
}
