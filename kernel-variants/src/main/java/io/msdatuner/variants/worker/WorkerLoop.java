package io.msdatuner.variants.worker;

import io.msdatuner.variants.worker.WorkerMessage.Entered;
import io.msdatuner.variants.worker.WorkerMessage.Measure;
import io.msdatuner.variants.worker.WorkerMessage.Stage;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The worker's half: takes requests from standard input until it ends, answers on what was standard output. The worker
 * leads a process group of its own, so that its parent can end it with all that it started; and it ends itself, whatever
 * native code is doing, as soon as its parent is gone.
 */
public final class WorkerLoop {
    private static final int FAULT_EXIT = 4;

    private final OutputStream replies;
    private final String deviceId;
    private final PreparedProblems problems;

    private WorkerLoop(OutputStream replies, String deviceId, SessionFactory sessions) {
        this.replies = replies;
        this.deviceId = deviceId;
        this.problems = new PreparedProblems(sessions);
    }

    /** Serves until standard input ends; the main method of a backend's worker calls it. */
    public static void serve(String deviceId, SessionFactory sessions) throws IOException, InterruptedException {
        Posix.leadOwnProcessGroup();
        var replies = new FileOutputStream(Posix.keepStandardOutputForReplies());
        var requests = new LinkedBlockingQueue<WorkerMessage>();
        var reader = new Thread(() -> readRequests(requests), "requests");
        reader.setDaemon(true);
        reader.start();
        new WorkerLoop(replies, deviceId, sessions).serve(requests);
    }

    private static void readRequests(BlockingQueue<WorkerMessage> requests) {
        try (var input = new FileInputStream(FileDescriptor.in)) {
            var message = Frames.read(input);
            while (message.isPresent()) {
                requests.add(message.get());
                message = Frames.read(input);
            }
        } catch (IOException e) {
            System.err.println("the parent's pipe broke: " + e.getMessage());
        }
        Runtime.getRuntime().halt(0);
    }

    /** Ends when the device failed: what this process knows of it is of no use any more. */
    private void serve(BlockingQueue<WorkerMessage> requests) throws IOException, InterruptedException {
        send(new WorkerMessage.Hello(
                WorkerMessage.PROTOCOL, ProcessHandle.current().pid()));
        var usable = true;
        while (usable) {
            if (requests.take() instanceof Measure request) {
                var answer = answer(request);
                send(answer);
                usable = !(answer instanceof WorkerMessage.Fault);
            }
        }
        Runtime.getRuntime().halt(FAULT_EXIT);
    }

    private WorkerMessage answer(Measure request) {
        try {
            return measure(request);
        } catch (DeviceFaultException e) {
            return e.toMessage();
        } catch (IOException
                | UncheckedIOException
                | OutOfMemoryError
                | IllegalArgumentException
                | WorkerTroubleException e) {
            return new WorkerMessage.Trouble(e.toString(), e instanceof OutOfMemoryError);
        }
    }

    private WorkerMessage measure(Measure request) throws IOException {
        enter(Stage.PREPARING, 0);
        var problem = problems.prepare(request.kernel(), request.problem());
        enter(Stage.WAITING, 0);
        try (var lock = DeviceLock.acquire(deviceId);
                var round = new MeasuringRound(problem, request, this::enter)) {
            return new WorkerMessage.Ended(new ArrayList<>(round.run()));
        }
    }

    private void enter(Stage stage, int variant) {
        send(new Entered(stage, variant));
    }

    private void send(WorkerMessage message) {
        try {
            Frames.write(replies, message);
        } catch (IOException e) {
            throw new UncheckedIOException("the parent does not listen any more", e);
        }
    }
}
