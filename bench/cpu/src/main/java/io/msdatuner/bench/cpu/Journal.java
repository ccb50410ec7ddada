package io.msdatuner.bench.cpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What has been measured so far, one line for each finding, so that a run that was stopped goes on. The first line says
 * what is measured; the journal of something else is refused. Used by one thread.
 */
public final class Journal {
    private final Path file;
    private final Map<String, String> entries = new LinkedHashMap<>();

    private Journal(Path file) {
        this.file = file;
    }

    /**
     * @param header one line: all that must be the same when the run goes on
     * @throws IllegalStateException if the file is of something else
     */
    public static Journal open(Path file, String header) {
        var journal = new Journal(file);
        try {
            if (Files.exists(file)) {
                journal.read(header);
            } else {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, header + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return journal;
    }

    private void read(String header) throws IOException {
        var lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(header)) {
            throw new IllegalStateException(
                    "%s keeps something else; delete it to begin anew. It is of '%s', this is '%s'"
                            .formatted(file, lines.isEmpty() ? "" : lines.get(0), header));
        }
        for (var line : lines.subList(1, lines.size())) {
            var fields = line.split("\t", 2);
            entries.put(fields[0], fields[1]);
        }
    }

    public Optional<String> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Keeps a finding, which is on disk when this returns; neither text has a tab or a line break. */
    public void put(String key, String text) {
        try {
            Files.writeString(file, key + "\t" + text + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.put(key, text);
    }

    /** In the order in which they were found. */
    public Map<String, String> entries() {
        return Collections.unmodifiableMap(entries);
    }
}
