package io.msdatuner.api.set;

import io.msdatuner.api.campaign.CampaignFacts;
import io.msdatuner.api.store.CampaignSets.CampaignSet;
import io.msdatuner.core.campaign.Baselines;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.CampaignSummary;
import io.msdatuner.core.set.Member;
import io.msdatuner.core.set.StepTime;
import io.msdatuner.core.set.StepTime.Part;
import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a set has found so far.
 *
 * @param members in the order of the specification
 */
public record SetResult(List<MemberResult> members) {

    /** The best of the tuned candidates, beside the names of the baselines. */
    public static final String BEST = "best";

    /** @param campaigns in the order in which they were made */
    public record MemberResult(
            Member member, List<Campaign> campaigns, Optional<Campaign> deciding, Optional<CampaignSummary> summary) {

        Optional<MedianEstimate> median(String name) {
            return name.equals(BEST)
                    ? summary.flatMap(CampaignSummary::best).flatMap(Trial::median)
                    : summary.flatMap(
                            found -> Optional.ofNullable(found.baselines().get(name)));
        }
    }

    /** @param campaigns of the set, in the order in which they were made */
    static SetResult of(CampaignSet set, List<Campaign> campaigns, CampaignFacts facts) {
        var members = new ArrayList<MemberResult>();
        for (var index = 0; index < set.spec().members().size(); index++) {
            var member = index;
            var own = campaigns.stream()
                    .filter(campaign -> SetPlanner.campaigns(set, member).anyMatch(campaign.id()::equals))
                    .toList();
            var deciding = deciding(own, facts::summaryOf);
            members.add(
                    new MemberResult(set.spec().members().get(index), own, deciding, deciding.map(facts::summaryOf)));
        }
        return new SetResult(members);
    }

    /**
     * The last that came to its end and found something, because its finals compared all that was known; else the last that found
     * something.
     */
    private static Optional<Campaign> deciding(List<Campaign> campaigns, Function<Campaign, CampaignSummary> summary) {
        return campaigns.stream()
                .filter(campaign -> summary.apply(campaign).best().isPresent())
                .max(Comparator.comparing((Campaign campaign) -> campaign.state() == CampaignState.COMPLETED)
                        .thenComparing(campaign -> campaign.id().value()));
    }

    /** The time of one step with the best and with each baseline, by name; without those that some member lacks. */
    public Map<String, StepTime> steps() {
        var steps = new TreeMap<String, StepTime>();
        for (var name : List.of(BEST, Baselines.DEFAULT, Baselines.GRID_SAMPLE)) {
            var parts = members.stream()
                    .map(result -> new Part(result.member().launches(), result.median(name)))
                    .toList();
            StepTime.of(parts).ifPresent(step -> steps.put(name, step));
        }
        return steps;
    }
}
