package io.msdatuner.variants.ascend;

import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Provenance;
import java.util.Locale;

/**
 * What AscendCL tells of one device.
 *
 * @param index its number on the host
 * @param socName for example {@code Ascend910B2}; of a simulated chip it ends in {@code -sim}
 * @param vectorCores what a kernel can be launched on
 * @param ubBytes unified buffer of one vector core
 */
record NpuFacts(
        int index, String socName, long aiCores, long vectorCores, long ubBytes, long l2Bytes, long memoryBytes) {

    Chip chip() {
        return Chip.named(socName);
    }

    boolean isSimulated() {
        return Chip.isSimulated(socName);
    }

    Provenance provenance() {
        return isSimulated() ? Provenance.SIMULATED : Provenance.HARDWARE;
    }

    DeviceClass deviceClass() {
        return new DeviceClass(socName);
    }

    /** For example {@code ascend0}, or {@code sim-910b2} for a simulated chip, of which a host has as many as it likes. */
    String deviceId() {
        if (!isSimulated()) {
            return "ascend" + index;
        }
        var model = socName.replace("Ascend", "").replace(Chip.SIMULATED_SUFFIX, "");
        return "sim-" + model.toLowerCase(Locale.ROOT);
    }
}
