package io.msdatuner.api.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.msdatuner.api.store.ArtifactCatalogue.BuiltArtifact;
import io.msdatuner.core.run.LaunchContract;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an artifact is and how it is called.
 *
 * @param sha256 of the file, left out if it is not known
 * @param launch left out where no backend of this host knows it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ArtifactResource(
        String digest,
        String kernel,
        String backend,
        String toolchain,
        long sizeBytes,
        @Nullable String sha256,
        Instant createdAt,
        String location,
        @Nullable LaunchContractResource launch) {

    /** @param header C declarations of the functions and arguments */
    record LaunchContractResource(String format, int abiVersion, String entryPoint, String header) {}

    static ArtifactResource of(BuiltArtifact artifact, Optional<LaunchContract> contract) {
        return new ArtifactResource(
                artifact.digest(),
                artifact.kernel().id(),
                artifact.backend(),
                artifact.toolchain(),
                artifact.sizeBytes(),
                artifact.contentSha256().orElse(null),
                artifact.createdAt(),
                ArtifactLink.of(artifact.digest()),
                contract.map(known -> new LaunchContractResource(
                                known.format(), known.abiVersion(), known.entryPoint(), known.header()))
                        .orElse(null));
    }
}
