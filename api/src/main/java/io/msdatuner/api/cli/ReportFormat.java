package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** A form of reports. */
enum ReportFormat {
    HTML("text/html"),
    JSON("application/json");

    private final String mediaType;

    ReportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    static ReportFormat parse(String name) {
        return Arrays.stream(values())
                .filter(format -> format.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("--format", name, "html, json"));
    }

    /** By its extension. */
    static ReportFormat of(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith("." + format.id()))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("--report", file, "a file ending in .html or .json"));
    }

    String fetch(TunerClient client, Subject subject) {
        return client.text(subject.path() + "/report", mediaType);
    }

    private String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
