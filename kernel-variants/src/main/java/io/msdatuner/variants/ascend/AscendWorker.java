package io.msdatuner.variants.ascend;

import io.msdatuner.variants.ascend.Acl.Attribute;
import io.msdatuner.variants.worker.StageLimits;
import io.msdatuner.variants.worker.WorkerLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The main class of an NPU's worker process. Arguments: the device's id and its number, the AscendCL library, and
 * {@value #RESET} to reset the device first.
 */
public final class AscendWorker {
    static final String RESET = "reset";
    /** A simulated launch takes host time, and other work may have the host's cores. */
    private static final double SIMULATED_PATIENCE = 6;

    private static final int UNUSABLE_EXIT = 3;

    private AscendWorker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            var acl = Acl.load(Path.of(arguments[2]));
            var index = Integer.parseInt(arguments[1]);
            var device = AclDevice.open(acl, index, List.of(arguments).contains(RESET));
            serve(arguments[0], device, index);
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(UNUSABLE_EXIT);
        }
    }

    private static void serve(String deviceId, AclDevice device, int index) throws IOException, InterruptedException {
        var l2Bytes = device.acl().attribute(index, Attribute.L2_BYTES);
        var simulated = Chip.isSimulated(device.acl().socName());
        WorkerLoop.serve(deviceId, (kernel, inputs) -> {
            var limit = new StageLimits(inputs.shape(), null, patience(simulated)).launch();
            return AscendSession.open(new AscendClock(device, l2Bytes, simulated, limit), kernel, inputs);
        });
    }

    /** How many times longer than on an NPU a launch may take. */
    static double patience(boolean simulated) {
        return simulated ? SIMULATED_PATIENCE : 1;
    }
}
