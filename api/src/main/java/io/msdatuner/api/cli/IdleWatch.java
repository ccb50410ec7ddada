package io.msdatuner.api.cli;

import io.msdatuner.api.text.TimeText;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a service has nothing to do any more. */
final class IdleWatch {
    private final StartedService service;
    private final DataDirectory dataDirectory;
    private final @Nullable Duration idleExit;

    /** @param idleExit null for a service that stays until it is told to end */
    IdleWatch(StartedService service, DataDirectory dataDirectory, @Nullable Duration idleExit) {
        this.service = service;
        this.dataDirectory = dataDirectory;
        this.idleExit = idleExit;
    }

    Optional<String> reasonToEnd() {
        if (idleExit == null) {
            return Optional.empty();
        } else if (Files.notExists(dataDirectory.serviceFile())) {
            return Optional.of(dataDirectory.serviceFile() + " has vanished");
        }
        return service.idleFor().compareTo(idleExit) > 0
                ? Optional.of("idle for " + TimeText.left(idleExit))
                : Optional.empty();
    }
}
