package io.msdatuner.api.set;

import io.msdatuner.api.campaign.CampaignRequest;
import io.msdatuner.api.campaign.CampaignSpecs;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.set.CampaignSetSpec;
import io.msdatuner.core.set.Member;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a set's specification from what a client sent, and those of its campaigns. */
@Component
class CampaignSetSpecs {

    private static final Duration USUAL_TIME = Duration.ofSeconds(30);
    private static final Duration MOST_TIME = Duration.ofDays(30);

    private final SetMembers members;
    private final CampaignSpecs campaigns;
    private final Clock clock;

    CampaignSetSpecs(SetMembers members, CampaignSpecs campaigns, Clock clock) {
        this.members = members;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /**
     * @throws InvalidValueException naming the first field that is not allowed, of any campaign that it would make
     * @throws io.msdatuner.core.run.MissingToolchainException if this host has no compiler for the device class
     */
    CampaignSetSpec of(CampaignSetRequest request) {
        var chosen = members.of(request);
        InvalidValueException.requireBetween("members", chosen.size(), 1, 200);
        var deadline = Optional.ofNullable(request.deadline()).map(this::deadline);
        var budget = request.budget() == null ? usual(chosen, deadline) : Budget.parse(request.budget());
        var example = chosen.stream()
                .map(member -> campaigns.of(
                        request(member, request.deviceClass(), request.strategy(), request.seed(), budget)))
                .toList()
                .get(0);
        var spec = new CampaignSetSpec(
                chosen, example.deviceClass(), example.strategy(), example.seed(), budget, deadline);
        deadline.ifPresent(end -> requireTime(spec, end, String.valueOf(request.deadline())));
        return spec;
    }

    /** Of one campaign of a set, with what is installed on this host. */
    CampaignSpec campaign(CampaignSetSpec set, Member member, Budget budget) {
        return campaigns.of(request(member, set.deviceClass().name(), set.strategy(), set.seed(), budget));
    }

    private static CampaignRequest request(
            Member member,
            @Nullable String deviceClass,
            @Nullable String strategy,
            @Nullable Long seed,
            Budget budget) {
        return new CampaignRequest(
                member.kernel().id(), member.shape().toString(), deviceClass, strategy, seed, budget.toString(), null);
    }

    private Budget usual(List<Member> chosen, Optional<Instant> deadline) {
        var time = deadline.map(this::until).orElse(USUAL_TIME.multipliedBy(chosen.size()));
        return Budget.ofTime(Duration.ofSeconds(Math.max(
                CampaignSetSpec.LEAST_TIME.multipliedBy(chosen.size()).toSeconds(),
                Math.min(time.toSeconds(), MOST_TIME.toSeconds()))));
    }

    private Instant deadline(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidValueException("deadline", text, "a time such as 2026-01-31T18:00:00Z");
        }
    }

    private void requireTime(CampaignSetSpec spec, Instant deadline, String text) {
        var least = CampaignSetSpec.LEAST_TIME.multipliedBy(spec.members().size());
        if (until(deadline).compareTo(least) < 0) {
            throw new InvalidValueException(
                    "deadline", text, "at least %d s from now (%s)".formatted(least.toSeconds(), clock.instant()));
        }
    }

    private Duration until(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }
}
