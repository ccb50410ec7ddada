package io.msdatuner.api.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/**
 * What postmaster.pid says of a server. It may be stale, so the pid alone proves nothing.
 * Line 1 is the pid, 4 the port, 8 the state (PostgreSQL 18, src/include/utils/pidfile.h).
 */
record Postmaster(long pid, int port, String state) {

    private static final int COMPLETE_LINES = 8;

    /** Empty while there is no file, or while it is being written. */
    static Optional<Postmaster> in(DatabaseFiles files) {
        try {
            return parse(Files.readAllLines(files.postmasterPid(), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw EmbeddedDatabaseException.files("reading " + files.postmasterPid(), e);
        }
    }

    static Optional<Postmaster> parse(List<String> lines) {
        try {
            var complete = lines.size() >= COMPLETE_LINES;
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(0).strip()),
                    complete ? Integer.parseInt(lines.get(3).strip()) : 0,
                    complete ? lines.get(7).strip() : "starting"));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    boolean isReady() {
        return state.equals("ready");
    }

    boolean isStopping() {
        return state.equals("stopping");
    }
}
