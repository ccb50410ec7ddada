package io.msdatuner.core.testkit;

import io.msdatuner.core.run.Artifact;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Stage;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.Candidate;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A builder that writes no file. Its digests follow from the compile-time parameters alone, so configurations that differ
 * only at launch time share an artifact, and what it built before is reused. Safe for use by several threads.
 */
public final class FakeBuilder implements VariantBuilder {
    private final Space space;
    private final Predicate<Configuration> fails;
    private final Set<String> built = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();

    /** Everything can be built. */
    public FakeBuilder(Space space) {
        this(space, configuration -> false);
    }

    /** @param fails which tuned configurations cannot be built */
    public FakeBuilder(Space space, Predicate<Configuration> fails) {
        this.space = space;
        this.fails = fails;
    }

    @Override
    public BuildResult build(Variant variant) {
        calls.incrementAndGet();
        var candidate = variant.candidate();
        if (candidate.isTuned() && fails.test(candidate.configuration())) {
            return new BuildResult.Failed(Outcomes.buildFailed());
        }
        var digest = digest(variant);
        return new BuildResult.Built(new Artifact(digest, Path.of(digest + ".so"), !built.add(digest)));
    }

    /** The digest of the artifact that is built for this variant. */
    public String digest(Variant variant) {
        return variant.kernel() + "-" + digest(variant.candidate());
    }

    private String digest(Candidate candidate) {
        if (!candidate.isTuned()) {
            return candidate.implementation();
        }
        var values = new TreeMap<String, Value>();
        space.parameters().stream()
                .filter(parameter -> parameter.stage() == Stage.COMPILE_TIME)
                .map(Parameter::name)
                .forEach(name -> values.put(name, candidate.configuration().value(name)));
        return new Configuration(values).id();
    }

    /** How often it was asked. */
    public int calls() {
        return calls.get();
    }

    /** How many different artifacts it built. */
    public int built() {
        return built.size();
    }
}
