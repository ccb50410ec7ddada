package io.msdatuner.core.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetSplitTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration TRIAL = Duration.ofMillis(500);
    private static final Duration OVERHEAD = Duration.ofSeconds(8);

    private static MemberProgress started(int launches, LearningCurve curve) {
        return new MemberProgress(launches, true, true, curve, TRIAL, OVERHEAD);
    }

    private static MemberProgress closed(MemberProgress progress) {
        return new MemberProgress(
                progress.launches(), true, false, progress.curve(), progress.perTrial(), progress.overhead());
    }

    private static List<MemberProgress> notStarted(int members) {
        return IntStream.range(0, members)
                .mapToObj(member -> MemberProgress.notStarted(1))
                .toList();
    }

    @Test
    void givesEachMemberHalfOfItsEvenShareFirst() {
        var split = new BudgetSplit(HALF_AN_HOUR);
        var members = new ArrayList<>(notStarted(4));

        for (var member = 0; member < 4; member++) {
            assertThat(split.next(members, HALF_AN_HOUR)).contains(new Grant(member, Duration.ofSeconds(225)));
            members.set(member, started(1, LearningCurveTest.falling(20, 2, 1)));
        }
    }

    @Test
    void givesAShortEvenShareAtOnce() {
        assertThat(new BudgetSplit(Duration.ofSeconds(50)).next(notStarted(2), Duration.ofSeconds(50)))
                .contains(new Grant(0, Duration.ofSeconds(25)));
        assertThat(new BudgetSplit(Duration.ofSeconds(200)).next(notStarted(2), Duration.ofSeconds(200)))
                .contains(new Grant(0, Duration.ofSeconds(60)));
    }

    @Test
    void leavesTheOthersTheirPartWhenLittleIsLeft() {
        assertThat(new BudgetSplit(HALF_AN_HOUR).next(notStarted(3), Duration.ofSeconds(30)))
                .contains(new Grant(0, Duration.ofSeconds(10)));
        assertThat(new BudgetSplit(HALF_AN_HOUR).next(notStarted(3), Duration.ofSeconds(6)))
                .contains(new Grant(0, Duration.ofSeconds(5)));
    }

    @Test
    void endsWhenLessIsLeftThanACampaignNeeds() {
        assertThat(new BudgetSplit(HALF_AN_HOUR).next(notStarted(3), Duration.ofSeconds(4)))
                .isEmpty();
        assertThat(new BudgetSplit(HALF_AN_HOUR)
                        .next(List.of(started(1, LearningCurveTest.falling(20, 2, 1))), Duration.ofSeconds(8)))
                .isEmpty();
    }

    @Test
    void goesOnWhereMoreLaunchesGain() {
        var curve = LearningCurveTest.falling(64, 2e6, 1e6);

        assertThat(memberAfter(started(1, curve), started(6, curve))).isEqualTo(1);
    }

    @Test
    void goesOnWhereALaunchTakesLonger() {
        var shorter = LearningCurveTest.falling(64, 2e6, 1e6);
        var longer = LearningCurveTest.falling(64, 6e6, 3e6);

        assertThat(memberAfter(started(1, longer), started(1, shorter))).isZero();
    }

    @Test
    void goesOnWhereTheCurveStillFalls() {
        var flat = LearningCurveTest.falling(64, 1.01e6, 1e6);
        var falling = LearningCurveTest.falling(64, 2e6, 1e6);

        assertThat(memberAfter(started(6, flat), started(1, falling))).isEqualTo(1);
    }

    @Test
    void goesOnWhereTrialsAreCheap() {
        var curve = LearningCurveTest.falling(64, 2e6, 1e6);
        var dear = new MemberProgress(1, true, true, curve, TRIAL.multipliedBy(10), OVERHEAD);

        assertThat(memberAfter(dear, started(1, curve))).isEqualTo(1);
    }

    @Test
    void passesOverWhatIsClosed() {
        var curve = LearningCurveTest.falling(64, 2e6, 1e6);

        assertThat(memberAfter(closed(started(100, curve)), started(1, curve))).isEqualTo(1);
        assertThat(new BudgetSplit(HALF_AN_HOUR).next(List.of(closed(started(1, curve))), HALF_AN_HOUR))
                .isEmpty();
    }

    private static int memberAfter(MemberProgress... members) {
        return new BudgetSplit(HALF_AN_HOUR)
                .next(List.of(members), Duration.ofMinutes(10))
                .orElseThrow()
                .member();
    }

    /** A dear overhead is paid less often. */
    @Test
    void makesCampaignsLongerWhereTheirOverheadIsLarger() {
        var curve = LearningCurveTest.falling(64, 2e6, 1e6);
        var dear = new MemberProgress(1, true, true, curve, TRIAL, OVERHEAD.multipliedBy(8));
        var split = new BudgetSplit(HALF_AN_HOUR);

        assertThat(split.next(List.of(dear), HALF_AN_HOUR).orElseThrow().time())
                .isGreaterThan(split.next(List.of(started(1, curve)), HALF_AN_HOUR)
                        .orElseThrow()
                        .time());
    }

    @Test
    void givesTheRestTooIfItIsTooLittleForAnotherCampaign() {
        var curve = LearningCurveTest.falling(64, 2e6, 1e6);
        var usual = new BudgetSplit(HALF_AN_HOUR)
                .next(List.of(started(1, curve)), HALF_AN_HOUR)
                .orElseThrow()
                .time();

        var left = usual.plusSeconds(usual.toSeconds() / 4);
        assertThat(new BudgetSplit(HALF_AN_HOUR)
                        .next(List.of(started(1, curve)), left)
                        .orElseThrow()
                        .time())
                .isEqualTo(left);
    }

    /** Sets of random members that use all of each grant, 20 from each seed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverGivesMoreThanIsLeftAndComesToAnEnd(long seed) {
        var random = new Random(seed);
        for (var set = 0; set < 20; set++) {
            var budget = Duration.ofSeconds(60 + random.nextInt(4000));
            var members = new ArrayList<>(notStarted(1 + random.nextInt(6)));
            var left = budget;
            var grants = 0;
            for (var next = new BudgetSplit(budget).next(members, left);
                    next.isPresent();
                    next = new BudgetSplit(budget).next(members, left)) {
                var grant = next.get();
                assertThat(grant.time()).isLessThanOrEqualTo(left).isGreaterThanOrEqualTo(CampaignSetSpec.LEAST_TIME);
                left = left.minus(grant.time());
                members.set(
                        grant.member(),
                        started(
                                1 + random.nextInt(6),
                                LearningCurveTest.falling(8 + random.nextInt(200), 2 + random.nextDouble(), 2)));
                assertThat(++grants).isLessThan(1000);
            }
            assertThat(left).isLessThan(budget);
        }
    }
}
