package io.msdatuner.bench.cpu.record;

import io.msdatuner.core.trial.Outcome;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the measurement of one configuration ended, as the recorded file keeps it.
 *
 * @param medianNs empty if it failed
 * @param failure {@code compile}, {@code run} or {@code invalid}; empty if it did not fail
 */
record RecordedTime(OptionalDouble medianNs, Optional<String> failure) {
    RecordedTime {
        if (medianNs.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("a configuration has either a time or a failure");
        }
    }

    static RecordedTime of(Outcome outcome) {
        if (outcome instanceof Outcome.Measured measured) {
            return measured(measured.median().medianNs());
        }
        if (outcome instanceof Outcome.BuildFailed) {
            return failed("compile");
        }
        return failed(outcome instanceof Outcome.WrongResult ? "invalid" : "run");
    }

    static RecordedTime measured(double medianNs) {
        return new RecordedTime(OptionalDouble.of(medianNs), Optional.empty());
    }

    static RecordedTime failed(String why) {
        return new RecordedTime(OptionalDouble.empty(), Optional.of(why));
    }

    /** Empty if either failed. */
    OptionalDouble ratioTo(RecordedTime other) {
        return medianNs.isPresent() && other.medianNs.isPresent()
                ? OptionalDouble.of(medianNs.getAsDouble() / other.medianNs.getAsDouble())
                : OptionalDouble.empty();
    }

    /** A failure stays one. */
    RecordedTime dividedBy(double factor) {
        return medianNs.isPresent() ? measured(medianNs.getAsDouble() / factor) : this;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return failure.orElseGet(() -> Double.toString(medianNs.orElseThrow()));
    }

    static RecordedTime parse(String text) {
        return Character.isDigit(text.charAt(0)) ? measured(Double.parseDouble(text)) : failed(text);
    }
}
