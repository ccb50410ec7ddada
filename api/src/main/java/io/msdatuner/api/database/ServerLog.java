package io.msdatuner.api.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** PostgreSQL's log: one file and the one before it, each of about {@code limitBytes} at most. */
record ServerLog(Path file, long limitBytes) {

    private static final long LIMIT_BYTES = 8L << 20;
    private static final int TAIL_BYTES = 2_000;

    ServerLog(Path file) {
        this(file, LIMIT_BYTES);
    }

    boolean isTooLong() {
        return file.toFile().length() > limitBytes;
    }

    /** PostgreSQL appends to the open file, so its content is copied away and the file cut. */
    void rotate() {
        if (!isTooLong()) {
            return;
        }
        try {
            Files.copy(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            System.getLogger(ServerLog.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} was cut without a copy: {1}", file, e);
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        } catch (IOException e) {
            throw EmbeddedDatabaseException.files("cutting " + file, e);
        }
    }

    long length() {
        return file.toFile().length();
    }

    /** The last lines from {@code offset} on, or what keeps them from being read. */
    String tail(long offset) {
        try (var content = new RandomAccessFile(file.toFile(), "r")) {
            content.seek(Math.min(content.length(), Math.max(offset, content.length() - TAIL_BYTES)));
            var bytes = new byte[TAIL_BYTES];
            int read = content.read(bytes);
            return new String(bytes, 0, Math.max(read, 0), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }
}
