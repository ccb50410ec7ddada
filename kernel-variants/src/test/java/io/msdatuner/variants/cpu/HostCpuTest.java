package io.msdatuner.variants.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HostCpuTest {
    @Test
    void namesTheClassAfterModelAndCores() {
        var cpu = HostCpu.of(
                List.of(
                        "processor\t: 0",
                        "cpu family\t: 6",
                        "model\t\t: 143",
                        "model name\t: Intel(R) Xeon(R) Platinum 8481C CPU @ 2.70GHz",
                        "flags\t\t: fpu avx2 avx512f",
                        "processor\t: 1",
                        "model name\t: something else"),
                8);
        assertThat(cpu.device().deviceClass().name()).isEqualTo("cpu-intel-xeon-platinum-8481c-f6m143-8c");
        assertThat(cpu.vectorBytes()).isEqualTo(64);
    }

    @Test
    void tellsArmCoresByImplementerAndPart() {
        var cpu = HostCpu.of(List.of("Features : fp asimd sve", "CPU implementer : 0x48", "CPU part : 0xd01"), 64);
        assertThat(cpu.device().deviceClass().name()).isEqualTo("cpu-arm-implementer-0x48-part-0xd01-64c");
        assertThat(cpu.vectorBytes()).isEqualTo(16);
    }

    @Test
    void findsThisHost() {
        assertThat(HostCpu.detect().cores()).isPositive();
        assertThat(HostCpu.detect().device().fingerprint().facts()).containsKeys("model", "cores", "arch");
    }
}
