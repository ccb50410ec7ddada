package io.msdatuner.api.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder that holds one service's database, artifacts, logs and address. */
record DataDirectory(Path path) {
    DataDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /** What the option says, else {@code MSDA_TUNER_HOME}, else {@code ~/.msda-tuner}. */
    static DataDirectory choose(@Nullable Path option, Map<String, String> environment) {
        if (option != null) {
            return new DataDirectory(option);
        }
        var variable = environment.getOrDefault("MSDA_TUNER_HOME", "");
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return new DataDirectory(variable.isEmpty() ? Path.of(home, ".msda-tuner") : Path.of(variable));
    }

    /** Written by the service that serves this directory, and removed when it ends. */
    Path serviceFile() {
        return path.resolve("service.json");
    }

    Path backgroundLog() {
        return path.resolve("logs").resolve("background.log");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
