package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Candidate;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What every part works with.
 *
 * @param home the folder of this bench with its native and Python sources
 * @param data where artifacts, inputs and findings are kept
 * @param python the interpreter that has torch
 * @param out where rows go
 */
record Bench(
        Path home, Path data, String python, Budget budget, Findings findings, Deadline deadline, PrintStream out) {
    Tuning tuning() {
        return new Tuning(findings, budget, deadline);
    }

    Path source(String name) {
        return home.resolve(name);
    }

    /** @throws BenchTroubleException if it cannot be built */
    static BuiltVariant tuned(Rig rig, Kernel kernel, Shape shape, Configuration configuration)
            throws InterruptedException {
        var variant = new Variant(kernel, shape, Candidate.tuned(configuration));
        if (rig.builder().build(variant) instanceof BuildResult.Built built) {
            return new BuiltVariant(variant, built.artifact());
        }
        throw new BenchTroubleException(configuration + " cannot be built");
    }

    /** Keeps and prints. */
    void found(String key, Comparison comparison) {
        findings.put(key, comparison);
        out.println(comparison.row());
    }

    void skip(Part part, String subject, String why) {
        out.printf("part %s, %s: skipped: %s%n", part.id(), subject, why);
    }
}
