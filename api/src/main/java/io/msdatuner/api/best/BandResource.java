package io.msdatuner.api.best;

import io.msdatuner.core.trial.ModelBand;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a simulated time may be off, in ns per launch. */
public record BandResource(double lowNs, double highNs) {

    /** Null where a time was measured: JSON leaves it out. */
    public static @Nullable BandResource of(Optional<ModelBand> band) {
        return band.map(known -> new BandResource(known.lowNs(), known.highNs()))
                .orElse(null);
    }
}
