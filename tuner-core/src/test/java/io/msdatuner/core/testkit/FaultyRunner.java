package io.msdatuner.core.testkit;

import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A runner on which chosen candidates end badly; the others are left to the runner that it wraps, which it owns. */
public final class FaultyRunner implements VariantRunner {
    private final VariantRunner runner;
    private final Function<Candidate, Optional<Outcome>> faults;

    /** @param faults how a candidate ends, empty if it works; a function, so that a candidate always ends alike */
    public FaultyRunner(VariantRunner runner, Function<Candidate, Optional<Outcome>> faults) {
        this.runner = runner;
        this.faults = faults;
    }

    /** These configurations fail, always in this way. */
    public static FaultyRunner failing(VariantRunner runner, Map<Configuration, Outcome> failures) {
        var copy = Map.copyOf(failures);
        return new FaultyRunner(
                runner,
                candidate -> candidate.isTuned()
                        ? Optional.ofNullable(copy.get(candidate.configuration()))
                        : Optional.empty());
    }

    /**
     * About this share of the tuned configurations fails, in one of the ways of {@link Outcomes#failuresOfARunner()}.
     * Which ones, and how, follows from the seed and the configuration alone.
     */
    public static FaultyRunner share(VariantRunner runner, double share, long seed) {
        return new FaultyRunner(
                runner, candidate -> candidate.isTuned() ? fault(candidate, share, seed) : Optional.empty());
    }

    private static Optional<Outcome> fault(Candidate candidate, double share, long seed) {
        var id = Long.parseUnsignedLong(candidate.configuration().id(), 16);
        var random = new SplittableRandom(seed ^ id);
        var failures = Outcomes.failuresOfARunner();
        return random.nextDouble() < share
                ? Optional.of(failures.get(random.nextInt(failures.size())))
                : Optional.empty();
    }

    /** How this candidate will end; empty if it works. */
    public Optional<Outcome> faultOf(Candidate candidate) {
        return faults.apply(candidate);
    }

    @Override
    public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
            throws InterruptedException {
        var fault = faultOf(variant.variant().candidate());
        return fault.isPresent() ? fault.get() : runner.run(variant, policy, incumbentNs);
    }

    @Override
    public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) throws InterruptedException {
        var working = variants.stream()
                .filter(variant -> faultOf(variant.variant().candidate()).isEmpty())
                .toList();
        var measured = runner.compare(working, policy).iterator();
        var outcomes = new ArrayList<Outcome>();
        for (var variant : variants) {
            outcomes.add(faultOf(variant.variant().candidate()).orElseGet(measured::next));
        }
        return outcomes;
    }

    @Override
    public void startAfresh() {
        runner.startAfresh();
    }

    @Override
    public void recover() {
        runner.recover();
    }

    @Override
    public void close() {
        runner.close();
    }
}
