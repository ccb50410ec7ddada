package io.msdatuner.core.set;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.device.DeviceClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that decides what a campaign set does. It never changes once the set exists.
 *
 * @param members what is tuned, in the order of the request, each problem once
 * @param budget its time is device time of the whole set, at least {@link #LEAST_TIME} for each member; its trials are
 *     search trials of each member
 * @param deadline when everything is finished, finals included
 */
public record CampaignSetSpec(
        List<Member> members,
        DeviceClass deviceClass,
        String strategy,
        long seed,
        Budget budget,
        Optional<Instant> deadline) {
    /** With less a member cannot even be compared with its baselines. */
    public static final Duration LEAST_TIME = Duration.ofSeconds(5);

    private static final int MOST_MEMBERS = 200;

    public CampaignSetSpec {
        members = List.copyOf(members);
        InvalidValueException.requireBetween("members", members.size(), 1, MOST_MEMBERS);
        for (var member : members) {
            if (members.stream().filter(member::isSameProblem).count() > 1) {
                throw new InvalidValueException(
                        "members", member.kernel() + " " + member.shape(), "each kernel and shape once");
            }
        }
        var least = LEAST_TIME.multipliedBy(members.size());
        if (budget.maxTime().filter(time -> time.compareTo(least) < 0).isPresent()) {
            throw new InvalidValueException(
                    "budget",
                    budget,
                    "at least %d s for %d kernels and shapes".formatted(least.toSeconds(), members.size()));
        }
    }
}
