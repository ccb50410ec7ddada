package io.msdatuner.core.space;

import java.util.Set;
import java.util.function.Predicate;

/**
 * A predicate that is known before anything is built.
 *
 * @param reason why, in words for a person: shown when a configuration is refused
 * @param parameters the parameters it reads, and no others
 */
public record Constraint(String reason, Set<String> parameters, Predicate<Assignment> holds) {
    public Constraint {
        parameters = Set.copyOf(parameters);
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("constraint '%s' reads no parameter".formatted(reason));
        }
    }

    public static Constraint of(String reason, Predicate<Assignment> holds, String... parameters) {
        return new Constraint(reason, Set.of(parameters), holds);
    }
}
