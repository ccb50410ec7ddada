package io.msdatuner.api.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process of another service on this host. */
record ServiceProcess(long pid) {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    /**
     * Asks it to end, as {@code kill} does, and waits until it has.
     *
     * @throws CommandFailure if the process is none of ours or stays
     */
    void stop() {
        var process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return;
        }
        if (!isService()) {
            throw new CommandFailure(
                    ExitCode.TUNER_FAILED, "process " + pid + " is no msda-tuner service, so it is left alone");
        }
        process.orElseThrow().destroy();
        await(process.orElseThrow());
    }

    /** Process numbers are used again, so a service file may name a stranger. */
    private boolean isService() {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"))
                    .contains(TunerCommand.class.getName());
        } catch (IOException e) {
            return false;
        }
    }

    private void await(ProcessHandle process) {
        try {
            process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new CommandFailure(
                    ExitCode.TUNER_FAILED,
                    "process " + pid + " did not end within " + STOP_LIMIT.toSeconds() + " s; 'kill -9 " + pid
                            + "' ends it",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }
}
