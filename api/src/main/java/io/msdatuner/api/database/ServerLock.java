package io.msdatuner.api.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that the postmaster locks with flock(2) before it begins, and whose lock all its children inherit: the lock is
 * free exactly when no process of the server is left, on whatever machine or in whatever container it runs. Only then
 * is a postmaster.pid known to be stale.
 */
record ServerLock(Path file) {

    private static final String HOLD = "exec 9>>\"$0\" && flock -n 9 || exit " + ServerLock.HELD + "; exec \"$@\"";
    private static final int HELD = 75;

    ServerLock(DatabaseFiles files) {
        this(files.home().resolve("server.lock"));
    }

    /** The command that takes the lock and becomes {@code command}, or exits when the lock is held. */
    List<String> holding(List<String> command) {
        var words = new ArrayList<>(List.of("sh", "-c", HOLD, file.toString()));
        words.addAll(command);
        return words;
    }

    boolean isFree() {
        if (!Files.exists(file)) {
            create();
        }
        var run = Command.run(
                Command.LIMIT, "flock", "--nonblock", "--conflict-exit-code", "" + HELD, file.toString(), "true");
        if (!run.succeeded() && run.exitCode() != HELD) {
            throw new EmbeddedDatabaseException("flock failed for " + file + " (" + run.output()
                    + "): install util-linux, choose a --data-dir on a local disk, or use --database-url");
        }
        return run.succeeded();
    }

    private void create() {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw EmbeddedDatabaseException.files("making " + file, e);
        }
    }
}
