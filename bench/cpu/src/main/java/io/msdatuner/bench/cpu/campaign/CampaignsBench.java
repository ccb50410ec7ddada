package io.msdatuner.bench.cpu.campaign;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.variants.msda.WorkloadCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Prints what campaigns make of this machine, as Markdown. */
public final class CampaignsBench {
    private static final String USAGE = """
            usage: bench/cpu/campaigns throughput [TRIALS] [WORKLOAD...]
                   bench/cpu/campaigns winners [SECONDS] [WORKLOAD]""";

    private static final int BUSY_CPU = 1;

    private CampaignsBench() {}

    /** Arguments are the folder for artifacts, then the words of the command line. */
    public static void main(String[] arguments) throws InterruptedException {
        var data = Path.of(arguments[0]);
        var words = List.of(arguments).subList(1, arguments.length);
        var what = words.isEmpty() ? "" : words.get(0);
        switch (what) {
            case "throughput" -> throughput(data, words.subList(1, words.size()));
            case "winners" -> winners(data, words.subList(1, words.size()));
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private static void throughput(Path data, List<String> words) throws InterruptedException {
        var trials = words.isEmpty() ? 60 : Integer.parseInt(words.get(0));
        var workloads = words.size() < 2 ? List.of("rtdetr_dec") : words.subList(1, words.size());
        Throughput.printHead();
        for (var workload : workloads) {
            for (var kernel : Kernel.values()) {
                var shape = WorkloadCatalogue.named(workload).shapes().get(0);
                new Throughput(data, trials).measure(kernel, workload, shape);
            }
        }
    }

    private static void winners(Path data, List<String> words) throws InterruptedException {
        var time = Duration.ofSeconds(words.isEmpty() ? 300 : Integer.parseInt(words.get(0)));
        var workload = words.size() < 2 ? "rtdetr_dec" : words.get(1);
        var shape = WorkloadCatalogue.named(workload).shapes().get(0);
        try (var rig = new Rig(data.resolve("winners"));
                var load = Load.on(BUSY_CPU, 0)) {
            var winners = new Winners(rig, Kernel.MSDA_FORWARD, shape);
            winners.measure(time);
            winners.print();
        }
    }
}
