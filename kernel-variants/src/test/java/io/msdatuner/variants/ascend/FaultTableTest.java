package io.msdatuner.variants.ascend;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.variants.worker.WorkerRunner;
import io.msdatuner.variants.worker.WorkerTroubleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every row of the table of faults in docs/ascend.md on the loopback: a device that fails on demand. */
final class FaultTableTest {
    private static final Path TABLE = Path.of("..", "docs", "ascend.md");
    private static final Shape SMALL = Shape.parse("B=1 Q=5 H=2 C=8 P=2 levels=4x4");

    /** A row of the table: what is injected, how the variant ends, what is said, and what becomes of all around it. */
    private record Row(String injected, String outcome, String says, String worker, String device, String campaign) {
        static Row parse(String line) {
            var cells = Arrays.stream(line.split("\\|"))
                    .map(cell -> cell.replace("`", "").strip())
                    .toList();
            return new Row(cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5), cells.get(6));
        }

        @Override
        public String toString() {
            return injected;
        }
    }

    static Stream<Row> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.matches("\\| `(acl|launch|hang).*"))
                .map(Row::parse);
    }

    @Test
    void hasRowsOfEveryKindOfError() throws IOException {
        assertThat(rows())
                .extracting(Row::outcome)
                .contains("workerDied", "timedOut", "launchRefused", "none", "measured");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void endsAsTheTableSays(Row row) throws InterruptedException {
        var backend = Simulation.withErrors(row.injected());
        try (var runner = backend.runner(Simulation.device(backend))) {
            assertThat(said(runner, backend)).startsWith(row.outcome() + ":").contains(row.says());
            var kept = workers();
            var next = said(runner, backend);
            assertThat(row.campaign()).isEqualTo(row.outcome().equals("none") ? "fails with this reason" : "goes on");
            if (row.device().equals("quarantined")) {
                assertThat(next).startsWith("none: ").contains("is in quarantine");
            } else {
                assertThat(next).doesNotStartWith("none:");
                assertThat(!kept.isEmpty())
                        .as("the worker lives on")
                        .isEqualTo(row.worker().equals("kept"));
            }
        }
    }

    /** The outcome's kind and all that it says, or {@code none} and the trouble. */
    private static String said(WorkerRunner runner, AscendBackend backend) throws InterruptedException {
        try {
            var outcome = runner.run(built(backend), MeasurementPolicy.simulated(), OptionalDouble.empty());
            return outcome.kind().id() + ": " + outcome;
        } catch (WorkerTroubleException e) {
            return "none: " + e.getMessage();
        }
    }

    private static BuiltVariant built(AscendBackend backend) throws InterruptedException {
        var device = Simulation.device(backend);
        var untuned = Candidate.tuned(backend.defaultConfiguration(Kernel.MSDA_FORWARD, SMALL, device));
        var variant = new Variant(Kernel.MSDA_FORWARD, SMALL, untuned);
        var result = backend.builder(device).build(variant);
        assertThat(result).isInstanceOf(BuildResult.Built.class);
        return new BuiltVariant(variant, ((BuildResult.Built) result).artifact());
    }

    private static List<Long> workers() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info()
                        .arguments()
                        .filter(arguments -> Arrays.asList(arguments).contains(AscendWorker.class.getName()))
                        .isPresent())
                .map(ProcessHandle::pid)
                .toList();
    }
}
