package io.msdatuner.api.artifact;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ArtifactController {

    private static final String REPR_DIGEST = "Repr-Digest";

    private final Artifacts artifacts;
    private final ArtifactCollection collection;

    ArtifactController(Artifacts artifacts, ArtifactCollection collection) {
        this.artifacts = artifacts;
        this.collection = collection;
    }

    /** The file. Ranges are answered by the framework, which offers them for resources only. */
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @GetMapping(path = ArtifactLink.PATH + "/{digest}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<?> content(
            @PathVariable String digest,
            @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) @Nullable String ifRange)
            throws IOException {
        var content = artifacts.read(digest);
        var tag = content.checksum().tag();
        var answer = ResponseEntity.ok()
                .eTag(tag)
                .header(REPR_DIGEST, content.checksum().reprDigest())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .contentType(MediaType.APPLICATION_OCTET_STREAM);
        var whole = ifRange != null && !ifRange.equals(tag);
        return whole ? answer.body(content.bytes()) : answer.body(new ByteArrayResource(content.bytes()));
    }

    @PostMapping(path = ArtifactLink.PATH + ":collect", produces = MediaType.APPLICATION_JSON_VALUE)
    ArtifactCollection.Collected collect(@RequestBody CollectionRequest request) {
        return collection.collect(request);
    }

    @GetMapping(path = ArtifactLink.PATH + "/{digest}/contract", produces = MediaType.APPLICATION_JSON_VALUE)
    ArtifactResource contract(@PathVariable String digest) {
        var artifact = artifacts.describe(digest);
        return ArtifactResource.of(artifact, artifacts.contract(artifact));
    }
}
