package io.msdatuner.api.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a user names. */
final class TextFile {
    private static final long MOST_BYTES = 8L << 20;

    private TextFile() {}

    /** @throws CommandFailure if it cannot be read or is larger than any bundle */
    static String read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandFailure(ExitCode.BAD_INPUT, "'%s' has more than %d bytes".formatted(file, MOST_BYTES));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.BAD_INPUT, "'%s' cannot be read: %s".formatted(file, e), e);
        }
    }

    static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.BAD_INPUT, "'%s' cannot be written: %s".formatted(file, e), e);
        }
    }
}
