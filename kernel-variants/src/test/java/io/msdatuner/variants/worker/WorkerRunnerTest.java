package io.msdatuner.variants.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Artifact;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.ShortageException;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.variants.worker.FakeWorker.Behaviour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerRunnerTest {
    private static final Shape SHAPE = Shape.parse("B=1 Q=5 H=2 C=3 P=2 levels=4x4");

    @TempDir
    Path folder;

    private final LaunchPlan plan = new LaunchPlan() {
        @Override
        public Map<String, Long> launch(Variant variant) {
            return Map.of("behaviour", variant.candidate().configuration().number("behaviour"));
        }

        @Override
        public Determinism declares(Variant variant) {
            return Determinism.BITWISE_REPEATABLE;
        }
    };

    private WorkerRunner runner = runner("test-device");

    private WorkerRunner runner(String device) {
        return new WorkerRunner(DeviceCare.of(fakeWorker(device)), plan);
    }

    private static WorkerCommand fakeWorker(String... arguments) {
        return command(FakeWorker.class.getName(), arguments);
    }

    private static WorkerCommand command(String mainClass, String... arguments) {
        return new WorkerCommand(mainClass, Path.of("target", "worker-logs"), List.of(arguments), Map.of());
    }

    @AfterEach
    void stopTheWorker() {
        runner.close();
    }

    @Test
    void timesWhatVerifies() throws InterruptedException {
        assertThat(run(Behaviour.SOUND)).isInstanceOfSatisfying(Outcome.Measured.class, measured -> {
            assertThat(measured.median().medianNs()).isEqualTo(1_000_000);
            assertThat(measured.verification().errors()).hasSize(1);
            assertThat(measured.measurement().blocks()).isEqualTo(4);
        });
    }

    @Test
    void neverTimesAWrongOrUnwrittenOrUnrepeatableResult() throws InterruptedException {
        assertThat(run(Behaviour.WRONG)).isInstanceOf(Outcome.WrongResult.class);
        assertThat(run(Behaviour.UNWRITTEN)).isInstanceOf(Outcome.WrongResult.class);
        assertThat(run(Behaviour.UNREPEATABLE))
                .isInstanceOfSatisfying(
                        Outcome.WrongResult.class,
                        wrong -> assertThat(wrong.verification().repeatable()).isFalse());
    }

    @Test
    void reportsWhatIsRefusedWithItsReason() throws InterruptedException {
        assertThat(run(Behaviour.REFUSES)).isEqualTo(new Outcome.LaunchRefused("not on this device"));
        assertThat(run(Behaviour.REFUSES_TO_BE_TIMED)).isEqualTo(new Outcome.LaunchRefused("the clock is broken"));
    }

    @Test
    void keepsTheWorkerAcrossTrialsAndReplacesADeadOne() throws InterruptedException {
        run(Behaviour.SOUND);
        var first = workers();
        run(Behaviour.WRONG);
        assertThat(workers()).isEqualTo(first).hasSize(1);
        assertThat(run(Behaviour.EXITS)).isInstanceOfSatisfying(Outcome.WorkerDied.class, died -> {
            assertThat(died.stage()).isEqualTo("verifying");
            assertThat(died.how()).isEqualTo("exit code 7");
            assertThat(died.stderrTail()).contains("last words");
        });
        assertThat(run(Behaviour.SOUND)).isInstanceOf(Outcome.Measured.class);
        assertThat(workers()).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void endsAHangingWorkerWithAllThatItStarted() throws InterruptedException {
        assertThat(run(Behaviour.HANGS_WITH_CHILD))
                .isInstanceOfSatisfying(
                        Outcome.TimedOut.class, late -> assertThat(late.stage()).isEqualTo("verifying"));
        waitUntil(() -> ProcessHandle.allProcesses().noneMatch(WorkerRunnerTest::isSleepingChild));
        assertThat(run(Behaviour.SOUND)).isInstanceOf(Outcome.Measured.class);
    }

    @Test
    void isNotFooledByNoiseOnStandardOutput() throws InterruptedException {
        assertThat(run(Behaviour.TALKS)).isInstanceOf(Outcome.Measured.class);
    }

    @Test
    void takesOneSampleOfASimulatedDevice() throws InterruptedException {
        var policy = MeasurementPolicy.simulated();
        assertThat(runner.run(variant(Behaviour.SLOW), policy, OptionalDouble.of(1)))
                .isInstanceOfSatisfying(Outcome.Measured.class, measured -> {
                    assertThat(measured.measurement().samplesNs()).containsExactly(20_000_000);
                    assertThat(measured.measurement().policy()).isEqualTo(policy);
                });
    }

    @Test
    void stopsALoserEarly() throws InterruptedException {
        var policy = MeasurementPolicy.search();
        var slow = runner.run(variant(Behaviour.SLOW), policy, OptionalDouble.of(1_000_000));
        assertThat(slow).isInstanceOfSatisfying(Outcome.Measured.class, measured -> {
            assertThat(measured.measurement().stoppedEarly()).isTrue();
            assertThat(measured.measurement().blocks()).isEqualTo(1);
        });
        var best = runner.run(variant(Behaviour.SOUND), policy, OptionalDouble.of(1_000_000));
        assertThat(best)
                .isInstanceOfSatisfying(
                        Outcome.Measured.class,
                        measured -> assertThat(measured.measurement().stoppedEarly())
                                .isFalse());
    }

    @Test
    void doesNotStopAVariantForOneDisturbedLaunch() throws InterruptedException {
        var policy = MeasurementPolicy.search();
        var disturbed = runner.run(variant(Behaviour.DISTURBED_AT_FIRST), policy, OptionalDouble.of(1_000_000));

        assertThat(disturbed).isInstanceOfSatisfying(Outcome.Measured.class, measured -> {
            assertThat(measured.measurement().stoppedEarly()).isFalse();
            assertThat(measured.median().medianNs()).isEqualTo(1_000_000);
        });
    }

    @Test
    void blamesNoVariantForAShortageAndHasAnotherWorkerAfterIt() throws InterruptedException {
        assertThatThrownBy(() -> run(Behaviour.EXHAUSTS_MEMORY))
                .isInstanceOf(ShortageException.class)
                .hasMessageContaining("Java heap space");
        assertThat(run(Behaviour.SOUND)).isInstanceOf(Outcome.Measured.class);
    }

    @Test
    void triesAnotherWorkerWhereOneDiedBeforeAnyVariantWasAtWork() throws Exception {
        var fragile = Files.createFile(folder.resolve("fragile"));
        var command = fakeWorker("test-fragile", "fragile", fragile.toString());
        try (var again = new WorkerRunner(DeviceCare.of(command), plan)) {
            assertThat(again.run(variant(Behaviour.SOUND), MeasurementPolicy.search(), OptionalDouble.empty()))
                    .isInstanceOf(Outcome.Measured.class);
        }
        assertThat(fragile).doesNotExist();
    }

    @Test
    void recoversADeviceInTheWayThatDoesTheMost() throws InterruptedException {
        var care = new RecordingCare(List.of(fakeWorker("test-care", "usual"), fakeWorker("test-care", "reset")));
        try (var recovered = new WorkerRunner(care, plan)) {
            recovered.run(variant(Behaviour.SOUND), MeasurementPolicy.search(), OptionalDouble.empty());
            recovered.recover();
            recovered.run(variant(Behaviour.SOUND), MeasurementPolicy.search(), OptionalDouble.empty());
            assertThat(workersWith("reset")).hasSize(1);
            recovered.startAfresh();
            recovered.run(variant(Behaviour.SOUND), MeasurementPolicy.search(), OptionalDouble.empty());
            assertThat(workersWith("reset")).isEmpty();
        }
    }

    @Test
    void givesEachOfAComparisonItsOwnOutcome() throws InterruptedException {
        var behaviours = List.of(Behaviour.SLOW, Behaviour.EXITS, Behaviour.SOUND, Behaviour.WRONG, Behaviour.HANGS);
        var outcomes = runner.compare(behaviours.stream().map(this::variant).toList(), MeasurementPolicy.search());
        assertThat(outcomes)
                .extracting(outcome -> outcome.kind().id())
                .containsExactly("measured", "workerDied", "measured", "wrongResult", "timedOut");
    }

    @Test
    void saysSoWhenTheWorkerCannotComeUp() {
        var broken = new WorkerRunner(DeviceCare.of(command("no.such.Main")), plan);
        assertThatThrownBy(
                        () -> broken.run(variant(Behaviour.SOUND), MeasurementPolicy.search(), OptionalDouble.empty()))
                .isInstanceOf(WorkerTroubleException.class)
                .hasMessageContaining("did not come up")
                .hasMessageContaining("no.such.Main");
    }

    @Test
    void replacesTheWorkerOfADeviceThatFailed() throws InterruptedException {
        run(Behaviour.SOUND);
        var first = workers();
        assertThat(run(Behaviour.BREAKS_THE_DEVICE))
                .isEqualTo(new Outcome.WorkerDied("verifying", "error 507035", "at kernel.asc:97"));
        assertThat(run(Behaviour.NEVER_ENDS_ON_THE_DEVICE))
                .isInstanceOfSatisfying(
                        Outcome.TimedOut.class, late -> assertThat(late.stage()).isEqualTo("verifying"));
        assertThat(run(Behaviour.SOUND)).isInstanceOf(Outcome.Measured.class);
        assertThat(workers()).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void triesTheWaysToStartInTheirOrder() throws InterruptedException {
        var care = new RecordingCare(List.of(fakeWorker("test-care", "sick"), fakeWorker("test-care", "reset")));
        try (var healed = new WorkerRunner(care, plan)) {
            assertThat(healed.run(variant(Behaviour.SOUND), MeasurementPolicy.search(), OptionalDouble.empty()))
                    .isInstanceOf(Outcome.Measured.class);
        }
        assertThat(care.quarantine()).isEmpty();
    }

    @Test
    void putsADeviceIntoQuarantineThatNoWayOfStartingHelps() {
        var sick = fakeWorker("test-care", "sick");
        var care = new RecordingCare(List.of(sick, sick));
        try (var hopeless = new WorkerRunner(care, plan)) {
            assertThatThrownBy(() ->
                            hopeless.run(variant(Behaviour.SOUND), MeasurementPolicy.search(), OptionalDouble.empty()))
                    .isInstanceOf(WorkerTroubleException.class)
                    .hasMessageContaining("the device is sick");
            assertThat(care.quarantine())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("the device is sick"));
            assertThatThrownBy(() ->
                            hopeless.run(variant(Behaviour.SOUND), MeasurementPolicy.search(), OptionalDouble.empty()))
                    .isInstanceOf(WorkerTroubleException.class)
                    .hasMessage(care.quarantine().orElseThrow());
        }
    }

    @Test
    void endsTheWorkerWhenItsTrialIsInterrupted() throws InterruptedException {
        run(Behaviour.SOUND);
        var thread = new Thread(
                () -> assertThatThrownBy(() -> run(Behaviour.HANGS)).isInstanceOf(InterruptedException.class));
        thread.start();
        Thread.sleep(200);
        thread.interrupt();
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
        waitUntil(() -> workers().isEmpty());
    }

    @Test
    void letsOnlyOneProcessMeasureOnADevice() throws Exception {
        var device = "test-lock-" + ProcessHandle.current().pid();
        try (var other = runner(device);
                var lock = DeviceLock.acquire(device)) {
            var done = new boolean[1];
            var thread = new Thread(() -> {
                try {
                    other.run(variant(Behaviour.SOUND), MeasurementPolicy.search(), OptionalDouble.empty());
                    done[0] = true;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            thread.join(3_000);
            assertThat(done[0]).isFalse();
            lock.close();
            thread.join(30_000);
            assertThat(done[0]).isTrue();
        }
    }

    private Outcome run(Behaviour behaviour) throws InterruptedException {
        return runner.run(variant(behaviour), MeasurementPolicy.search(), OptionalDouble.empty());
    }

    private BuiltVariant variant(Behaviour behaviour) {
        var configuration = Configuration.of(Map.of("behaviour", Value.of(behaviour.ordinal())));
        return new BuiltVariant(
                new Variant(Kernel.MSDA_FORWARD, SHAPE, Candidate.tuned(configuration)),
                new Artifact("digest", folder.resolve("none.so"), false));
    }

    private static List<Long> workers() {
        return workersWith(FakeWorker.class.getName());
    }

    private static List<Long> workersWith(String argument) {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info()
                        .arguments()
                        .filter(arguments -> Arrays.asList(arguments).contains(argument))
                        .isPresent())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static boolean isSleepingChild(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.endsWith("sleep 600"))
                .isPresent();
    }

    private static void waitUntil(BooleanSupplier condition) throws InterruptedException {
        var deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("deadline").isBefore(deadline);
            Thread.sleep(50);
        }
    }

    /** Remembers a quarantine. */
    private static final class RecordingCare implements DeviceCare {
        private final List<WorkerCommand> starts;
        private Optional<String> quarantine = Optional.empty();

        RecordingCare(List<WorkerCommand> starts) {
            this.starts = starts;
        }

        @Override
        public List<WorkerCommand> starts() {
            return starts;
        }

        @Override
        public Optional<String> quarantine() {
            return quarantine;
        }

        @Override
        public void quarantine(String reason) {
            quarantine = Optional.of(reason);
        }
    }
}
