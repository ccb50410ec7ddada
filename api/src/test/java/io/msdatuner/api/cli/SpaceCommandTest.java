package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.variants.msda.WorkloadCatalogue;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpaceCommandTest {
    @TempDir
    Path home;

    @Test
    void countsTheConfigurationsOfTheWholeCatalogue() {
        var spaces = Json.read(new Cli(home).run("space", "--json").out()).path("spaces");

        for (var workload : WorkloadCatalogue.all()) {
            assertThat(spaces)
                    .filteredOn(space -> space.path("workload").asString("").equals(workload.name()))
                    .hasSize(2)
                    .allSatisfy(space -> assertThat(space.path("valid").asLong(0))
                            .isBetween(500L, space.path("combinations").asLong(0)));
        }
    }

    @Test
    void showsEachParameterWithItsValues() {
        var result = new Cli(home).run("space", "--workload", "ddetr_enc", "--kernel", "msda-backward");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out())
                .containsPattern("gradValue +compile +headOwner levelOwner private atomic")
                .containsPattern("passes +compile +joint separate")
                .containsPattern("partition +launch +static dynamic batchHead")
                .containsPattern("ddetr_enc +msda-backward +[0-9]+ +[0-9]+")
                .doesNotContain("msda-forward");
    }

    @Test
    void saysWhyAShapeHasNoSpace() {
        var huge = "B=1024 Q=4194304 H=8 C=32 P=4 levels=80x80";

        assertThat(new Cli(home).run("space", "--shape", huge).out())
                .containsPattern("none +a tensor of [0-9]+ elements");
    }

    @Test
    void refusesWhatDoesNotExist() {
        var cli = new Cli(home);

        assertThat(cli.run("space", "--workload", "yolo").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.run("space", "--shape", "B=1").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.run("space", "--kernel", "gemm").code()).isEqualTo(ExitCode.BAD_INPUT);
    }
}
