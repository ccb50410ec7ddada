package io.msdatuner.variants.ascend;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Stage;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Outcome.Measured;
import io.msdatuner.variants.ascend.AscendSelfTest.StepFailedException;
import io.msdatuner.variants.worker.WorkerRunner;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** Builds, verifies and times what the self-test looks at on one device. */
final class SelfTestBench implements AutoCloseable {
    /** Unaligned, with a level of one pixel, so that every kind of border is met. */
    private static final Shape AWKWARD = Shape.parse("B=2 Q=37 H=4 C=33 P=3 levels=13x17,7x9,1x1");

    private static final Shape ALIGNED = Shape.parse("B=2 Q=37 H=4 C=40 P=3 levels=13x17,7x9,1x1");
    private static final Shape SMALL = Shape.parse("B=1 Q=300 H=8 C=32 P=4 levels=40x40,20x20");
    private static final Shape LARGE = Shape.parse("B=1 Q=2400 H=8 C=32 P=4 levels=40x40,20x20");
    /** How far two medians of the same launch may be apart on a device that nobody else uses. */
    private static final double SAME = 1.2;
    /** Eight times the queries take at least so many times the time, whatever a launch costs. */
    private static final double LARGER = 1.5;
    /** A cold launch may seem this much faster by noise. */
    private static final double NOISE = 0.9;

    private final AscendBackend backend;
    private final Device device;
    private final VariantBuilder builder;
    private final WorkerRunner runner;

    SelfTestBench(AscendBackend backend, Device device) {
        this.backend = backend;
        this.device = device;
        this.builder = backend.builder(device);
        this.runner = backend.runner(device);
    }

    /** A configuration that stands for all with its compile-time values. */
    record Family(Kernel kernel, Shape shape, Configuration configuration) {}

    /**
     * The default configuration on a shape that is aligned and on one that is not, and for the second, for each other value
     * of a compile-time parameter, what is nearest to the default among those that have it.
     */
    Set<Family> families(Kernel kernel) {
        var families = new LinkedHashSet<Family>();
        families.add(new Family(kernel, ALIGNED, backend.defaultConfiguration(kernel, ALIGNED, device)));
        var space = backend.space(kernel, AWKWARD, device);
        var untuned = backend.defaultConfiguration(kernel, AWKWARD, device);
        families.add(new Family(kernel, AWKWARD, untuned));
        space.neighbours(untuned).stream()
                .filter(neighbour -> isCompiledOtherwise(space, neighbour, untuned))
                .forEach(neighbour -> families.add(new Family(kernel, AWKWARD, neighbour)));
        return families;
    }

    private static boolean isCompiledOtherwise(Space space, Configuration one, Configuration other) {
        return space.parameters().stream()
                .filter(parameter -> parameter.stage() == Stage.COMPILE_TIME)
                .anyMatch(parameter -> !one.value(parameter.name()).equals(other.value(parameter.name())));
    }

    String verify(Family family) throws InterruptedException, StepFailedException {
        var verification = measure(family.kernel(), family.shape(), family.configuration(), policy())
                .verification();
        return String.format(
                Locale.ROOT,
                "worst error %.1e of the reference's scale, %s",
                verification.worstError(),
                verification.determinism().id());
    }

    String repeats(Kernel kernel) throws InterruptedException, StepFailedException {
        var first = medianNs(kernel, SMALL, policy());
        var second = medianNs(kernel, SMALL, policy());
        return require(Math.max(first, second) <= SAME * Math.min(first, second), "first", first, "then", second);
    }

    String grows(Kernel kernel) throws InterruptedException, StepFailedException {
        var small = medianNs(kernel, SMALL, policy());
        var large = medianNs(kernel, LARGE, policy());
        return require(large >= LARGER * small, "Q=" + SMALL.queries(), small, "Q=" + LARGE.queries(), large);
    }

    String coldIsNotFaster(Kernel kernel) throws InterruptedException, StepFailedException {
        var warm = medianNs(kernel, SMALL, policy());
        var cold = medianNs(kernel, SMALL, policy().with(CachePolicy.COLD));
        return require(cold >= NOISE * warm, "warm", warm, "cold", cold);
    }

    private static String require(boolean holds, String a, double aNs, String b, double bNs)
            throws StepFailedException {
        var text = String.format(Locale.ROOT, "%s %.2f us, %s %.2f us", a, aNs / 1e3, b, bNs / 1e3);
        if (!holds) {
            throw new StepFailedException(text);
        }
        return text;
    }

    private MeasurementPolicy policy() {
        return MeasurementPolicy.search(device.provenance());
    }

    private double medianNs(Kernel kernel, Shape shape, MeasurementPolicy policy)
            throws InterruptedException, StepFailedException {
        return measure(kernel, shape, backend.defaultConfiguration(kernel, shape, device), policy)
                .median()
                .medianNs();
    }

    private Measured measure(Kernel kernel, Shape shape, Configuration configuration, MeasurementPolicy policy)
            throws InterruptedException, StepFailedException {
        var variant = new Variant(kernel, shape, Candidate.tuned(configuration));
        var build = builder.build(variant);
        if (build instanceof BuildResult.Failed failed) {
            throw new StepFailedException(
                    failed.outcome().command() + "\n" + failed.outcome().log());
        }
        var built = new BuiltVariant(variant, ((BuildResult.Built) build).artifact());
        Outcome outcome = runner.run(built, policy, OptionalDouble.empty());
        if (outcome instanceof Measured measured) {
            return measured;
        }
        throw new StepFailedException(outcome.toString());
    }

    @Override
    public void close() {
        runner.close();
    }
}
