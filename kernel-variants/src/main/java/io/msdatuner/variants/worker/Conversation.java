package io.msdatuner.variants.worker;

import io.msdatuner.core.run.ShortageException;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.variants.worker.WorkerMessage.Measure;
import io.msdatuner.variants.worker.WorkerMessage.Stage;
import io.msdatuner.variants.worker.WorkerProcess.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request and its answer, watched stage by stage. A worker that misses a deadline does not survive it. */
final class Conversation {
    private static final Duration GREETING_LIMIT = Duration.ofSeconds(60);

    private final WorkerProcess worker;
    private final StageLimits limits;
    private Stage stage = Stage.STARTING;
    private int variant;

    /** The worker answered for all variants, or one of them ended it, or it was lost before any was at work. */
    sealed interface Result {
        record Answered(List<Ending> endings) implements Result {}

        /** @param variant the one that was at work */
        record Broken(int variant, Outcome outcome) implements Result {}

        /**
         * @param what happened, in words
         * @param fault whether the device failed; else the process only ended or was late
         */
        record Lost(String what, boolean fault) implements Result {}
    }

    Conversation(WorkerProcess worker, StageLimits limits) {
        this.worker = worker;
        this.limits = limits;
    }

    /** Waits for a new worker's first words. */
    static void greet(WorkerProcess worker) throws InterruptedException {
        if (worker.await(GREETING_LIMIT) instanceof Answer.Message greeting
                && greeting.message() instanceof WorkerMessage.Hello hello
                && hello.protocol() == WorkerMessage.PROTOCOL) {
            return;
        }
        var how = worker.howItDied();
        throw new WorkerTroubleException(
                "the worker process did not come up (%s). %s".formatted(how, worker.stderrTail()));
    }

    Result run(Measure request) throws InterruptedException {
        try {
            worker.send(request);
        } catch (IOException e) {
            return died();
        }
        while (true) {
            var answer = worker.await(limits.of(stage));
            if (answer instanceof Answer.Silence) {
                return timedOut();
            } else if (answer instanceof Answer.Death) {
                return died();
            } else if (answer instanceof Answer.Message message) {
                var result = hear(message.message());
                if (result != null) {
                    return result;
                }
            }
        }
    }

    private @Nullable Result hear(WorkerMessage message) throws InterruptedException {
        if (message instanceof WorkerMessage.Entered entered) {
            stage = entered.stage();
            variant = entered.variant();
            return null;
        } else if (message instanceof WorkerMessage.Ended ended) {
            return new Result.Answered(ended.endings());
        } else if (message instanceof WorkerMessage.Fault fault) {
            return failed(fault);
        } else if (message instanceof WorkerMessage.Trouble trouble) {
            throw refused(trouble);
        }
        worker.kill();
        throw new WorkerTroubleException("the worker said something out of turn: " + message);
    }

    /** A process that ran out of memory may have kept too much of it; a new one has not. */
    private RuntimeException refused(WorkerMessage.Trouble trouble) throws InterruptedException {
        var message = "the worker cannot measure: " + trouble.reason();
        if (!trouble.shortage()) {
            return new WorkerTroubleException(message);
        }
        worker.kill();
        return new ShortageException(message);
    }

    private Result timedOut() throws InterruptedException {
        var limit = limits.of(stage);
        worker.kill();
        if (isBeforeVariants()) {
            return new Result.Lost("did not answer for " + limit.toSeconds() + " s while " + stageName(), false);
        }
        return new Result.Broken(variant, new Outcome.TimedOut(stageName(), limit.toMillis()));
    }

    private Result died() throws InterruptedException {
        var how = worker.howItDied();
        if (isBeforeVariants()) {
            return new Result.Lost("ended while " + stageName() + " (" + how + "). " + worker.stderrTail(), false);
        }
        return new Result.Broken(variant, new Outcome.WorkerDied(stageName(), how, worker.stderrTail()));
    }

    private Result failed(WorkerMessage.Fault fault) throws InterruptedException {
        worker.kill();
        if (isBeforeVariants()) {
            return new Result.Lost("%s while %s: %s".formatted(fault.how(), stageName(), fault.evidence()), true);
        }
        var outcome = fault.late()
                ? new Outcome.TimedOut(stageName(), limits.launch().toMillis())
                : new Outcome.WorkerDied(stageName(), fault.how(), fault.evidence());
        return new Result.Broken(variant, outcome);
    }

    /** Before a variant is loaded, none can be to blame. */
    private boolean isBeforeVariants() {
        return stage.compareTo(Stage.LOADING) < 0;
    }

    private String stageName() {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
