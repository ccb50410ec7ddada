package io.msdatuner.variants.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The parent's handle of one worker process: its pipes are drained always, and it can be ended with its whole group. */
final class WorkerProcess implements AutoCloseable {
    private static final int STDERR_TAIL_BYTES = 8_192;
    private static final int SIGNAL_BASE = 128;
    private static final int GRACE_MS = 2_000;
    private static final Pattern SIGNAL_NAME = Pattern.compile("#\\s+(SIG[A-Z]+) \\(0x");

    private final Process process;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final TailBuffer stderr = new TailBuffer(STDERR_TAIL_BYTES);
    private final Thread stderrReader;

    /** What came out of the worker: a message, or its end. */
    private record Arrival(Optional<WorkerMessage> message) {}

    private WorkerProcess(Process process) {
        this.process = process;
        daemon("worker-replies-" + process.pid(), this::readReplies);
        this.stderrReader = daemon("worker-stderr-" + process.pid(), this::drainStderr);
    }

    static WorkerProcess start(WorkerCommand command) throws IOException {
        return new WorkerProcess(command.start());
    }

    long pid() {
        return process.pid();
    }

    void send(WorkerMessage message) throws IOException {
        Frames.write(process.getOutputStream(), message);
    }

    /** What {@link #await} came back with. */
    sealed interface Answer {
        record Message(WorkerMessage message) implements Answer {}

        record Silence() implements Answer {}

        record Death() implements Answer {}
    }

    Answer await(Duration limit) throws InterruptedException {
        var arrival = arrivals.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (arrival == null) {
            return new Answer.Silence();
        }
        return arrival.message().<Answer>map(Answer.Message::new).orElseGet(Answer.Death::new);
    }

    /** How the process ended, in words: its exit code, and the signal that native code died of if it can be told. */
    String howItDied() throws InterruptedException {
        kill();
        var code = process.waitFor();
        stderrReader.join(GRACE_MS);
        var signal = SIGNAL_NAME.matcher(stderr.toString());
        if (signal.find()) {
            return "%s in native code, exit code %d".formatted(signal.group(1), code);
        }
        return code > SIGNAL_BASE ? "signal " + (code - SIGNAL_BASE) : "exit code " + code;
    }

    String stderrTail() {
        return stderr.toString();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the worker and all that it started, and waits until it is gone. */
    void kill() throws InterruptedException {
        if (process.isAlive()) {
            Posix.killGroup(process.pid());
            process.destroyForcibly();
            process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the worker: it leaves when its input ends, or is killed. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Posix.killGroup(process.pid());
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void readReplies() {
        try (var stream = process.getInputStream()) {
            var message = Frames.read(stream);
            while (message.isPresent()) {
                arrivals.add(new Arrival(message));
                message = Frames.read(stream);
            }
        } catch (IOException e) {
            stderr.append(
                    ("the worker's replies broke off: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        arrivals.add(new Arrival(Optional.empty()));
    }

    private void drainStderr() {
        var buffer = new byte[STDERR_TAIL_BYTES];
        try (var stream = process.getErrorStream()) {
            for (var read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                stderr.append(Arrays.copyOf(buffer, read));
            }
        } catch (IOException e) {
            stderr.append(("standard error broke off: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
