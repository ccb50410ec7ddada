package io.msdatuner.core.campaign;

import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.ShortageException;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.trial.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Builds the candidates of one campaign, and waits where nothing can be built or measured for now. */
final class Workbench {
    private final CampaignSpec spec;
    private final BuildAhead builds;
    private final Patience patience;
    private final VariantRunner runner;

    /** @param proven what ran well before, the fastest first */
    Workbench(CampaignSpec spec, CampaignTools tools, SteadyTime time, Supplier<Stream<Candidate>> proven) {
        this.spec = spec;
        this.builds = tools.builds();
        this.patience = new Patience(time);
        this.runner = new CarefulRunner(
                tools.runner(), new Controls(most -> built(proven.get().limit(most))), patience);
    }

    /** The runner of the campaign's tools, but careful whom it blames. */
    VariantRunner runner() {
        return runner;
    }

    /** Begins to build. */
    Future<BuildResult> submit(Candidate candidate) {
        return builds.submit(variant(candidate));
    }

    /** What came of a build that was {@linkplain #submit begun}; one that met a shortage is begun again after it. */
    BuildResult result(Candidate candidate, Future<BuildResult> build) throws InterruptedException {
        try {
            return BuildAhead.result(build);
        } catch (ShortageException e) {
            return patience.outlast(() -> BuildAhead.result(submit(candidate)));
        }
    }

    /** When no build disturbs a measurement any more. */
    BuiltVariant ready(Candidate candidate, BuildResult.Built built) throws InterruptedException {
        builds.quiet();
        return new BuiltVariant(variant(candidate), built.artifact());
    }

    private List<BuiltVariant> built(Stream<Candidate> candidates) throws InterruptedException {
        var variants = new ArrayList<BuiltVariant>();
        for (var candidate : candidates.toList()) {
            if (result(candidate, submit(candidate)) instanceof BuildResult.Built built) {
                variants.add(ready(candidate, built));
            }
        }
        return variants;
    }

    private Variant variant(Candidate candidate) {
        return new Variant(spec.kernel(), spec.shape(), candidate);
    }
}
