package io.msdatuner.api.best;

import io.msdatuner.core.InvalidValueException;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a client says of one lookup, in a URL or in JSON; null is what it left out. */
public record LookupFields(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String kernel,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String shape,

        @Nullable String deviceClass,
        @Nullable String determinism,
        @Nullable String toolchain,
        @Nullable String sourceDigest,
        @Nullable String freshness,
        @Nullable String match) {

    static String required(String field, @Nullable String value) {
        var given = value == null || value.isEmpty() ? null : value;
        return InvalidValueException.requireGiven(field, given, "a text; it is required");
    }
}
