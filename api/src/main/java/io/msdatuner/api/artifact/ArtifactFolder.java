package io.msdatuner.api.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the builders of this host keep artifacts, each in a file that is named by its digest. */
public record ArtifactFolder(Path path) {

    private static final String SUFFIX = ".so";
    private static final Pattern DIGEST = Pattern.compile("[0-9A-Za-z-]{1,128}");

    /** The file of an artifact, if it is on this host. */
    Optional<Path> find(String digest) {
        return Optional.of(digest)
                .filter(name -> DIGEST.matcher(name).matches())
                .map(name -> path.resolve(name + SUFFIX))
                .filter(Files::isRegularFile);
    }

    /** The digests of all that are on this host. */
    List<String> digests() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(digest -> find(digest).isPresent())
                    .sorted()
                    .toList();
        }
    }
}
