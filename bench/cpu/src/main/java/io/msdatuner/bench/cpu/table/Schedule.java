package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.trial.CachePolicy;
import java.util.List;

/** Which workloads each part compares, one after the other. A comparison that cannot be made is a line, not an end. */
final class Schedule {
    private final Options options;
    private final Bench bench;

    Schedule(Options options, Bench bench) {
        this.options = options;
        this.bench = bench;
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /** False if the time was up before all was measured. */
    boolean run() throws InterruptedException {
        try {
            for (var part : options.only()) {
                orSkip(part, "all workloads", () -> run(part));
            }
            return true;
        } catch (TimeIsUpException e) {
            bench.out().println(e.getMessage());
            return false;
        }
    }

    private void run(Part part) throws InterruptedException {
        switch (part) {
            case A -> fallback();
            case B -> otherFormulations();
            case C -> eachKernel(part, options.amongAll(), new NaivePart(bench, NaiveKernels.compile(bench)));
            case D -> {
                var cases = measurable(part);
                eachKernel(part, cases, new SinglePart(bench, cases));
            }
            case E ->
                eachKernel(part, options.among(RooflinePart.ENCODERS), new RooflinePart(bench, Machine.compile(bench)));
        }
    }

    private void fallback() throws InterruptedException {
        var torch = new PyTorchPart(bench);
        for (var one : options.among(PyTorchPart.ENCODERS)) {
            orSkip(Part.A, one.workload(), () -> torch.fallback(one, CachePolicy.WARM));
        }
        for (var one : options.among(PyTorchPart.DECODERS)) {
            orSkip(Part.A, one.workload(), () -> torch.fallback(one, CachePolicy.COLD));
        }
    }

    private void otherFormulations() throws InterruptedException {
        for (var one : options.among(PyTorchPart.FORWARD)) {
            orSkip(Part.B, one.workload(), () -> new PyTorchPart(bench).others(one));
        }
    }

    /** With a new worker for each, so that the memory of one does not stay for the next. */
    private void eachKernel(Part part, List<Case> cases, Comparing comparing) throws InterruptedException {
        for (var one : cases) {
            for (var kernel : Kernel.values()) {
                var subject = one.workload() + " " + Timings.word(kernel);
                orSkip(part, subject, () -> {
                    try (var rig = new Rig(bench.data())) {
                        requireMeasurable(rig, kernel, one);
                        comparing.compare(one, kernel, rig);
                    }
                });
            }
        }
    }

    /** What the backend can measure both kernels of on this machine. */
    private List<Case> measurable(Part part) throws InterruptedException {
        try (var rig = new Rig(bench.data())) {
            return options.amongAll().stream()
                    .filter(one -> List.of(Kernel.values()).stream().allMatch(kernel -> {
                        var refusal = rig.refusal(kernel, one.shape());
                        refusal.ifPresent(why -> bench.skip(part, one.workload() + " " + kernel, why));
                        return refusal.isEmpty();
                    }))
                    .toList();
        }
    }

    private static void requireMeasurable(Rig rig, Kernel kernel, Case one) {
        rig.refusal(kernel, one.shape()).ifPresent(why -> {
            throw new BenchTroubleException(why);
        });
    }

    private void orSkip(Part part, String subject, Work work) throws InterruptedException {
        try {
            work.run();
        } catch (BenchTroubleException e) {
            bench.skip(part, subject, String.valueOf(e.getMessage()));
        }
    }
}
