package io.msdatuner.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.kernel.Workload;
import io.msdatuner.core.set.CampaignSetSpec;
import io.msdatuner.core.set.Member;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportCommandsTest {
    private static final Shape ONE = Shape.parse("B=1 Q=300 H=8 C=32 P=4 levels=40x40");
    private static final Shape TWO = Shape.parse("B=1 Q=900 H=8 C=32 P=4 levels=40x40");
    private static final ReportCommands COMMANDS =
            new ReportCommands(List.of(workload("one", ONE), workload("two", TWO)));

    private static Workload workload(String name, Shape shape) {
        return new Workload(name, name, "made up", List.of(new Workload.Launch(shape, 6)));
    }

    private static CampaignSetSpec set(Member... members) {
        return new CampaignSetSpec(
                List.of(members), new DeviceClass("cpu-test"), "auto", 7, Budget.parse("30m"), Optional.empty());
    }

    @Test
    void namesTheWorkloadsThatASetIsOf() {
        var commands =
                COMMANDS.of(set(new Member(Kernel.MSDA_FORWARD, ONE, 6), new Member(Kernel.MSDA_FORWARD, TWO, 6)));

        assertThat(commands.get(0).command())
                .isEqualTo("./tuner tune --workload one,two --kernel msda-forward --device-class cpu-test"
                        + " --strategy auto --seed 7 --budget 1800s");
    }

    @Test
    void namesTheShapesOfASetThatIsOfNoWorkload() {
        var otherLaunches = set(new Member(Kernel.MSDA_FORWARD, ONE, 5));
        var otherKernels = set(new Member(Kernel.MSDA_FORWARD, ONE, 6), new Member(Kernel.MSDA_BACKWARD, TWO, 6));

        for (var set : List.of(otherLaunches, otherKernels)) {
            assertThat(COMMANDS.of(set))
                    .hasSize(set.members().size())
                    .allSatisfy(command -> assertThat(command.command())
                            .startsWith("./tuner best --kernel msda-")
                            .contains("--shape 'B=1 Q="));
        }
    }

    @Test
    void quotesForAShell() {
        assertThat(ReportCommands.quoted("cpu-amd:2")).isEqualTo("cpu-amd:2");
        assertThat(ReportCommands.quoted("a'b $c")).isEqualTo("'a'\\''b $c'");
    }
}
