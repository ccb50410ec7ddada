package io.msdatuner.api.best;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CoverageController {

    private final Coverage coverage;
    private final LookupReader reader;

    CoverageController(Coverage coverage, LookupReader reader) {
        this.coverage = coverage;
        this.reader = reader;
    }

    @GetMapping(path = "/api/v1/coverage", produces = MediaType.APPLICATION_JSON_VALUE)
    CoverageResource coverage(
            @RequestParam(required = false) @Nullable String deviceClass,
            @RequestParam(required = false) @Nullable String workload) {
        return coverage.of(reader.deviceClass(deviceClass), workload);
    }
}
