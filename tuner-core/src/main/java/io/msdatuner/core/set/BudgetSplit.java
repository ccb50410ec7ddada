package io.msdatuner.core.set;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Decides who gets the next part of a set's device time.
 *
 * <p>First each member gets a fair slice: its even share where that is short, else half of it. What is left then goes, campaign
 * by campaign, where a second of device time is expected to save most of a step: launches times the time of a launch times what
 * its {@link LearningCurve} lets expect. Weighting tasks by their launches and following the gradient of the whole model's time
 * is how Ansor schedules the tasks of a network (L. Zheng et al., "Ansor: Generating High-Performance Tensor Programs for Deep
 * Learning", OSDI 2020, section 6); the gradient here is that of the curve.
 *
 * <p>Another campaign costs its baselines and finals anew. So how long it should be is the question when to leave a patch that
 * took time to reach: at the point where gain over time, with the overhead in it, is the largest (E. L. Charnov, "Optimal
 * foraging, the marginal value theorem", 1976, doi:10.1016/0040-5809(76)90040-X). That point is searched among lengths that grow
 * by a quarter.
 */
public final class BudgetSplit {
    /** An even share up to this is given at once: baselines and finals twice would take too much of it. */
    static final Duration UNDIVIDED = Duration.ofSeconds(60);

    private static final double FIRST_PART = 0.5;
    /** The part of a campaign's time that its search may use, as campaigns themselves have it. */
    private static final double SEARCH_PART = 0.8;

    private static final double STEP = 1.25;

    private final Duration budget;

    /** @param budget device time of the whole set */
    public BudgetSplit(Duration budget) {
        this.budget = budget;
    }

    private record Offer(int member, double seconds, double savedNsPerSecond) {}

    /**
     * The next campaign; empty if the set is at its end, because nothing is left or nothing would be gained.
     *
     * @param members in the order in which they are to start
     * @param left device time that may still be used: of the budget, and before the deadline
     */
    public Optional<Grant> next(List<MemberProgress> members, Duration left) {
        if (left.compareTo(CampaignSetSpec.LEAST_TIME) < 0) {
            return Optional.empty();
        }
        var waiting = IntStream.range(0, members.size())
                .filter(member -> !members.get(member).started())
                .toArray();
        return waiting.length > 0
                ? Optional.of(new Grant(waiting[0], slice(members.size(), waiting.length, left)))
                : best(members, left);
    }

    private Duration slice(int members, int waiting, Duration left) {
        var even = budget.dividedBy(members);
        var first = longer(shorter(even, UNDIVIDED), scaled(even, FIRST_PART));
        return wholeSeconds(longer(CampaignSetSpec.LEAST_TIME, shorter(first, left.dividedBy(waiting))));
    }

    private static Optional<Grant> best(List<MemberProgress> members, Duration left) {
        var best = new Offer(0, 0, 0);
        for (var member = 0; member < members.size(); member++) {
            var offer = bestOf(member, members.get(member), seconds(left));
            best = offer.savedNsPerSecond() > best.savedNsPerSecond() ? offer : best;
        }
        return best.savedNsPerSecond() > 0 ? Optional.of(grant(best, left)) : Optional.empty();
    }

    private static Offer bestOf(int member, MemberProgress progress, double leftSeconds) {
        var best = new Offer(member, 0, 0);
        if (!progress.open()) {
            return best;
        }
        var seconds = seconds(CampaignSetSpec.LEAST_TIME);
        while (seconds < leftSeconds * STEP) {
            var length = Math.min(seconds, leftSeconds);
            var offer = new Offer(member, length, savedNsPerSecond(progress, length));
            best = offer.savedNsPerSecond() > best.savedNsPerSecond() ? offer : best;
            seconds *= STEP;
        }
        return best;
    }

    private static double savedNsPerSecond(MemberProgress progress, double seconds) {
        var overhead = seconds(progress.overhead());
        var searching = Math.min(SEARCH_PART * seconds, seconds - overhead);
        if (searching <= 0) {
            return 0;
        }
        var saved = progress.curve().expectedSavingNs(searching / seconds(progress.perTrial()));
        return progress.launches() * saved / (searching + overhead);
    }

    /** What would be left is given too, if it is too little for a campaign of its own. */
    private static Grant grant(Offer offer, Duration left) {
        var time = Duration.ofMillis((long) (offer.seconds() * 1e3));
        var rest = left.minus(time);
        return new Grant(offer.member(), wholeSeconds(rest.compareTo(time.dividedBy(2)) < 0 ? left : time));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static Duration scaled(Duration time, double factor) {
        return Duration.ofNanos((long) (time.toNanos() * factor));
    }

    private static Duration wholeSeconds(Duration time) {
        return Duration.ofSeconds(time.toSeconds());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
