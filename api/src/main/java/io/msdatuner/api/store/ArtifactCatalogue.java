package io.msdatuner.api.store;

import io.msdatuner.core.kernel.Kernel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What was built, by digest. The files themselves are the builder's. */
public interface ArtifactCatalogue {
    /** The query for the digests of all that a record names, whether it is served or was before, or a snapshot. */
    String NAMED = """
            SELECT artifact FROM records
            UNION
            SELECT named #>> '{}' FROM snapshots,
                jsonb_path_query(convert_from(body, 'UTF8')::jsonb, '$.answers[*].evidence.artifact') AS named
            """;

    /**
     * Keeps an artifact; one that is known already stays as it is, because a digest never means anything else.
     * Only a checksum that was not known is added.
     */
    void register(BuiltArtifact artifact);

    Optional<BuiltArtifact> find(String digest);

    /** The digests of all that a record names, whether it is served or was before, or a snapshot. */
    Set<String> named();

    /**
     * An artifact and how it was made.
     *
     * @param backend the kind of device that it runs on
     * @param toolchain the compiler with its version and flags
     * @param command the command line that built it, if it is known
     * @param contentSha256 of the file, 64 hexadecimal digits, if it is known
     * @param createdAt to the microsecond
     */
    record BuiltArtifact(
            String digest,
            Kernel kernel,
            String backend,
            String toolchain,
            long sizeBytes,
            Optional<String> command,
            Optional<String> contentSha256,
            Instant createdAt) {}
}
