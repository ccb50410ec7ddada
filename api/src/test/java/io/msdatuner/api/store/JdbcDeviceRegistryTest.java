package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.store.DeviceRegistry.Offer;
import io.msdatuner.api.store.DeviceRegistry.Quarantine;
import io.msdatuner.api.store.DeviceRegistry.Registered;
import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.campaign.SampleOutcomes;
import io.msdatuner.core.device.Device;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Fingerprint;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.testkit.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcDeviceRegistryTest {
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource(TestDatabase.jdbcUrl()));
    private final DeviceRegistry registry = on("alpha");

    @Test
    void keepsAllOfADevice() {
        var cpu = device("cpu0", Provenance.HARDWARE, "2.1");
        var simulated = device("sim0", Provenance.SIMULATED, SampleOutcomes.ODD_TEXT);
        registry.register(Offer.of(simulated));
        registry.register(Offer.of(cpu));

        assertThat(registry.all()).extracting(Registered::device).containsExactly(cpu, simulated);
    }

    @Test
    void bringsAKnownDeviceUpToDate() {
        registry.register(Offer.of(device("cpu0", Provenance.HARDWARE, "2.1")));
        var updated = device("cpu0", Provenance.HARDWARE, "2.2");
        registry.register(Offer.of(updated));

        assertThat(registry.all()).extracting(Registered::device).containsExactly(updated);
    }

    @Test
    void keepsTheDevicesOfOtherHosts() {
        var here = device("cpu0", Provenance.HARDWARE, "2.1");
        var there = device("cpu0", Provenance.HARDWARE, "2.2");
        on("beta").register(Offer.of(there));
        registry.register(Offer.of(here));

        assertThat(registry.all()).extracting(Registered::device).containsExactly(here, there);
    }

    @Test
    void keepsWhatAnotherHostNeedsToKnow() {
        var offer = new Offer(
                device("cpu0", Provenance.HARDWARE, "2.1"),
                Optional.of("gcc -O3"),
                Map.of(Kernel.MSDA_FORWARD, "aa", Kernel.MSDA_BACKWARD, "bb"));
        registry.register(offer);

        assertThat(registry.all()).extracting(Registered::offer).containsExactly(offer);
        assertThat(registry.all()).extracting(Registered::host).containsExactly("alpha");
    }

    @Test
    void hearsThatADeviceIsStillThere() {
        var cpu = device("cpu0", Provenance.HARDWARE, "2.1");
        var clock = new SettableClock();
        var later = new JdbcDeviceRegistry(jdbc, "alpha", clock);
        later.register(Offer.of(cpu));
        clock.advance(Duration.ofMinutes(5));
        later.seen(List.of(cpu));

        assertThat(registry.all()).extracting(Registered::lastSeenAt).containsExactly(clock.instant());
    }

    @Test
    void keepsADeviceInQuarantineUntilItIsReleased() {
        var cpu = device("cpu0", Provenance.HARDWARE, "2.1");
        registry.register(Offer.of(cpu));
        assertThat(registry.quarantine(cpu)).isEmpty();

        assertThat(registry.quarantine("alpha", "cpu0", SampleOutcomes.ODD_TEXT))
                .isTrue();
        registry.register(Offer.of(cpu));
        assertThat(registry.quarantine(cpu)).map(Quarantine::reason).contains(SampleOutcomes.ODD_TEXT);
        assertThat(registry.all().get(0).quarantine()).isPresent();

        assertThat(registry.release("alpha", "cpu0")).isTrue();
        assertThat(registry.quarantine(cpu)).isEmpty();
        assertThat(registry.release("alpha", "cpu1")).isFalse();
    }

    private DeviceRegistry on(String host) {
        return new JdbcDeviceRegistry(jdbc, host, Clock.systemUTC());
    }

    private static Device device(String id, Provenance provenance, String firmware) {
        var facts = Map.of("model", "Test CPU", "firmware", firmware);
        return new Device(id, "cpu", new DeviceClass("cpu-test"), provenance, new Fingerprint(facts));
    }
}
