package io.msdatuner.variants.ascend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files in which parts of CANN name their version: lines of NAME=VERSION, of which the first counts. */
final class VersionFile {
    /** {@code Version=8.2.RC1}, {@code version=...}, or {@code runtime_running_version=[7.0.0.5:8.2.RC1]}. */
    private static final Pattern VERSION = Pattern.compile("(?im)^\\w*version\\w*\\s*=\\s*\\[?([\\w.:+-]+)]?\\s*$");

    private VersionFile() {}

    /** Empty if there is no such file or it names no version. */
    static Optional<String> read(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            var matcher = VERSION.matcher(Files.readString(file));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
