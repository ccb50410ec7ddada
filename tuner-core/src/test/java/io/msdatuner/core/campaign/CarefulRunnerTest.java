package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.msdatuner.core.run.Artifact;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.ShortageException;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.testkit.SettableClock;
import io.msdatuner.core.testkit.Spaces;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CarefulRunnerTest {
    private static final Outcome GOOD = Outcomes.measured(1_000);
    private static final Outcome KILLED = new Outcome.WorkerDied("timing", "signal 9", "");
    private static final BuiltVariant SOUND = variant(1);
    private static final BuiltVariant SUSPECT = variant(2);

    private final SettableClock clock = new SettableClock();
    private final Scripted device = new Scripted();
    private final CarefulRunner careful =
            new CarefulRunner(device, new Controls(most -> List.of()), new Patience(clock));

    @Test
    void looksAgainInANewProcessAtWhatAnotherMayHaveBroken() throws InterruptedException {
        assertThat(run(SOUND, GOOD)).isEqualTo(GOOD);
        assertThat(run(SUSPECT, Outcomes.wrongResult(), GOOD, GOOD)).isEqualTo(GOOD);
        assertThat(device.said).containsExactly("run 1", "run 2", "afresh", "run 1", "run 2");
    }

    @Test
    void believesAWrongResultOfTheFirstVariantOfAProcess() throws InterruptedException {
        assertThat(run(SUSPECT, Outcomes.wrongResult())).isEqualTo(Outcomes.wrongResult());
    }

    @Test
    void believesADeathThatItSeesTwice() throws InterruptedException {
        run(SOUND, GOOD);

        assertThat(run(SUSPECT, Outcomes.workerDied(), GOOD, Outcomes.workerDied()))
                .isEqualTo(Outcomes.workerDied());
    }

    @Test
    void looksAThirdTimeWhereTwoDeathsDiffer() throws InterruptedException {
        run(SOUND, GOOD);

        assertThat(run(SUSPECT, Outcomes.workerDied(), GOOD, KILLED, GOOD, GOOD))
                .isEqualTo(GOOD);
    }

    @Test
    void recoversADeviceThatFailsTheControlTooAndBlamesNobody() throws InterruptedException {
        run(SOUND, GOOD);

        assertThat(run(SUSPECT, KILLED, KILLED, GOOD, GOOD)).isEqualTo(GOOD);
        assertThat(device.said)
                .containsExactly("run 1", "run 2", "afresh", "run 1", "afresh", "recover", "run 1", "run 2");
    }

    @Test
    void recoversTheDeviceWhereNothingEverRanWell() throws InterruptedException {
        assertThat(run(SUSPECT, KILLED, GOOD)).isEqualTo(GOOD);
        assertThat(device.said).containsExactly("run 2", "recover", "run 2");
    }

    @Test
    void givesUpADeviceThatNothingHelps() throws InterruptedException {
        run(SOUND, GOOD);
        var answers = new Outcome[40];
        Arrays.fill(answers, KILLED);

        assertThatExceptionOfType(ShortageException.class)
                .isThrownBy(() -> run(SUSPECT, answers))
                .withMessageContaining("ran well on it before");
    }

    @Test
    void comparesAgainWhatOnlyFailedInCompany() throws InterruptedException {
        run(SOUND, GOOD);
        device.answers.addAll(List.of(GOOD, Outcomes.wrongResult(), GOOD, GOOD, GOOD, GOOD));

        assertThat(careful.compare(List.of(SOUND, SUSPECT), MeasurementPolicy.deciding()))
                .containsExactly(GOOD, GOOD);
    }

    private Outcome run(BuiltVariant variant, Outcome... answers) throws InterruptedException {
        device.answers.addAll(List.of(answers));
        var outcome = careful.run(variant, MeasurementPolicy.search(), OptionalDouble.empty());
        assertThat(device.answers).isEmpty();
        return outcome;
    }

    private static BuiltVariant variant(int tile) {
        var spec = CampaignBench.spec(Budget.ofTrials(1));
        var candidate = Candidate.tuned(Spaces.configuration("tile", tile));
        return new BuiltVariant(
                new Variant(spec.kernel(), spec.shape(), candidate),
                new Artifact("digest " + tile, Path.of("none.so"), false));
    }

    /** Answers as a test says, and remembers what it was asked. */
    private static final class Scripted implements VariantRunner {
        private final Deque<Outcome> answers = new ArrayDeque<>();
        private final List<String> said = new ArrayList<>();

        @Override
        public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs) {
            said.add("run " + variant.variant().candidate().configuration().number("tile"));
            return answers.remove();
        }

        @Override
        public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) {
            return variants.stream()
                    .map(variant -> run(variant, policy, OptionalDouble.empty()))
                    .toList();
        }

        @Override
        public void startAfresh() {
            said.add("afresh");
        }

        @Override
        public void recover() {
            said.add("recover");
        }

        @Override
        public void close() {}
    }
}
