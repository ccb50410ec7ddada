package io.msdatuner.api.best;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A lookup whose record is to give way to the one before; {@code reason} is written down. */
record RollbackRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String kernel,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String shape,

        @Nullable String deviceClass,
        @Nullable String determinism,
        @Nullable String toolchain,
        @Nullable String sourceDigest,
        @Nullable String freshness,
        @Nullable String reason) {

    LookupFields lookup() {
        return new LookupFields(kernel, shape, deviceClass, determinism, toolchain, sourceDigest, freshness, null);
    }
}
