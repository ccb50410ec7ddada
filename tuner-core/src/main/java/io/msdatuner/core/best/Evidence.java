package io.msdatuner.core.best;

import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.MedianEstimate;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why a configuration is served: the finals that it won.
 *
 * @param campaign and {@code trial}: where to read every sample
 * @param platform what the device ran on, as its {@linkplain io.msdatuner.core.device.Fingerprint#platform() fingerprint}
 *     tells; empty if that is not known
 * @param baselines medians of the baselines from the same interleaved finals, by name
 * @param worstError the largest max-norm error against the reference
 */
public record Evidence(
        long campaign,
        int trial,
        Provenance provenance,
        String platform,
        MedianEstimate median,
        Map<String, MedianEstimate> baselines,
        Determinism determinism,
        double worstError,
        String artifact,
        Instant promotedAt) {
    public Evidence {
        baselines = Collections.unmodifiableMap(new TreeMap<>(baselines));
    }
}
