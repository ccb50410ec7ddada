package io.msdatuner.variants.worker;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.ShortageException;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.variants.worker.WorkerMessage.Load;
import io.msdatuner.variants.worker.WorkerMessage.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The measuring parent: keeps a worker process across trials, gives each stage a deadline, and replaces the worker when a
 * variant killed it, made the device fail, or had to be killed. The variant that was at work then has that outcome; the
 * others are tried again.
 */
public final class WorkerRunner implements VariantRunner {
    private final DeviceCare care;
    private final LaunchPlan plan;
    private @Nullable WorkerProcess worker;
    /** How many of the ways to start are passed over, because they do not help the device. */
    private int passedOver;

    public WorkerRunner(DeviceCare care, LaunchPlan plan) {
        this.care = care;
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

    /**
     * Verifies variants on a reference vector instead of generated inputs, without timing them.
     *
     * @return one result for each variant, in order
     */
    public List<VectorResult> verify(Path vectorFolder, String vector, Shape shape, List<BuiltVariant> variants)
            throws InterruptedException {
        var source = new ProblemSource(
                shape.toString(), vectorFolder.toAbsolutePath().toString(), vector);
        return converse(
                variants,
                some -> new Measure(kernelOf(variants), source, loads(some), null, null),
                ending -> new VectorResult(ending.verification(), ending.refused()),
                broken -> new VectorResult(null, broken.toString()));
    }

    private List<Outcome> measure(List<BuiltVariant> variants, MeasurementPolicy policy, OptionalDouble incumbentNs)
            throws InterruptedException {
        if (variants.isEmpty()) {
            return List.of();
        }
        var source = new ProblemSource(variants.get(0).variant().shape().toString(), null, null);
        var incumbent = incumbentNs.isPresent() ? incumbentNs.getAsDouble() : null;
        return converse(
                variants,
                some -> new Measure(kernelOf(variants), source, loads(some), policy, incumbent),
                Ending::outcome,
                broken -> broken);
    }

    /** Asks for all, and as often as one of them ends the worker again for the others. */
    private <R> List<R> converse(
            List<BuiltVariant> variants,
            Function<List<BuiltVariant>, Measure> requestFor,
            Function<Ending, R> ended,
            Function<Outcome, R> broke)
            throws InterruptedException {
        Map<Integer, R> results = new TreeMap<>();
        var remaining =
                new ArrayList<>(IntStream.range(0, variants.size()).boxed().toList());
        var failures = 0;
        while (!remaining.isEmpty()) {
            var request = requestFor.apply(remaining.stream().map(variants::get).toList());
            var result = converse(request, Shape.parse(request.problem().shape()));
            if (result instanceof Conversation.Result.Broken broken) {
                results.put(remaining.remove(broken.variant()), broke.apply(broken.outcome()));
            } else if (result instanceof Conversation.Result.Answered answered) {
                for (var i = 0; i < remaining.size(); i++) {
                    results.put(remaining.get(i), ended.apply(answered.endings().get(i)));
                }
                remaining.clear();
            } else if (result instanceof Conversation.Result.Lost lost) {
                failures++;
                giveUpAfter(failures, lost);
            }
        }
        return List.copyOf(results.values());
    }

    /** A worker that came up, and then was lost before a variant was at work, has had its chance with each way to start. */
    private void giveUpAfter(int failures, Conversation.Result.Lost lost) {
        if (failures <= care.starts().size()) {
            return;
        }
        if (lost.fault()) {
            care.quarantine(lost.what());
            throw new WorkerTroubleException("the device cannot be used: " + lost.what());
        }
        throw new ShortageException("every worker process ended before it could measure; the last one " + lost.what());
    }

    private static Kernel kernelOf(List<BuiltVariant> variants) {
        return variants.get(0).variant().kernel();
    }

    private List<Load> loads(List<BuiltVariant> variants) {
        return variants.stream()
                .map(built -> new Load(
                        built.artifact().file().toString(),
                        plan.launch(built.variant()),
                        plan.declares(built.variant())))
                .toList();
    }

    private Conversation.Result converse(Measure request, Shape shape) throws InterruptedException {
        try {
            return new Conversation(running(), limits(request, shape)).run(request);
        } catch (InterruptedException e) {
            stop(); // it may be busy with a request that nobody waits for any more
            throw e;
        }
    }

    private StageLimits limits(Measure request, Shape shape) {
        var incumbentNs = request.incumbentNs();
        return new StageLimits(shape, request.policy(), plan.patience())
                .racing(incumbentNs == null ? OptionalDouble.empty() : OptionalDouble.of(incumbentNs));
    }

    private WorkerProcess running() throws InterruptedException {
        var current = worker;
        if (current == null || !current.isAlive()) {
            stop();
            current = started();
        }
        return current;
    }

    /** A worker that can use the device, in whatever way it had to be started. */
    private WorkerProcess started() throws InterruptedException {
        care.quarantine().ifPresent(reason -> {
            throw new WorkerTroubleException(reason);
        });
        var ways = care.starts().listIterator(passedOver);
        passedOver = 0;
        while (true) {
            try {
                return start(ways.next());
            } catch (WorkerTroubleException e) {
                stop();
                if (!ways.hasNext()) {
                    care.quarantine(String.valueOf(e.getMessage()));
                    throw e;
                }
            }
        }
    }

    private WorkerProcess start(WorkerCommand command) throws InterruptedException {
        try {
            var process = WorkerProcess.start(command);
            worker = process;
            Conversation.greet(process);
            return process;
        } catch (IOException e) {
            throw new ShortageException("the worker process cannot be started: " + e.getMessage(), e);
        }
    }

    private void stop() {
        if (worker != null) {
            worker.close();
            worker = null;
        }
    }

    @Override
    public void startAfresh() {
        stop();
    }

    /** The next worker is started in the way that does the most for the device. */
    @Override
    public void recover() {
        stop();
        passedOver = care.starts().size() - 1;
    }

    @Override
    public void close() {
        stop();
    }
}
