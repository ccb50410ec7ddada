package io.msdatuner.core.campaign;

import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuildSlots;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Builds variants before the device needs them. Where builds would disturb a measurement, {@link #quiet} waits until none
 * runs; so a batch is built on all cores, then measured with all cores idle.
 */
public final class BuildAhead implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final VariantBuilder builder;
    private final BuildSlots slots;
    private final ExecutorService executor;
    private final List<Future<BuildResult>> outstanding = new ArrayList<>();

    public BuildAhead(VariantBuilder builder, BuildSlots slots) {
        this.builder = builder;
        this.slots = slots;
        this.executor = Executors.newFixedThreadPool(slots.parallel(), task -> {
            var thread = new Thread(task, "build-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many variants to ask for at once, so that every slot has work and the device need not wait. */
    int batch() {
        return 2 * slots.parallel();
    }

    Future<BuildResult> submit(Variant variant) {
        var future = executor.submit(() -> builder.build(variant));
        outstanding.add(future);
        return future;
    }

    /** Waits until no build disturbs a measurement. */
    void quiet() throws InterruptedException {
        if (!slots.besideMeasurement()) {
            for (var future : outstanding) {
                waitFor(future);
            }
        }
        outstanding.removeIf(Future::isDone);
    }

    /** The build's result; a trouble of the builder itself is thrown as it is. */
    static BuildResult result(Future<BuildResult> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException trouble) {
                throw trouble;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("a build was interrupted");
            }
            throw new IllegalStateException("a build failed unexpectedly", e.getCause());
        }
    }

    private static void waitFor(Future<BuildResult> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            // Not lost: whoever needs this build's result meets its trouble in result().
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
