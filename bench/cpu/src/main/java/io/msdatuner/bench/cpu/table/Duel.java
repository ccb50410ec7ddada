package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.MedianEstimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Alternates short bursts of the tuned kernels in the tuner's worker and of PyTorch's formulations in theirs, so that a
 * drift of the machine meets both alike. While one measures the other sleeps.
 */
final class Duel {
    /** Enough for an interval of 95 % even where a burst is one launch. */
    private static final int ROUNDS = 8;

    /** Rounds of a formulation that is clearly slower than another one. */
    private static final int FEWEST_ROUNDS = 3;

    private static final double CLEARLY_SLOWER = 3;
    private static final double BURST_NS = 0.3e9;
    private static final int MOST_LAUNCHES = 50;

    private final Rig rig;
    private final PyTorch torch;
    private final CachePolicy cache;
    private final Map<Kernel, List<long[]>> tuned = new LinkedHashMap<>();
    private final Map<String, List<long[]>> rivals = new LinkedHashMap<>();

    Duel(Rig rig, PyTorch torch, CachePolicy cache) {
        this.rig = rig;
        this.torch = torch;
        this.cache = cache;
    }

    /** What the tuned kernels take together, and each formulation. */
    record Result(MedianEstimate tuned, Map<String, MedianEstimate> rivals) {}

    /** @param variants one for each kernel; with a backward the formulations compute their gradients too */
    Result fight(List<BuiltVariant> variants, List<String> formulations) throws InterruptedException {
        var backward = variants.stream().anyMatch(built -> built.variant().kernel() == Kernel.MSDA_BACKWARD);
        Map<String, Long> launchNs = new LinkedHashMap<>();
        for (var name : formulations) {
            launchNs.put(
                    name, Math.max(1, torch.time(name, backward, 1, isCold()).totalNs()[0]));
        }
        var fastestNs = Collections.min(launchNs.values());
        for (var round = 0; round < ROUNDS; round++) {
            for (var built : variants) {
                burst(built);
            }
            for (var entry : launchNs.entrySet()) {
                var ns = entry.getValue();
                if (round < FEWEST_ROUNDS || ns < CLEARLY_SLOWER * fastestNs) {
                    burst(entry.getKey(), backward, (int) Math.max(1, Math.min(MOST_LAUNCHES, BURST_NS / ns)));
                }
            }
        }
        return result();
    }

    private Result result() {
        var rivalTimes = new LinkedHashMap<String, MedianEstimate>();
        rivals.forEach((formulation, bursts) -> rivalTimes.put(formulation, median(bursts)));
        return new Result(
                tuned.values().stream().map(Duel::median).reduce(Timings::sum).orElseThrow(), rivalTimes);
    }

    private void burst(BuiltVariant built) throws InterruptedException {
        var outcome = rig.compare(List.of(built), Timings.burst(cache)).get(0);
        var measured = Timings.measured(outcome, built.variant().candidate().toString());
        tuned.computeIfAbsent(built.variant().kernel(), key -> new ArrayList<>())
                .add(measured.measurement().samplesNs());
    }

    /** The first launch finds the caches as the other process left them, so a hot burst does not count it. */
    private void burst(String formulation, boolean backward, int launches) {
        var uncounted = isCold() ? 0 : 1;
        var samples = torch.time(formulation, backward, launches + uncounted, isCold())
                .totalNs();
        rivals.computeIfAbsent(formulation, key -> new ArrayList<>())
                .add(Arrays.copyOfRange(samples, uncounted, samples.length));
    }

    private boolean isCold() {
        return cache == CachePolicy.COLD;
    }

    private static MedianEstimate median(List<long[]> bursts) {
        return MedianEstimate.of(bursts.stream().flatMapToLong(LongStream::of).toArray());
    }
}
