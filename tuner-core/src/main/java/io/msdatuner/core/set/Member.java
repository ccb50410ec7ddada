package io.msdatuner.core.set;

import static io.msdatuner.core.InvalidValueException.requireBetween;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;

/**
 * A kernel and shape of a campaign set.
 *
 * @param launches how often one training step launches it, 1 to 1,000,000
 */
public record Member(Kernel kernel, Shape shape, int launches) {
    private static final int MOST_LAUNCHES = 1_000_000;

    public Member {
        requireBetween("members.launches", launches, 1, MOST_LAUNCHES);
    }

    boolean isSameProblem(Member other) {
        return kernel == other.kernel && shape.equals(other.shape);
    }
}
