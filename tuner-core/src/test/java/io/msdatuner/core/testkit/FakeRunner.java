package io.msdatuner.core.testkit;

import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A device on which every variant is right and takes the time that a function of its configuration says, in ns, always the
 * same. Remembers what it was asked.
 */
public final class FakeRunner implements VariantRunner {
    /** What the baseline {@code grid-sample} takes, in ns. */
    public static final long GRID_SAMPLE_NS = 1_000_000;

    private final ToLongFunction<Configuration> medianNs;
    private final Predicate<Configuration> orderDependent;
    private final List<Candidate> ran = new ArrayList<>();
    private final List<OptionalDouble> incumbents = new ArrayList<>();
    private final List<List<Candidate>> compared = new ArrayList<>();
    private int freshStarts;
    private boolean closed;

    /** All variants are bitwise repeatable. */
    public FakeRunner(ToLongFunction<Configuration> medianNs) {
        this(medianNs, configuration -> false);
    }

    /** @param orderDependent which tuned configurations are not bitwise repeatable */
    public FakeRunner(ToLongFunction<Configuration> medianNs, Predicate<Configuration> orderDependent) {
        this.medianNs = medianNs;
        this.orderDependent = orderDependent;
    }

    @Override
    public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs) {
        requireOpen();
        ran.add(variant.variant().candidate());
        incumbents.add(incumbentNs);
        return measure(variant.variant().candidate(), policy);
    }

    @Override
    public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) {
        requireOpen();
        var candidates =
                variants.stream().map(variant -> variant.variant().candidate()).toList();
        compared.add(candidates);
        return candidates.stream().map(candidate -> measure(candidate, policy)).toList();
    }

    private Outcome measure(Candidate candidate, MeasurementPolicy policy) {
        if (!candidate.isTuned()) {
            return Outcomes.measured(GRID_SAMPLE_NS, Determinism.BITWISE_REPEATABLE, policy);
        }
        var determinism = orderDependent.test(candidate.configuration())
                ? Determinism.ORDER_DEPENDENT
                : Determinism.BITWISE_REPEATABLE;
        return Outcomes.measured(medianNs.applyAsLong(candidate.configuration()), determinism, policy);
    }

    /** What {@link #run} was given, in order. */
    public List<Candidate> ran() {
        return List.copyOf(ran);
    }

    /** The incumbents that came with {@link #ran()}. */
    public List<OptionalDouble> incumbents() {
        return List.copyOf(incumbents);
    }

    /** What each {@link #compare} was given. */
    public List<List<Candidate>> compared() {
        return List.copyOf(compared);
    }

    @Override
    public void startAfresh() {
        requireOpen();
        freshStarts++;
    }

    /** How often it was asked for a new process. */
    public int freshStarts() {
        return freshStarts;
    }

    @Override
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this runner is closed");
        }
    }
}
