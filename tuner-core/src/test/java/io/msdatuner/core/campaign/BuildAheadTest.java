package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuildSlots;
import io.msdatuner.core.run.MissingToolchainException;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.testkit.FakeBuilder;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.trial.Candidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class BuildAheadTest {
    private static final Variant VARIANT = new Variant(
            Kernel.MSDA_FORWARD,
            CampaignBench.spec(Budget.ofTrials(1)).shape(),
            Candidate.tuned(CampaignBench.DEFAULT));
    private static final BuildResult FAILED = new BuildResult.Failed(Outcomes.buildFailed());

    @Test
    void asksForTwoVariantsForEachSlot() {
        try (var builds = new BuildAhead(variant -> FAILED, new BuildSlots(3, true))) {
            assertThat(builds.batch()).isEqualTo(6);
        }
    }

    @Test
    void buildsAsManyAtOnceAsThereAreSlots() throws InterruptedException {
        var together = new CyclicBarrier(3);
        VariantBuilder builder = variant -> {
            try {
                together.await();
            } catch (BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            return FAILED;
        };
        try (var builds = new BuildAhead(builder, new BuildSlots(3, true))) {
            var futures = new ArrayList<Future<BuildResult>>();
            for (var i = 0; i < 3; i++) {
                futures.add(builds.submit(VARIANT));
            }
            for (var future : futures) {
                assertThat(BuildAhead.result(future)).isEqualTo(FAILED);
            }
        }
    }

    @Test
    void reusesWhatItBuilt() throws InterruptedException {
        var builder = new FakeBuilder(CampaignBench.SPACE);
        try (var builds = new BuildAhead(builder, new BuildSlots(1, true))) {
            var first = (BuildResult.Built) BuildAhead.result(builds.submit(VARIANT));
            var second = (BuildResult.Built) BuildAhead.result(builds.submit(VARIANT));

            assertThat(first.artifact().reused()).isFalse();
            assertThat(second.artifact().reused()).isTrue();
            assertThat(second.artifact().digest()).isEqualTo(builder.digest(VARIANT));
        }
    }

    @Test
    void isQuietAtOnceWhereBuildsDisturbNothing() throws InterruptedException {
        var release = new CountDownLatch(1);
        try (var builds = new BuildAhead(waitingFor(release), new BuildSlots(1, true))) {
            var running = builds.submit(VARIANT);
            builds.quiet();
            assertThat(running.isDone()).isFalse();
            release.countDown();
        }
    }

    @Test
    void isQuietWhenAllBuildsHaveEndedWhereTheyWouldDisturb() throws InterruptedException {
        var release = new CountDownLatch(1);
        try (var builds = new BuildAhead(waitingFor(release), new BuildSlots(1, false))) {
            var running = builds.submit(VARIANT);
            var waiting = builds.submit(VARIANT);
            var releasing = new Thread(release::countDown);
            releasing.start();
            builds.quiet();
            assertThat(running.isDone()).isTrue();
            assertThat(waiting.isDone()).isTrue();
            releasing.join();
        }
    }

    @Test
    void isQuietAlsoAfterATroubleWhichItsOwnerMeets() throws InterruptedException {
        VariantBuilder builder = variant -> {
            throw new MissingToolchainException("install g++");
        };
        try (var builds = new BuildAhead(builder, new BuildSlots(1, false))) {
            var future = builds.submit(VARIANT);
            builds.quiet();

            assertThatExceptionOfType(MissingToolchainException.class).isThrownBy(() -> BuildAhead.result(future));
        }
    }

    @Test
    void passesOnWhatNoBuilderShouldThrow() {
        VariantBuilder builder = variant -> {
            throw new AssertionError(new IOException("disk full"));
        };
        try (var builds = new BuildAhead(builder, new BuildSlots(1, true))) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> BuildAhead.result(builds.submit(VARIANT)))
                    .withRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void interruptsItsBuildsWhenItCloses() {
        var builds = new BuildAhead(waitingFor(new CountDownLatch(1)), new BuildSlots(1, true));
        var running = builds.submit(VARIANT);
        builds.close();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> BuildAhead.result(running));
    }

    @Test
    void refusesToBuildNothingAtATime() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BuildSlots(0, true));
    }

    private static VariantBuilder waitingFor(CountDownLatch release) {
        return variant -> {
            release.await();
            return FAILED;
        };
    }
}
