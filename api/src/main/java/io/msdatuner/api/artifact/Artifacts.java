package io.msdatuner.api.artifact;

import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.problem.ProblemCode;
import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.ArtifactCatalogue;
import io.msdatuner.api.store.ArtifactCatalogue.BuiltArtifact;
import io.msdatuner.core.run.Backend;
import io.msdatuner.core.run.LaunchContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds artifacts and checks that they still are what was built. */
@Component
class Artifacts {

    private final ArtifactCatalogue catalogue;
    private final ArtifactFolder folder;
    private final LocalDevices devices;

    Artifacts(ArtifactCatalogue catalogue, ArtifactFolder folder, LocalDevices devices) {
        this.catalogue = catalogue;
        this.folder = folder;
        this.devices = devices;
    }

    /** The content of an artifact; its checksum is that of the catalogue, if that knows it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Content(byte[] bytes, Checksum checksum) {}

    BuiltArtifact describe(String digest) {
        return catalogue
                .find(digest)
                .orElseThrow(() -> ProblemException.notFound("there is no artifact '%s'".formatted(digest)));
    }

    Optional<LaunchContract> contract(BuiltArtifact artifact) {
        return devices.all().stream()
                .map(local -> local.backend())
                .filter(backend -> backend.name().equals(artifact.backend()))
                .findFirst()
                .flatMap(Backend::launchContract);
    }

    Content read(String digest) throws IOException {
        var artifact = describe(digest);
        var file = folder.find(digest)
                .orElseThrow(() -> ProblemException.notFound(
                        "artifact '%s' is not on this host; tune its shape here, and it is built again"
                                .formatted(digest)));
        return checked(artifact, file);
    }

    private static Content checked(BuiltArtifact artifact, Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var checksum = Checksum.of(bytes);
        if (artifact.contentSha256()
                .filter(known -> !known.equals(checksum.hex()))
                .isPresent()) {
            throw new ProblemException(
                    ProblemCode.ARTIFACT_DAMAGED,
                    "the file of artifact '%s' is not what was built; remove it, and the next campaign builds it again"
                            .formatted(artifact.digest()));
        }
        return new Content(bytes, checksum);
    }
}
