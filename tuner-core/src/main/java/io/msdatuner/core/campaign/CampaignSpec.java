package io.msdatuner.core.campaign;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;

/** All that decides what a campaign does. It never changes once the campaign exists. */
public record CampaignSpec(
        Kernel kernel,
        Shape shape,
        DeviceClass deviceClass,
        Provenance provenance,
        String toolchain,
        String sourceDigest,
        String strategy,
        long seed,
        Budget budget) {

    /** The key of the record that the campaign can promote. */
    public RecordKey recordKey(DeterminismWish wish) {
        return new RecordKey(kernel, shape, deviceClass, toolchain, sourceDigest, wish);
    }
}
