package io.msdatuner.core.run;

import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Verifies and times artifacts on one device, one at a time. Verification always comes first, and a variant that fails it
 * is never timed. How a variant ends is an outcome, also when it crashes or hangs; an exception means that the device
 * cannot be used at all and says what to do: a {@link ShortageException}, that it can be tried again later. Used by one
 * thread.
 */
public interface VariantRunner extends AutoCloseable {
    /**
     * @param incumbentNs the best median so far; a variant that is clearly slower may be stopped early
     * @return anything but {@link Outcome.BuildFailed} and {@link Outcome.Abandoned}
     */
    Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs) throws InterruptedException;

    /**
     * Verifies all, then times those that pass in interleaved blocks: one block of each, in turn, so that a drift of the
     * machine meets all alike.
     *
     * @return one outcome for each variant, in order
     */
    List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) throws InterruptedException;

    /** What is measured from now on is measured in a new process, if this runner measures in one. */
    default void startAfresh() {}

    /** As {@link #startAfresh}, and does first what it can for a device that a new process alone does not help: resets it. */
    default void recover() {
        startAfresh();
    }

    @Override
    void close();
}
