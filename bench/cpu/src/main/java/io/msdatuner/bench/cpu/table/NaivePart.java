package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.trial.CachePolicy;
import java.util.List;

/** Part c: tuned beside the naive port, in one request to the worker. */
final class NaivePart implements Comparing {
    private final Bench bench;
    private final NaiveKernels naive;

    NaivePart(Bench bench, NaiveKernels naive) {
        this.bench = bench;
        this.naive = naive;
    }

    @Override
    public void compare(Case workload, Kernel kernel, Rig rig) throws InterruptedException {
        var subject = workload.workload() + " " + Timings.word(kernel);
        var key = "c " + subject;
        if (bench.findings().comparison(key).isPresent()) {
            return;
        }
        var best = bench.tuning().best(rig, kernel, workload.shape());
        bench.deadline().check();
        var outcomes = rig.compare(
                List.of(naive.variant(kernel, workload.shape()), Bench.tuned(rig, kernel, workload.shape(), best)),
                Timings.deciding(CachePolicy.WARM));
        bench.found(
                key,
                new Comparison(
                        Part.C,
                        subject,
                        "naive OpenMP",
                        CachePolicy.WARM,
                        Timings.measured(outcomes.get(0), "the naive kernel").median(),
                        Timings.measured(outcomes.get(1), best.toString()).median()));
    }
}
