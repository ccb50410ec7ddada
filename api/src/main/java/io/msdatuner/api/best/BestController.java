package io.msdatuner.api.best;

import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
class BestController {

    private static final int ETAG_BYTES = 16;

    private final LocalDevices devices;
    private final BestConfigurations best;
    private final JsonMapper json;

    BestController(LocalDevices devices, BestConfigurations best, JsonMapper json) {
        this.devices = devices;
        this.best = best;
        this.json = json;
    }

    /** The tag is a digest of the bytes, so it is strong and changes exactly when the answer does; Spring answers 304. */
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BestResource.class)))
    @ApiResponse(responseCode = "304", description = "The client has this answer", content = @Content)
    @GetMapping(path = BestLink.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Nullable
    ResponseEntity<byte[]> best(
            @Parameter(required = true) @RequestParam(required = false) @Nullable String kernel,
            @Parameter(required = true) @RequestParam(required = false) @Nullable String shape,
            @RequestParam(required = false) @Nullable String deviceClass,
            @RequestParam(required = false) @Nullable String determinism) {
        var answer = best.of(
                Kernel.parse(required("kernel", kernel)),
                Shape.parse(required("shape", shape)),
                devices.named(deviceClass),
                determinism == null || determinism.isEmpty()
                        ? DeterminismWish.ANY
                        : DeterminismWish.parse(determinism));
        var bytes = json.writeValueAsBytes(answer);
        var tag = '"' + digest(bytes) + '"';
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.APPLICATION_JSON)
                .body(bytes);
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw new InvalidValueException(field, "(nothing)", "a text; it is required");
        }
        return value;
    }

    private static String digest(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, ETAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
