package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.variants.worker.HostMemory;
import java.util.ArrayList;
import java.util.List;

/** Parts a and b: tuned beside PyTorch, whose results are compared with the reference first. */
final class PyTorchPart {
    static final List<String> ENCODERS = List.of("ddetr_enc", "bevformer_base_tsa", "bevformer_base_sca");
    static final List<String> DECODERS =
            List.of("ddetr_dec", "dino4_dec", "rtdetr_dec", "dino5_dec", "bevformer_base_dec");
    static final List<String> FORWARD = List.of("ddetr_enc", "mask2former_enc");

    private static final String FALLBACK = "grid_sample";
    private static final List<String> OTHERS =
            List.of("embedding_bag", "gather", "embedding_bag compiled", "gather compiled", "grid_sample compiled");

    /** The fallback and its gradients hold every sampled pixel about this many times; others no more. */
    private static final long SAMPLE_COPIES = 6;

    private final Bench bench;

    PyTorchPart(Bench bench) {
        this.bench = bench;
    }

    /** Part a: the fallback, forward and backward. */
    void fallback(Case workload, CachePolicy cache) throws InterruptedException {
        compare(Part.A, workload, cache, List.of(Kernel.values()), List.of(FALLBACK));
    }

    /** Part b: everything else, forward. */
    void others(Case workload) throws InterruptedException {
        compare(Part.B, workload, CachePolicy.WARM, List.of(Kernel.MSDA_FORWARD), OTHERS);
    }

    private void compare(Part part, Case workload, CachePolicy cache, List<Kernel> kernels, List<String> formulations)
            throws InterruptedException {
        var missing = formulations.stream()
                .filter(name -> bench.findings()
                        .comparison(key(part, workload, cache, name))
                        .isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        requireMemory(workload);
        try (var rig = new Rig(bench.data());
                var torch = new PyTorch(bench)) {
            var variants = new ArrayList<BuiltVariant>();
            for (var kernel : kernels) {
                var best = bench.tuning().best(rig, kernel, workload.shape());
                variants.add(Bench.tuned(rig, kernel, workload.shape(), best));
            }
            bench.deadline().check();
            var sound = checked(part, workload, torch, kernels, missing);
            var result = new Duel(rig, torch, cache).fight(variants, sound);
            var what = workload.workload() + (kernels.size() > 1 ? " forward + backward" : " forward");
            result.rivals()
                    .forEach((name, time) -> bench.found(
                            key(part, workload, cache, name),
                            new Comparison(
                                    part,
                                    what,
                                    "%s, torch %s".formatted(name, torch.version()),
                                    cache,
                                    time,
                                    result.tuned())));
        }
    }

    private static void requireMemory(Case workload) {
        var shape = workload.shape();
        var needed = SAMPLE_COPIES * Float.BYTES * shape.pointCount() * shape.channels();
        var available = HostMemory.detect().availableBytes();
        if (needed > available) {
            throw new BenchTroubleException("PyTorch needs about %d MiB, this machine has %d MiB left"
                    .formatted(needed >> 20, available >> 20));
        }
    }

    private static String key(Part part, Case workload, CachePolicy cache, String formulation) {
        return "%s %s %s %s".formatted(part.id(), workload.workload(), cache.id(), formulation);
    }

    /** The formulations whose results agree with the reference. */
    private List<String> checked(
            Part part, Case workload, PyTorch torch, List<Kernel> kernels, List<String> formulations) {
        var inputs = SharedInputs.write(bench.data().resolve("inputs"), workload.shape());
        var sound = new ArrayList<String>();
        try {
            torch.open(inputs.folder(), workload.shape());
            for (var formulation : formulations) {
                try {
                    torch.run(formulation, kernels.contains(Kernel.MSDA_BACKWARD));
                    kernels.forEach(inputs::check);
                    sound.add(formulation);
                } catch (BenchTroubleException e) {
                    bench.skip(part, workload.workload() + " " + formulation, String.valueOf(e.getMessage()));
                }
            }
        } finally {
            inputs.delete();
        }
        if (sound.isEmpty()) {
            throw new BenchTroubleException("no formulation can be compared");
        }
        return sound;
    }
}
