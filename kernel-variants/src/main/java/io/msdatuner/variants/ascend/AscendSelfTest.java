package io.msdatuner.variants.ascend;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.run.MissingToolchainException;
import io.msdatuner.variants.ascend.SelfTestStep.Status;
import io.msdatuner.variants.worker.WorkerTroubleException;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Looks at all that tuning on an NPU needs, in the order in which it is needed, and says of each whether it is there: what
 * nobody can know who has no NPU. It changes nothing on the device but its memory while it runs.
 */
public final class AscendSelfTest {
    private final AscendBackend backend;
    private final List<Device> devices;
    private final Consumer<SelfTestStep> listener;

    /**
     * @param devices of the backend
     * @param listener hears each step as it ends
     */
    public AscendSelfTest(AscendBackend backend, List<Device> devices, Consumer<SelfTestStep> listener) {
        this.backend = backend;
        this.devices = List.copyOf(devices);
        this.listener = listener;
    }

    /** What a step looks at. Trouble that it throws is how it fails. */
    @FunctionalInterface
    interface Look {
        /** What it found. */
        String at() throws InterruptedException, StepFailedException;
    }

    /** What a step found wrong. */
    static final class StepFailedException extends Exception {
        StepFailedException(String what) {
            super(what);
        }
    }

    public void run() throws InterruptedException {
        var tools = step("toolkit", () -> backend.host().toolkit().root().toString());
        tools = step("compiler", backend::toolchain) && tools;
        if (!tools) {
            skip("devices", "without a toolkit none can be reached");
            return;
        }
        if (devices.isEmpty()) {
            step("devices", () -> {
                throw new StepFailedException(backend.trouble().orElse("none"));
            });
            return;
        }
        for (var device : devices) {
            look(device);
        }
    }

    private void look(Device device) throws InterruptedException {
        var npu = backend.npu(device);
        var usable = step(device.id() + " answers", () -> answer(npu));
        usable = usable && step(device.id() + " is supported", () -> supported(npu));
        if (!usable) {
            skip(device.id() + " kernels", "the device cannot be used");
            return;
        }
        try (var bench = new SelfTestBench(backend, device)) {
            for (var kernel : Kernel.values()) {
                for (var family : bench.families(kernel)) {
                    var name = "%s C=%d %s".formatted(kernel, family.shape().channels(), family.configuration());
                    step(name, () -> bench.verify(family));
                }
                step(kernel + " takes the same time again", () -> bench.repeats(kernel));
                step(kernel + " takes longer for more queries", () -> bench.grows(kernel));
                step(kernel + " is not faster with a cold cache", () -> bench.coldIsNotFaster(kernel));
            }
        }
    }

    /** AscendCL must tell of it, in a process of its own, what the backend says of it. */
    private String answer(NpuFacts npu) throws InterruptedException, StepFailedException {
        var host = backend.host();
        var findings = new NpuProbe(host.toolkit(), host.environment(npu), backend.logs()).ask();
        if (findings.trouble().isPresent()) {
            throw new StepFailedException(findings.trouble().get());
        }
        if (!findings.devices().contains(npu)) {
            throw new StepFailedException("expected %s, found %s".formatted(npu, findings.devices()));
        }
        return "%d AI cores, %d vector cores, %d KiB of UB, %d MiB of L2, %d MiB of memory; runtime %s, %s"
                .formatted(
                        npu.aiCores(),
                        npu.vectorCores(),
                        npu.ubBytes() >> 10,
                        npu.l2Bytes() >> 20,
                        npu.memoryBytes() >> 20,
                        findings.runtime(),
                        new TreeMap<>(host.facts(npu)));
    }

    private static String supported(NpuFacts npu) throws StepFailedException {
        var refusal = npu.chip().refusal(npu.socName());
        if (refusal.isPresent()) {
            throw new StepFailedException(refusal.get());
        }
        return "family %s, --npu-arch=%s"
                .formatted(npu.chip(), npu.chip().npuArch().orElseThrow());
    }

    /** True if it passed. */
    private boolean step(String name, Look look) throws InterruptedException {
        try {
            listener.accept(new SelfTestStep(name, Status.PASSED, look.at()));
            return true;
        } catch (StepFailedException | MissingToolchainException | WorkerTroubleException e) {
            listener.accept(new SelfTestStep(name, Status.FAILED, String.valueOf(e.getMessage())));
            return false;
        }
    }

    private void skip(String name, String why) {
        listener.accept(new SelfTestStep(name, Status.SKIPPED, why));
    }
}
