package io.msdatuner.variants.worker;

import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.variants.worker.PreparedProblems.Prepared;
import io.msdatuner.variants.worker.WorkerMessage.Load;
import io.msdatuner.variants.worker.WorkerMessage.Measure;
import io.msdatuner.variants.worker.WorkerMessage.Stage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Verifies the variants of a request, then times those that passed in interleaved blocks. Nothing is timed that was not
 * verified in the same process.
 */
final class MeasuringRound implements AutoCloseable {
    private final Prepared problem;
    private final Measure request;
    private final StageListener listener;
    private final Ending[] endings;
    private final Map<Integer, LoadedVariant> passed = new LinkedHashMap<>();
    private final Deque<LoadedVariant> open = new ArrayDeque<>();

    /** Hears which stage is entered with which variant. */
    interface StageListener {
        void entered(Stage stage, int variant);
    }

    MeasuringRound(Prepared problem, Measure request, StageListener listener) {
        this.problem = problem;
        this.request = request;
        this.listener = listener;
        this.endings = new Ending[request.variants().size()];
    }

    List<Ending> run() {
        for (var i = 0; i < endings.length; i++) {
            endings[i] = verify(i, request.variants().get(i));
        }
        var policy = request.policy();
        if (policy != null && !passed.isEmpty()) {
            time(policy);
        }
        return List.of(endings);
    }

    private Ending verify(int index, Load load) {
        try {
            listener.entered(Stage.LOADING, index);
            var variant = problem.session().load(Path.of(load.artifact()), load.launch());
            open.push(variant);
            listener.entered(Stage.VERIFYING, index);
            var ending = Ending.verified(new Verifier(problem).verify(variant, load.declares()));
            if (ending.passed()) {
                passed.put(index, variant);
            }
            return ending;
        } catch (LaunchRefusedException e) {
            return Ending.refused(String.valueOf(e.getMessage()));
        }
    }

    /** One block of each in turn; a variant that takes fewer blocks takes them evenly spread over the rounds. */
    private void time(MeasurementPolicy policy) {
        System.gc();
        var timings = new LinkedHashMap<Integer, VariantTiming>();
        for (var entry : passed.entrySet()) {
            listener.entered(Stage.TIMING, entry.getKey());
            start(entry.getKey(), entry.getValue(), policy, timings);
        }
        var rounds =
                timings.values().stream().mapToInt(VariantTiming::blocks).max().orElse(0);
        for (var round = 0; round < rounds; round++) {
            for (var entry : new ArrayList<>(timings.entrySet())) {
                if (entry.getValue().takesPartIn(round, rounds)) {
                    listener.entered(Stage.TIMING, entry.getKey());
                    takeBlock(entry.getKey(), entry.getValue(), timings);
                }
            }
        }
        timings.forEach((index, timing) -> endings[index] = endings[index].timed(timing.measurement()));
    }

    private void start(
            int index, LoadedVariant variant, MeasurementPolicy policy, Map<Integer, VariantTiming> timings) {
        var incumbent = request.incumbentNs();
        try {
            timings.put(
                    index,
                    VariantTiming.warmedUp(
                            variant,
                            policy,
                            incumbent == null ? OptionalDouble.empty() : OptionalDouble.of(incumbent)));
        } catch (LaunchRefusedException e) {
            endings[index] = Ending.refused(String.valueOf(e.getMessage()));
        }
    }

    private void takeBlock(int index, VariantTiming timing, Map<Integer, VariantTiming> timings) {
        try {
            timing.takeBlock(passed.size() > 1);
        } catch (LaunchRefusedException e) {
            timings.remove(index);
            endings[index] = Ending.refused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        open.forEach(LoadedVariant::close);
    }
}
