package io.msdatuner.api.database;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who uses one data directory, across JVMs. The protocol:
 * <ul>
 *   <li>Every decision to start or to stop the server is made while holding control.lock exclusively.
 *   <li>Every JVM that uses the server holds users.lock shared from enter to leave. The kernel drops the locks of a
 *       killed JVM, so it counts as gone.
 *   <li>Whoever leaves and then gets users.lock exclusively was the last. Nobody can enter meanwhile, because
 *       entering needs control.lock.
 * </ul>
 * The kernel keeps such locks per process and drops them when any channel to the file is closed. So a JVM has one
 * object for each directory, which counts its own uses and opens each file once at a time.
 */
final class DirectoryUse {

    private static final Duration CONTROL_LIMIT = Duration.ofMinutes(5);
    private static final Map<Path, DirectoryUse> ALL = new ConcurrentHashMap<>();

    private final Path home;
    private int uses;
    private @Nullable FileLock shared;

    private DirectoryUse(Path home) {
        this.home = home;
    }

    static DirectoryUse of(DatabaseFiles files) {
        return ALL.computeIfAbsent(files.home(), DirectoryUse::new);
    }

    /** Runs the action while no other thread or JVM decides about the same directory. */
    synchronized <T> T exclusively(Supplier<T> action) {
        try (var channel = open("control.lock")) {
            var deadline = new Deadline(CONTROL_LIMIT);
            while (channel.tryLock() == null) {
                deadline.pauseOrFail(() -> "another msda-tuner process is starting or stopping the database in " + home
                        + " for more than " + CONTROL_LIMIT.toMinutes() + " minutes: end it, or choose another "
                        + "--data-dir");
            }
            return action.get();
        } catch (ClosedByInterruptException e) {
            throw new EmbeddedDatabaseException("interrupted while locking " + home + "; try again", e);
        } catch (IOException e) {
            throw noLocks(e);
        }
    }

    /**
     * Begins a use. Call it only within {@link #exclusively}.
     *
     * @return whether nobody else uses the directory
     */
    synchronized boolean enter() {
        var alone = false;
        if (uses == 0) {
            try {
                var channel = open("users.lock");
                alone = isAlone(channel);
                shared = channel.lock(0, Long.MAX_VALUE, true);
            } catch (IOException e) {
                throw noLocks(e);
            }
        }
        uses++;
        return alone;
    }

    /**
     * Ends a use. Call it only within {@link #exclusively}.
     *
     * @return whether it was the last one
     */
    synchronized boolean leave() {
        uses--;
        if (uses > 0 || shared == null) {
            return false;
        }
        try (var channel = shared.channel()) {
            shared.release();
            shared = null;
            return isAlone(channel);
        } catch (IOException e) {
            throw noLocks(e);
        }
    }

    private static boolean isAlone(FileChannel channel) throws IOException {
        try (var lock = channel.tryLock()) {
            return lock != null;
        }
    }

    private FileChannel open(String name) throws IOException {
        return FileChannel.open(
                home.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private EmbeddedDatabaseException noLocks(IOException cause) {
        return new EmbeddedDatabaseException(
                "files in " + home + " cannot be locked (" + cause + "): choose a --data-dir on a local disk", cause);
    }
}
