package io.msdatuner.strategies;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Outcome;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.Set;

/**
 * Which configurations, by their index in the space, were asked or told, so that none is asked twice. What was abandoned
 * is free again, but comes last in order: if it brought the tuner down, the next start does not begin with it.
 */
final class Ledger {
    private final Space space;
    private final PrimitiveIterator.OfLong order;
    private final Set<Long> known = new HashSet<>();
    private final Set<Long> finished = new HashSet<>();
    private final Set<Long> pending = new LinkedHashSet<>();
    private final Set<Long> abandoned = new LinkedHashSet<>();

    /** @param order every index of the space, each once */
    Ledger(Space space, PrimitiveIterator.OfLong order) {
        this.space = space;
        this.order = order;
    }

    /** How many different configurations were ever asked or told, the abandoned ones too. */
    int count() {
        return known.size();
    }

    boolean isFree(long index) {
        return !known.contains(index) || abandoned.contains(index);
    }

    /** What was asked and not yet told, in the order of asking. */
    Set<Long> pending() {
        return Collections.unmodifiableSet(pending);
    }

    Configuration take(long index) {
        known.add(index);
        pending.add(index);
        abandoned.remove(index);
        return space.at(index);
    }

    /** The next free index in order; empty if the space is spent. Take it before asking for another. */
    OptionalLong next() {
        while (order.hasNext()) {
            var index = order.nextLong();
            if (!known.contains(index)) {
                return OptionalLong.of(index);
            }
        }
        return abandoned.stream().mapToLong(Long::longValue).findFirst();
    }

    /** Notes how a trial ended; gives its index if that says something of a configuration of this space. */
    OptionalLong tell(Observation observation) {
        var index = space.indexOf(observation.configuration());
        if (index < 0) {
            return OptionalLong.empty();
        }
        known.add(index);
        pending.remove(index);
        if (observation.outcome() instanceof Outcome.Abandoned) {
            if (!finished.contains(index)) {
                abandoned.add(index);
            }
            return OptionalLong.empty();
        }
        finished.add(index);
        abandoned.remove(index);
        return OptionalLong.of(index);
    }
}
