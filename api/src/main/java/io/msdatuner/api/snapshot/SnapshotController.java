package io.msdatuner.api.snapshot;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
class SnapshotController {

    private static final String PATH = "/api/v1/snapshots";
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Snapshots snapshots;

    SnapshotController(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Where a snapshot is. */
    record SnapshotResource(String id, URI location) {}

    @ApiResponse(responseCode = "201")
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SnapshotResource> freeze(@RequestBody SnapshotRequest request) {
        var id = snapshots.freeze(request).digest();
        var location = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(PATH + "/{id}")
                .build(id);
        return ResponseEntity.created(location).body(new SnapshotResource(id, location));
    }

    @GetMapping(path = PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> find(@PathVariable String id) {
        var answer = snapshots.find(id);
        return ResponseEntity.ok()
                .eTag(answer.tag())
                .cacheControl(FOR_EVER)
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }
}
