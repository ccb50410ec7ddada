package io.msdatuner.api.set;

import io.msdatuner.api.device.SpaceSizes;
import io.msdatuner.api.store.CampaignSets;
import io.msdatuner.api.store.CampaignSets.CampaignSet;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.set.BudgetSplit;
import io.msdatuner.core.set.CampaignSetSpec;
import io.msdatuner.core.set.Grant;
import io.msdatuner.core.set.Member;
import io.msdatuner.core.set.MemberProgress;
import io.msdatuner.core.set.StartOrder;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds which campaign a set makes next, from what its trials say. */
@Component
class SetPlanner {

    private final CampaignSets sets;
    private final TuningStore store;
    private final SpaceSizes spaces;
    private final Clock clock;

    SetPlanner(CampaignSets sets, TuningStore store, SpaceSizes spaces, Clock clock) {
        this.sets = sets;
        this.store = store;
        this.spaces = spaces;
        this.clock = clock;
    }

    /** @param member its index in the set's specification */
    record Next(int member, Budget budget) {}

    /** Empty if the set is at its end. */
    Optional<Next> next(CampaignSet set) {
        var order = StartOrder.of(set.spec().members()).stream()
                .map(set.spec().members()::indexOf)
                .toList();
        if (timeLeft(set)
                .filter(left -> left.compareTo(CampaignSetSpec.LEAST_TIME) < 0)
                .isPresent()) {
            return Optional.empty();
        }
        return set.spec().budget().maxTime().isEmpty() ? nextByTrials(set, order) : nextByTime(set, order);
    }

    /** Device time that may still be used; empty if neither the budget nor a deadline bounds it. */
    Optional<Duration> timeLeft(CampaignSet set) {
        var ofBudget = set.spec().budget().maxTime().map(time -> time.minus(sets.spent(set.id())));
        var toDeadline = set.spec().deadline().map(deadline -> Duration.between(clock.instant(), deadline));
        return Stream.of(ofBudget, toDeadline).flatMap(Optional::stream).min(Duration::compareTo);
    }

    /** Each member has one campaign of so many trials. */
    private static Optional<Next> nextByTrials(CampaignSet set, List<Integer> order) {
        return order.stream()
                .filter(member -> lastCampaign(set, member).isEmpty())
                .findFirst()
                .map(member -> new Next(member, set.spec().budget()));
    }

    private Optional<Next> nextByTime(CampaignSet set, List<Integer> order) {
        var progress = order.stream().map(member -> progress(set, member)).toList();
        return new BudgetSplit(set.spec().budget().maxTime().orElseThrow())
                .next(progress, timeLeft(set).orElseThrow())
                .map(grant -> next(set, order.get(grant.member()), grant));
    }

    private Next next(CampaignSet set, int member, Grant grant) {
        var trialsLeft = trialsLeft(set, member);
        return new Next(member, new Budget(trialsLeft, Optional.of(grant.time())));
    }

    private MemberProgress progress(CampaignSet set, int index) {
        var member = set.spec().members().get(index);
        var last = lastCampaign(set, index);
        if (last.isEmpty()) {
            return MemberProgress.notStarted(member.launches());
        }
        var known = store.knownTrials(last.get());
        var own = store.trials(last.get());
        var open = store.find(last.get()).orElseThrow().state() == CampaignState.COMPLETED
                && trialsLeft(set, index).orElse(1) > 0
                && !isSearchedThrough(set, member, Stream.concat(known.stream(), own.stream()));
        return MemberProgress.of(member.launches(), open, known, own);
    }

    private boolean isSearchedThrough(CampaignSet set, Member member, Stream<Trial> trials) {
        var size = spaces.of(member.kernel(), member.shape(), set.spec().deviceClass());
        var tried = trials.filter(Trial::ranToItsEnd)
                .map(Trial::candidate)
                .filter(Candidate::isTuned)
                .distinct()
                .count();
        return size.isPresent() && tried >= size.getAsLong();
    }

    /** Of the member's search trials; empty if they are not bounded. */
    private OptionalInt trialsLeft(CampaignSet set, int member) {
        var most = set.spec().budget().maxTrials();
        if (most.isEmpty()) {
            return most;
        }
        var used = campaigns(set, member)
                .flatMap(id -> store.trials(id).stream())
                .filter(trial -> trial.purpose() == Purpose.SEARCH && trial.ranToItsEnd())
                .count();
        return OptionalInt.of((int) Math.max(0, most.getAsInt() - used));
    }

    private static Optional<CampaignId> lastCampaign(CampaignSet set, int member) {
        return campaigns(set, member).reduce((earlier, later) -> later);
    }

    static Stream<CampaignId> campaigns(CampaignSet set, int member) {
        return set.grants().stream()
                .filter(granted -> granted.member() == member)
                .map(CampaignSets.Granted::campaign);
    }
}
