package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.MedianEstimate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Part e: tuned beside the machine's own limits, which are probed between the bursts of the kernel. */
final class RooflinePart implements Comparing {
    static final List<String> ENCODERS =
            List.of("ddetr_enc", "mask2former_enc", "dino5_enc", "bevformer_base_tsa", "bevformer_base_sca");
    private static final int ROUNDS = 6;

    private final Bench bench;
    private final Path probe;

    RooflinePart(Bench bench, Path probe) {
        this.bench = bench;
        this.probe = probe;
    }

    @Override
    public void compare(Case workload, Kernel kernel, Rig rig) throws InterruptedException {
        var subject = workload.workload() + " " + Timings.word(kernel);
        var key = "e " + subject;
        if (bench.findings().comparison(key).isPresent()) {
            return;
        }
        var shape = workload.shape();
        var tuned = List.of(Bench.tuned(rig, kernel, shape, bench.tuning().best(rig, kernel, shape)));
        bench.deadline().check();
        var bounds = new long[ROUNDS];
        var samples = LongStream.empty();
        var threads = Runtime.getRuntime().availableProcessors();
        for (var round = 0; round < ROUNDS; round++) {
            bounds[round] = Math.round(new Roofline(Machine.probe(probe, threads)).boundNs(kernel, shape));
            var outcome = rig.compare(tuned, Timings.burst(CachePolicy.WARM)).get(0);
            var burst = Timings.measured(outcome, "the tuned kernel").measurement();
            samples = LongStream.concat(samples, Arrays.stream(burst.samplesNs()));
        }
        bench.found(
                key,
                new Comparison(
                        Part.E,
                        subject,
                        "L2 gather plus streaming",
                        CachePolicy.WARM,
                        MedianEstimate.of(bounds),
                        MedianEstimate.of(samples.toArray())));
    }
}
