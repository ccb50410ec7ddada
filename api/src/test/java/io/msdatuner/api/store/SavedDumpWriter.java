package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.store.ArtifactCatalogue.BuiltArtifact;
import io.msdatuner.api.testing.SavedDump;
import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.SampleOutcomes;
import io.msdatuner.core.campaign.SampleSpecs;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.device.Device;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Fingerprint;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.trial.Determinism;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.ApplicationContext;

/**
 * Writes what this version stores as a dump, for {@code SchemaUpgradeTest} of the versions to come. A migration comes with the dump
 * of the schema before it: run this with {@code -Dmsdatuner.dump=write} before the migration is added.
 */
@EnabledIfSystemProperty(named = "msdatuner.dump", matches = "write")
class SavedDumpWriter {

    @Test
    void writesWhatThisVersionStores() throws IOException {
        var url = TestDatabase.jdbcUrl();
        try (var context = StoreApplication.start(url)) {
            fill(context);
        }
        SavedDump.writeNewest(url);
        assertThat(SavedDump.all()).isNotEmpty();
    }

    private static void fill(ApplicationContext context) {
        var store = context.getBean(TuningStore.class);
        var spec = SampleSpecs.of("digest of the sources");
        var first = SampleCampaign.running(store, spec);
        SampleOutcomes.byName().entrySet().stream()
                .filter(outcome -> !outcome.getKey().matches(".*(long log|many samples)"))
                .forEach(outcome -> first.finished(outcome.getValue()));
        first.promoted(SampleOutcomes.measured(Determinism.BITWISE_REPEATABLE, 1_000, 1_010, 990, 1_005));
        first.open();
        store.transition(first.id(), CampaignState.INTERRUPTED, Optional.of("the service was stopped"));
        var second = SampleCampaign.running(store, spec);
        second.promoted(SampleOutcomes.measured(Determinism.BITWISE_REPEATABLE, 900, 910, 905, 890, 899, 901));
        store.transition(second.id(), CampaignState.COMPLETED, Optional.empty());
        context.getBean(IdempotencyKeys.class).createOnce("a key", "digest of a body", spec);
        fillTheRest(context);
    }

    private static void fillTheRest(ApplicationContext context) {
        var deviceClass = new DeviceClass("cpu-test");
        var shape = SampleSpecs.of("").shape();
        context.getBean(DeviceRegistry.class)
                .register(DeviceRegistry.Offer.of(new Device(
                        "cpu0", "cpu", deviceClass, Provenance.HARDWARE, new Fingerprint(Map.of("model", "Test 1")))));
        context.getBean(ArtifactCatalogue.class)
                .register(new BuiltArtifact(
                        "abc123",
                        Kernel.MSDA_FORWARD,
                        "cpu",
                        "g++ 12.2.0 -O3 -march=native",
                        4_096,
                        Optional.of("g++ -O3 a.cpp"),
                        Optional.of("0".repeat(64)),
                        Instant.parse("2026-01-31T12:00:00Z")));
        context.getBean(SnapshotStore.class)
                .keep("0123456789abcdef0123456789abcdef", "{\"answers\":[]}".getBytes(StandardCharsets.UTF_8));
        context.getBean(MissLedger.class)
                .add(List.of(new MissLedger.Miss(Kernel.MSDA_BACKWARD, shape, deviceClass, DeterminismWish.ANY, 12)));
        context.getBean(ImportedResults.class)
                .keep(
                        "00112233445566778899aabbccddeeff",
                        Kernel.MSDA_FORWARD,
                        shape,
                        deviceClass,
                        "{\"results\": []}".getBytes(StandardCharsets.UTF_8));
    }
}
