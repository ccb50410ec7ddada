package io.msdatuner.strategies.surrogate;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Models that are being learnt, in parts that take about as long as each other: hyperparameters first, then what the models
 * are conditioned on.
 */
final class Learning {
    private static final int CONDITIONINGS = 2;
    static final int PARTS = 1 + CONDITIONINGS;

    private final int count;
    private final Supplier<List<Surrogate>> hyperparameters;
    private @Nullable List<Surrogate> members;
    private int conditionings;

    /**
     * @param count of samples that are learnt from
     * @param hyperparameters begins the models by learning theirs
     */
    Learning(int count, Supplier<List<Surrogate>> hyperparameters) {
        this.count = count;
        this.hyperparameters = hyperparameters;
    }

    int count() {
        return count;
    }

    /** Does the next part, if there is one left. */
    void advance() {
        var begun = members;
        if (begun == null) {
            members = hyperparameters.get();
        } else if (conditionings < CONDITIONINGS) {
            conditionings++;
            // a sample costs as much as there are before it
            var share = Math.sqrt((double) conditionings / CONDITIONINGS);
            begun.forEach(member -> member.conditionOn(share));
        }
    }

    /** Does all parts that are left. */
    List<Surrogate> finish() {
        while (conditionings < CONDITIONINGS) {
            advance();
        }
        return List.copyOf(Objects.requireNonNull(members));
    }
}
