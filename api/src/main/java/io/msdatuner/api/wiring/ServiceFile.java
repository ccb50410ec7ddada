package io.msdatuner.api.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The file by which programs of this host find the service of a data directory. */
record ServiceFile(Path file) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param background true if nobody watches the service */
    record Content(String url, long pid, Instant startedAt, boolean background) {}

    static ServiceFile in(Path dataDirectory) {
        return new ServiceFile(dataDirectory.resolve("service.json"));
    }

    /** Readers see all of it or nothing. */
    void write(Content content) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, JSON.writeValueAsString(content) + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /** What the file says, whether that service lives or not. */
    Optional<String> url() {
        try {
            return Optional.of(
                    JSON.readValue(Files.readString(file), Content.class).url());
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
