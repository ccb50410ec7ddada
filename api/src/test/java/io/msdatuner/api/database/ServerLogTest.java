package io.msdatuner.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

    @TempDir
    Path directory;

    @Test
    void keepsOneOldFileWhileTheServerGoesOnAppending() throws Exception {
        var log = new ServerLog(directory.resolve("postgres.log"), 10);
        try (var server = Files.newOutputStream(log.file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            server.write("short\n".getBytes());
            log.rotate();
            assertThat(log.file()).hasContent("short");
            server.write("long enough\n".getBytes());
            assertThat(log.isTooLong()).isTrue();
            log.rotate();
            server.write("new\n".getBytes());
        }
        assertThat(log.file()).hasContent("new");
        assertThat(directory.resolve("postgres.log.1")).hasContent("short\nlong enough");
        assertThat(log.length()).isEqualTo(4);
    }

    @Test
    void showsTheLastLinesOfThisStart() throws Exception {
        var log = new ServerLog(directory.resolve("postgres.log"));
        Files.writeString(log.file(), "x".repeat(5_000) + "\nlast\n");
        assertThat(log.tail(0)).endsWith("\nlast").hasSizeLessThan(2_001);
        assertThat(log.tail(5_001)).isEqualTo("last");
        assertThat(log.tail(9_999)).isEmpty();
    }
}
