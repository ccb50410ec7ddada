package io.msdatuner.variants.cpu;

import io.msdatuner.variants.worker.WorkerLoop;
import java.io.IOException;

/** The main class of a CPU's worker process: arguments are the device id and the size of its last-level cache in bytes. */
public final class CpuWorker {
    private CpuWorker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var eviction = new EvictionBuffer(Long.parseLong(arguments[1]));
        WorkerLoop.serve(arguments[0], (kernel, inputs) -> new CpuSession(kernel, inputs, eviction));
    }
}
