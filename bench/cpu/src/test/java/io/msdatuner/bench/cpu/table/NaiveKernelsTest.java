package io.msdatuner.bench.cpu.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NaiveKernelsTest {
    private static final Shape SHAPE = Shape.parse("B=2 Q=50 H=3 C=5 P=4 levels=9x13,1x4");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void passTheTunersOwnVerification(Kernel kernel) throws InterruptedException {
        var bench = new Bench(
                Path.of("").toAbsolutePath(),
                folder,
                "python3",
                Budget.ofTrials(1),
                Findings.open(folder, "test"),
                new Deadline(Duration.ofDays(1)),
                System.err);
        try (var rig = new Rig(folder)) {
            var naive = NaiveKernels.compile(bench).variant(kernel, SHAPE);

            assertThat(rig.compare(List.of(naive), MeasurementPolicy.search()))
                    .hasOnlyElementsOfType(Outcome.Measured.class);
        }
    }
}
