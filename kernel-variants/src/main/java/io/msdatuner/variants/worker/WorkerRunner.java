package io.msdatuner.variants.worker;

import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.variants.worker.WorkerMessage.Load;
import io.msdatuner.variants.worker.WorkerMessage.Measure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The measuring parent: keeps a worker process across trials, gives each stage a deadline, and replaces the worker when a
 * variant killed it or had to be killed. The variant that was at work then has that outcome; the others are tried again.
 */
public final class WorkerRunner implements VariantRunner {
    private final WorkerCommand command;
    private final LaunchPlan plan;
    private @Nullable WorkerProcess worker;

    public WorkerRunner(WorkerCommand command, LaunchPlan plan) {
        this.command = command;
        this.plan = plan;
    }

    @Override
    public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
            throws InterruptedException {
        return measure(List.of(variant), policy, incumbentNs).get(0);
    }

    @Override
    public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) throws InterruptedException {
        return measure(variants, policy, OptionalDouble.empty());
    }

    private List<Outcome> measure(List<BuiltVariant> variants, MeasurementPolicy policy, OptionalDouble incumbentNs)
            throws InterruptedException {
        Map<Integer, Outcome> outcomes = new TreeMap<>();
        var remaining = new ArrayList<Integer>();
        for (var i = 0; i < variants.size(); i++) {
            remaining.add(i);
        }
        while (!remaining.isEmpty()) {
            var request = request(remaining.stream().map(variants::get).toList(), policy, incumbentNs);
            var result = converse(request, variants.get(0).variant().shape());
            if (result.culprit() != null) {
                var culprit = remaining.remove(result.culprit().intValue());
                outcomes.put(culprit, result.outcomes().get(0));
            } else {
                for (var i = 0; i < remaining.size(); i++) {
                    outcomes.put(remaining.get(i), result.outcomes().get(i));
                }
                remaining.clear();
            }
        }
        return List.copyOf(outcomes.values());
    }

    private Measure request(List<BuiltVariant> variants, MeasurementPolicy policy, OptionalDouble incumbentNs) {
        var first = variants.get(0).variant();
        var loads = variants.stream()
                .map(built -> new Load(
                        built.artifact().file().toString(),
                        plan.launch(built.variant()),
                        plan.declares(built.variant())))
                .toList();
        var source = new ProblemSource(first.shape().toString(), null, null);
        return new Measure(
                first.kernel(), source, loads, policy, incumbentNs.isPresent() ? incumbentNs.getAsDouble() : null);
    }

    private Conversation.Result converse(Measure request, Shape shape) throws InterruptedException {
        try {
            return new Conversation(running(), new StageLimits(shape, request.policy())).run(request);
        } catch (InterruptedException e) {
            stop(); // it may be busy with a request that nobody waits for any more
            throw e;
        }
    }

    private WorkerProcess running() throws InterruptedException {
        var current = worker;
        if (current == null || !current.isAlive()) {
            stop();
            try {
                current = WorkerProcess.start(command);
            } catch (IOException e) {
                throw new WorkerTroubleException("the worker process cannot be started: " + e.getMessage());
            }
            worker = current;
            Conversation.greet(current);
        }
        return current;
    }

    private void stop() {
        if (worker != null) {
            worker.close();
            worker = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
