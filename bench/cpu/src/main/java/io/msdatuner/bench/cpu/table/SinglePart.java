package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.CachePolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Part d: tuned for the shape beside the best single configuration of all shapes, in one request to the worker. */
final class SinglePart implements Comparing {
    private final Bench bench;
    private final SingleConfiguration single;
    private final Map<Kernel, Configuration> chosen = new EnumMap<>(Kernel.class);

    SinglePart(Bench bench, List<Case> cases) {
        this.bench = bench;
        this.single = new SingleConfiguration(bench, cases);
    }

    @Override
    public void compare(Case workload, Kernel kernel, Rig rig) throws InterruptedException {
        var subject = workload.workload() + " " + Timings.word(kernel);
        var key = "d " + subject;
        if (bench.findings().comparison(key).isPresent()) {
            return;
        }
        var shape = workload.shape();
        var common = rig.space(kernel, shape).closest(single(kernel));
        var best = bench.tuning().best(rig, kernel, shape);
        bench.deadline().check();
        var variants = List.of(Bench.tuned(rig, kernel, shape, common), Bench.tuned(rig, kernel, shape, best));
        var same = common.equals(best);
        var outcomes = rig.compare(same ? variants.subList(0, 1) : variants, Timings.deciding(CachePolicy.WARM));
        var ofCommon = Timings.measured(outcomes.get(0), common.toString()).median();
        var ofBest = same
                ? ofCommon
                : Timings.measured(outcomes.get(1), best.toString()).median();
        bench.found(key, new Comparison(Part.D, subject, "single configuration", CachePolicy.WARM, ofCommon, ofBest));
    }

    private Configuration single(Kernel kernel) throws InterruptedException {
        var known = chosen.get(kernel);
        if (known == null) {
            known = single.of(kernel);
            chosen.put(kernel, known);
            bench.out().printf("part d, %s: the single configuration is %s%n", kernel, known);
        }
        return known;
    }
}
