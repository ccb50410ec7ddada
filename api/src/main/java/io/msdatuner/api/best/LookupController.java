package io.msdatuner.api.best;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LookupController {

    private final BatchLookup lookups;

    LookupController(BatchLookup lookups) {
        this.lookups = lookups;
    }

    /** The shape of the answer, for its description. */
    record AnswerList(List<BestResource> answers) {}

    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AnswerList.class)))
    @PostMapping(path = "/api/v1/configurations:lookup", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> lookup(@RequestBody LookupBatch batch) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(lookups.of(batch).body());
    }
}
