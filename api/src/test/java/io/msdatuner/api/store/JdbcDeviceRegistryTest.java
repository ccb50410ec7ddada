package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.campaign.SampleOutcomes;
import io.msdatuner.core.device.Device;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Fingerprint;
import io.msdatuner.core.device.Provenance;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcDeviceRegistryTest {
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource(TestDatabase.jdbcUrl()));
    private final DeviceRegistry registry = on("alpha");

    @Test
    void keepsAllOfADevice() {
        var cpu = device("cpu0", Provenance.HARDWARE, "2.1");
        var simulated = device("sim0", Provenance.SIMULATED, SampleOutcomes.ODD_TEXT);
        registry.register(simulated);
        registry.register(cpu);

        assertThat(registry.all()).containsExactly(cpu, simulated);
    }

    @Test
    void bringsAKnownDeviceUpToDate() {
        registry.register(device("cpu0", Provenance.HARDWARE, "2.1"));
        var updated = device("cpu0", Provenance.HARDWARE, "2.2");
        registry.register(updated);

        assertThat(registry.all()).containsExactly(updated);
    }

    @Test
    void keepsTheDevicesOfOtherHosts() {
        var here = device("cpu0", Provenance.HARDWARE, "2.1");
        var there = device("cpu0", Provenance.HARDWARE, "2.2");
        on("beta").register(there);
        registry.register(here);

        assertThat(registry.all()).containsExactly(here, there);
    }

    private DeviceRegistry on(String host) {
        return new JdbcDeviceRegistry(jdbc, host, Clock.systemUTC());
    }

    private static Device device(String id, Provenance provenance, String firmware) {
        var facts = Map.of("model", "Test CPU", "firmware", firmware);
        return new Device(id, "cpu", new DeviceClass("cpu-test"), provenance, new Fingerprint(facts));
    }
}
