package io.msdatuner.api.best;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.store.RecordFeed.ServedRecord;
import io.msdatuner.core.best.Freshness;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.run.MissingToolchainException;
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
            var freshness = installed.freshness(record.record());
            if (best.isEmpty() || freshness.compareTo(freshest) < 0) {
                best = Optional.of(record);
                freshest = freshness;
            }
        }
        var found = best.isEmpty() ? Optional.<Freshness>empty() : Optional.of(freshest);
        return new Choice(freshest.isAtLeast(lookup.least()) ? best : Optional.empty(), found);
    }

    private Installed installed(Lookup lookup) {
        var problem = lookup.problem();
        var local = devices.find(problem.deviceClass());
        return new Installed(
                lookup.toolchain().or(() -> local.flatMap(RecordChooser::toolchain)),
                lookup.sourceDigest()
                        .or(() -> local.map(device -> device.backend().sourceDigest(problem.kernel()))),
                local);
    }

    private static Optional<String> toolchain(LocalDevice local) {
        try {
            return Optional.of(local.backend().toolchain());
        } catch (MissingToolchainException e) {
            return Optional.empty();
        }
    }

    /** What the caller runs, as far as it is known here. */
    private record Installed(Optional<String> toolchain, Optional<String> sourceDigest, Optional<LocalDevice> local) {

        Freshness freshness(TuningRecord record) {
            if (local.isPresent()
                    && local.get().device().provenance() != record.evidence().provenance()) {
                return Freshness.INCOMPATIBLE;
            }
            if (sourceDigest.isPresent()
                    && !sourceDigest.get().equals(record.key().sourceDigest())) {
                return hasConfiguration(record) ? Freshness.STALE : Freshness.INCOMPATIBLE;
            }
            var same = sourceDigest.isPresent()
                    && toolchain.filter(record.key().toolchain()::equals).isPresent();
            return same ? Freshness.FRESH : Freshness.SUSPECT;
        }

        /** Whether the kernels that are installed here have its configuration; not known of those elsewhere. */
        private boolean hasConfiguration(TuningRecord record) {
            var key = record.key();
            return local.isEmpty()
                    || local.get()
                            .backend()
                            .space(key.kernel(), key.shape(), local.get().device())
                            .contains(record.configuration());
        }
    }
}
