package io.msdatuner.api.results;

import static io.msdatuner.core.InvalidValueException.requireGiven;

import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
class ResultsController {

    private static final String PATH = "/api/v1/results";
    private static final String SUBJECT = "what the results are of; T4 does not say it";

    private final ResultHints hints;
    private final LocalDevices devices;

    ResultsController(ResultHints hints, LocalDevices devices) {
        this.hints = hints;
        this.devices = devices;
    }

    /** Where imported results are, how many they are, and how many of them are a hint. */
    record Imported(String id, URI location, int count, int timed) {}

    @ApiResponse(responseCode = "201")
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Imported> keep(
            @RequestParam(required = false) @Nullable String kernel,
            @RequestParam(required = false) @Nullable String shape,
            @RequestParam(required = false) @Nullable String deviceClass,
            @RequestBody byte[] file) {
        var kept = hints.keep(
                Kernel.parse(requireGiven("kernel", kernel, SUBJECT)),
                Shape.parse(requireGiven("shape", shape, SUBJECT)),
                devices.named(deviceClass).device().deviceClass(),
                file);
        var location = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(PATH + "/{id}")
                .build(kept.id());
        return ResponseEntity.created(location).body(new Imported(kept.id(), location, kept.count(), kept.timed()));
    }

    @GetMapping(path = PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> find(@PathVariable String id) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(hints.find(id));
    }
}
