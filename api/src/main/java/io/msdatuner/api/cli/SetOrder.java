package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.Budget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The campaign set that a user wants.
 *
 * @param budget empty for all the time until the deadline
 */
record SetOrder(
        List<SetMember> members,
        String deviceClass,
        String strategy,
        long seed,
        Optional<Budget> budget,
        Optional<Instant> deadline) {

    /** @param launches in one training step */
    record SetMember(String kernel, String shape, int launches) {
        static SetMember of(JsonNode member) {
            return new SetMember(
                    member.path("kernel").asString(""),
                    member.path("shape").asString(""),
                    member.path("launches").asInt(0));
        }
    }

    JsonNode toJson() {
        var request = Json.object()
                .put("deviceClass", deviceClass)
                .put("strategy", strategy)
                .put("seed", seed);
        budget.ifPresent(given -> request.put("budget", given.toString()));
        deadline.ifPresent(given -> request.put("deadline", given.toString()));
        var list = request.putArray("members");
        members.forEach(member -> list.addObject()
                .put("kernel", member.kernel())
                .put("shape", member.shape())
                .put("launches", member.launches()));
        return request;
    }

    /** Whether an earlier set was for the very same. */
    boolean isFor(SetView set) {
        return set.members().map(SetMember::of).toList().equals(members)
                && set.text("deviceClass").equals(deviceClass)
                && set.text("strategy").equals(strategy)
                && set.json().path("seed").asLong(Long.MIN_VALUE) == seed
                && set.text("deadline").equals(deadline.map(Instant::toString).orElse(""))
                && (budget.isEmpty() || budget.equals(budgetOf(set)));
    }

    private static Optional<Budget> budgetOf(SetView set) {
        try {
            return Optional.of(
                    Budget.parse(set.json().path("budget").path("text").asString("")));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
