package io.msdatuner.api.best;

import io.msdatuner.core.InvalidValueException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lookups that are asked together. What stands beside them holds for each that does not say otherwise. */
public record LookupBatch(
        @Nullable String deviceClass,
        @Nullable String determinism,
        @Nullable String toolchain,
        @Nullable String sourceDigest,
        @Nullable String freshness,
        @Nullable String match,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        List<LookupFields> lookups) {

    public static final int MAX_LOOKUPS = 512;

    /** Each with what stands beside them. */
    List<LookupFields> each() {
        var all = Optional.ofNullable(lookups).orElseGet(List::of);
        if (all.isEmpty() || all.size() > MAX_LOOKUPS) {
            throw new InvalidValueException("lookups", all.size() + " of them", "1 to " + MAX_LOOKUPS + " lookups");
        }
        return all.stream().map(this::completed).toList();
    }

    private LookupFields completed(@Nullable LookupFields one) {
        if (one == null) {
            throw new InvalidValueException("lookups", "null", "objects with a kernel and a shape");
        }
        return new LookupFields(
                one.kernel(),
                one.shape(),
                either(one.deviceClass(), deviceClass),
                either(one.determinism(), determinism),
                either(one.toolchain(), toolchain),
                either(one.sourceDigest(), sourceDigest),
                either(one.freshness(), freshness),
                either(one.match(), match));
    }

    private static @Nullable String either(@Nullable String own, @Nullable String shared) {
        return own == null ? shared : own;
    }
}
