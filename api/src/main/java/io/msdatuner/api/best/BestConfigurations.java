package io.msdatuner.api.best;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.store.ServedRecords;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import org.springframework.stereotype.Component;

/**
 * Answers lookups: the served record of exactly this key, or what an untuned user gets. Simulated times never answer for a
 * real device.
 */
@Component
class BestConfigurations {

    private final ServedRecords records;

    BestConfigurations(ServedRecords records) {
        this.records = records;
    }

    BestResource of(Kernel kernel, Shape shape, LocalDevice local, DeterminismWish wish) {
        var device = local.device();
        var backend = local.backend();
        var key = new RecordKey(
                kernel, shape, device.deviceClass(), backend.toolchain(), backend.sourceDigest(kernel), wish);
        return records.find(key)
                .filter(record -> record.evidence().provenance() == device.provenance())
                .map(BestResource::exact)
                .orElseGet(() -> untuned(key, local));
    }

    /** Only here the backend may refuse the shape: what is served already was accepted once. */
    private static BestResource untuned(RecordKey key, LocalDevice local) {
        local.requireAccepts(key.kernel(), key.shape());
        var configuration = local.backend().defaultConfiguration(key.kernel(), key.shape(), local.device());
        return BestResource.untuned(key, local.device().provenance(), configuration);
    }
}
