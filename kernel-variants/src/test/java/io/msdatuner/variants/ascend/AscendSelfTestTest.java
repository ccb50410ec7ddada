package io.msdatuner.variants.ascend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.msdatuner.variants.ascend.SelfTestStep.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AscendSelfTestTest {
    @TempDir
    Path folder;

    @Test
    void passesOnTheSimulatedNpu() throws InterruptedException {
        var steps = steps(Simulation.backend());
        assertThat(steps).allMatch(step -> step.status() == Status.PASSED);
        assertThat(steps)
                .extracting(SelfTestStep::name)
                .anyMatch(name -> name.contains("copy=aligned"))
                .anyMatch(name -> name.contains("copy=padded"))
                .anyMatch(name -> name.contains("autoSync=on"))
                .contains("msda-backward takes longer for more queries");
    }

    @Test
    void saysWhyADeviceDoesNotAnswer() throws InterruptedException {
        var steps = steps(Simulation.withErrors("aclrtSetDevice=507054@*"));
        assertThat(steps)
                .extracting(SelfTestStep::name, SelfTestStep::status)
                .endsWith(tuple("sim-910b2 answers", Status.FAILED), tuple("sim-910b2 kernels", Status.SKIPPED));
        assertThat(steps.get(2).detail()).contains("507054").contains("ECC");
    }

    @Test
    void skipsWhatNeedsTheToolkitThatIsNotThere() throws InterruptedException {
        var steps = steps(AscendBackend.installed(folder, Map.of("ASCEND_HOME_PATH", folder + "/none")));
        assertThat(steps)
                .extracting(SelfTestStep::status)
                .containsExactly(Status.FAILED, Status.FAILED, Status.SKIPPED);
        assertThat(steps.get(0).detail()).contains("no CANN toolkit found in " + folder);
    }

    private static List<SelfTestStep> steps(AscendBackend backend) throws InterruptedException {
        var steps = new ArrayList<SelfTestStep>();
        var devices = backend.devices();
        new AscendSelfTest(backend, devices.subList(0, Math.min(1, devices.size())), steps::add).run();
        return steps;
    }
}
