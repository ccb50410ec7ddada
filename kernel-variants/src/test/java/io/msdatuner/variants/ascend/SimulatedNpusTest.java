package io.msdatuner.variants.ascend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.device.Provenance;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulatedNpusTest {
    @TempDir
    Path folder;

    @Test
    void areWhatTheirAscendClSaysTheyAre() throws InterruptedException {
        var host = Simulation.backend().host();
        for (var npu : host.devices()) {
            var findings = new NpuProbe(host.toolkit(), host.environment(npu), folder).ask();
            assertThat(findings.trouble()).isEmpty();
            assertThat(findings.devices()).containsExactly(npu);
        }
    }

    @Test
    void areSimulatedInNameAndLabel() {
        assertThat(Simulation.backend().devices()).hasSizeGreaterThan(4).allSatisfy(device -> {
            assertThat(device.provenance()).isEqualTo(Provenance.SIMULATED);
            assertThat(device.deviceClass().name()).startsWith("Ascend").endsWith("-sim");
        });
    }

    @Test
    void areTheSameWhetherSimulatedOrFoundByAnInstalledToolkit() throws InterruptedException {
        var simulated = Simulation.backend();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(
                AscendToolkit.HOME_VARIABLE, simulated.host().toolkit().root().toString());
        var installed = AscendBackend.installed(folder, environment);
        assertThat(installed.devices())
                .extracting(Device::deviceClass, Device::provenance)
                .containsExactly(tuple(Simulation.device(simulated).deviceClass(), Provenance.SIMULATED));
        assertThat(installed.devices().get(0).fingerprint().facts())
                .containsEntry("vectorCores", "48")
                .containsEntry("ubBytes", "196608")
                .containsKey("cann")
                .containsKey("runtime");
    }
}
