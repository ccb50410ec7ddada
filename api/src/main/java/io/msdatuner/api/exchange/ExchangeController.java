package io.msdatuner.api.exchange;

import io.msdatuner.api.best.AnswerDocument;
import io.msdatuner.api.snapshot.Snapshots;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
class ExchangeController {

    private static final String SNAPSHOT = "/api/v1/snapshots/{id}";

    private final Bundles bundles;
    private final Snapshots snapshots;
    private final AnswerDocument answers;

    ExchangeController(Bundles bundles, Snapshots snapshots, AnswerDocument answers) {
        this.bundles = bundles;
        this.snapshots = snapshots;
        this.answers = answers;
    }

    /** The snapshot that a bundle became. */
    record Imported(String snapshot, URI location) {}

    @GetMapping(path = SNAPSHOT + "/bundle", produces = MediaType.APPLICATION_JSON_VALUE)
    Bundle bundle(@PathVariable String id) {
        return bundles.of(id);
    }

    @GetMapping(path = SNAPSHOT + "/header", produces = MediaType.TEXT_PLAIN_VALUE)
    String header(@PathVariable String id) {
        return HeaderFile.of(id, answers.read(snapshots.find(id).body()));
    }

    @PostMapping(path = "/api/v1/bundles", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Imported> keep(@RequestBody byte[] file) {
        var id = bundles.keep(file);
        var location = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(SNAPSHOT)
                .build(id);
        return ResponseEntity.created(location).body(new Imported(id, location));
    }
}
