package io.msdatuner.api.campaign;

import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import java.time.Duration;

/** A builder whose builds are counted and timed. */
record TimedBuilder(VariantBuilder builder, CampaignFigures figures, DeviceClass deviceClass)
        implements VariantBuilder {

    @Override
    public BuildResult build(Variant variant) throws InterruptedException {
        var begun = System.nanoTime();
        var result = builder.build(variant);
        figures.built(deviceClass, result, Duration.ofNanos(System.nanoTime() - begun));
        return result;
    }
}
