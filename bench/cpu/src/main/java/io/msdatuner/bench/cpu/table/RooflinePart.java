package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Level;
import io.msdatuner.core.kernel.LocationDistribution;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.MedianEstimate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Part e: tuned beside the machine's own limits, which are probed between the bursts of the kernel, and beside the same kernel
 * with as many points on levels so small that their pixels stay in the L1 cache: what its instructions alone take.
 */
final class RooflinePart implements Comparing {
    static final List<String> ENCODERS =
            List.of("ddetr_enc", "mask2former_enc", "dino5_enc", "bevformer_base_tsa", "bevformer_base_sca");
    private static final int ROUNDS = 6;
    /** Pixels; four levels of a head with 32 channels, and their gradients, are 36 KiB. */
    private static final int NEAR_SIDE = 6;

    private final Bench bench;
    private final Path probe;

    RooflinePart(Bench bench, Path probe) {
        this.bench = bench;
        this.probe = probe;
    }

    @Override
    public void compare(Case workload, Kernel kernel, Rig rig) throws InterruptedException {
        var subject = workload.workload() + " " + Timings.word(kernel);
        var bound = "e " + subject;
        var instructions = "e " + subject + " near";
        if (bench.findings().comparison(bound).isPresent()
                && bench.findings().comparison(instructions).isPresent()) {
            return;
        }
        var shape = workload.shape();
        var configuration = bench.tuning().best(rig, kernel, shape);
        var tuned = Bench.tuned(rig, kernel, shape, configuration);
        var near = Bench.tuned(rig, kernel, near(shape), configuration);
        bench.deadline().check();
        var bounds = new long[ROUNDS];
        var tunedSamples = LongStream.empty();
        var nearSamples = LongStream.empty();
        var threads = Runtime.getRuntime().availableProcessors();
        for (var round = 0; round < ROUNDS; round++) {
            bounds[round] = Math.round(new Roofline(Machine.probe(probe, threads)).boundNs(kernel, shape));
            tunedSamples = LongStream.concat(tunedSamples, burst(rig, tuned));
            nearSamples = LongStream.concat(nearSamples, burst(rig, near));
        }
        var time = MedianEstimate.of(tunedSamples.toArray());
        found(bound, subject, "L2 gather plus streaming", MedianEstimate.of(bounds), time);
        found(instructions, subject, "itself, pixels in L1", MedianEstimate.of(nearSamples.toArray()), time);
    }

    private static Shape near(Shape shape) {
        return new Shape(
                shape.batch(),
                shape.queries(),
                shape.heads(),
                shape.channels(),
                shape.points(),
                IntStream.range(0, shape.levels().size())
                        .mapToObj(level -> new Level(NEAR_SIDE, NEAR_SIDE))
                        .toList(),
                shape.dtype(),
                LocationDistribution.UNIFORM);
    }

    private static LongStream burst(Rig rig, BuiltVariant variant) throws InterruptedException {
        var outcome =
                rig.compare(List.of(variant), Timings.burst(CachePolicy.WARM)).get(0);
        return Arrays.stream(
                Timings.measured(outcome, "the tuned kernel").measurement().samplesNs());
    }

    private void found(String key, String subject, String rival, MedianEstimate limit, MedianEstimate tuned) {
        bench.found(key, new Comparison(Part.E, subject, rival, CachePolicy.WARM, limit, tuned));
    }
}
