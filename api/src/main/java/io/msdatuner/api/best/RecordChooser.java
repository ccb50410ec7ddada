package io.msdatuner.api.best;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.store.ServedRecord;
import io.msdatuner.core.best.Freshness;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Chooses the freshest record of a problem, the newest among equals, if it is fresh enough for the caller. */
@Component
class RecordChooser {

    private final RecordIndex index;
    private final LocalDevices devices;

    RecordChooser(RecordIndex index, LocalDevices devices) {
        this.index = index;
        this.devices = devices;
    }

    Choice choose(Lookup lookup) {
        var installed = installed(lookup);
        Optional<ServedRecord> best = Optional.empty();
        var freshest = Freshness.INCOMPATIBLE;
        for (var record : index.of(lookup.problem())) {
            var freshness = installed.freshness(record);
            if (best.isEmpty() || freshness.compareTo(freshest) < 0) {
                best = Optional.of(record);
                freshest = freshness;
            }
        }
        var found = best.isEmpty() ? Optional.<Freshness>empty() : Optional.of(freshest);
        return new Choice(freshest.isAtLeast(lookup.least()) ? best : Optional.empty(), found);
    }

    /** Whether it was measured with what is installed on this host. */
    boolean isFreshHere(ServedRecord record) {
        return installed(record.deviceClass(), record.kernel(), Optional.empty(), Optional.empty())
                        .freshness(record)
                == Freshness.FRESH;
    }

    private Installed installed(Lookup lookup) {
        var problem = lookup.problem();
        return installed(problem.deviceClass(), problem.kernel(), lookup.toolchain(), lookup.sourceDigest());
    }

    private Installed installed(
            DeviceClass deviceClass, Kernel kernel, Optional<String> toolchain, Optional<String> sourceDigest) {
        var local = devices.find(deviceClass);
        return new Installed(
                toolchain.or(() -> local.flatMap(LocalDevice::toolchain)),
                sourceDigest.or(() -> local.map(device -> device.backend().sourceDigest(kernel))),
                local);
    }

    /** What the caller runs, as far as it is known here. */
    private record Installed(Optional<String> toolchain, Optional<String> sourceDigest, Optional<LocalDevice> local) {

        Freshness freshness(ServedRecord record) {
            if (local.isPresent() && local.get().device().provenance() != record.provenance()) {
                return Freshness.INCOMPATIBLE;
            }
            if (sourceDigest.isPresent() && !sourceDigest.get().equals(record.sourceDigest())) {
                return hasConfiguration(record) ? Freshness.STALE : Freshness.INCOMPATIBLE;
            }
            var same = sourceDigest.isPresent()
                    && toolchain.filter(record.toolchain()::equals).isPresent()
                    && isOfThisPlatform(record);
            return same ? Freshness.FRESH : Freshness.SUSPECT;
        }

        /** Where either is not known nothing speaks against it. */
        private boolean isOfThisPlatform(ServedRecord record) {
            var installed = local.map(LocalDevice::platform).orElse("");
            return installed.isEmpty()
                    || record.platform().isEmpty()
                    || record.platform().equals(installed);
        }

        /** Whether the kernels that are installed here have its configuration; not known of those elsewhere. */
        private boolean hasConfiguration(ServedRecord served) {
            if (local.isEmpty()) {
                return true;
            }
            var record = served.record();
            var space = local.get()
                    .backend()
                    .space(
                            record.key().kernel(),
                            record.key().shape(),
                            local.get().device());
            return space.contains(record.configuration());
        }
    }
}
