package io.msdatuner.api.artifact;

import io.msdatuner.api.problem.ProblemCode;
import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.ArtifactCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Removes artifacts of this host that are old and that neither a record, served or not, nor a snapshot names. A campaign
 * could be about to load one, so nothing is removed while one runs.
 */
@Component
class ArtifactCollection {

    private final ArtifactCatalogue catalogue;
    private final ArtifactFolder folder;
    private final IdleDevices devices;
    private final Clock clock;

    ArtifactCollection(ArtifactCatalogue catalogue, ArtifactFolder folder, IdleDevices devices, Clock clock) {
        this.catalogue = catalogue;
        this.folder = folder;
        this.devices = devices;
        this.clock = clock;
    }

    /** How many files there were, and how many of them went, or would go in a dry run, with how many bytes. */
    record Collected(int found, int removed, long removedBytes) {}

    Collected collect(CollectionRequest request) {
        var before = clock.instant().minus(request.age());
        return devices.whileIdle(() -> collect(before, request.removes()))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.CAMPAIGN_STATE,
                        "a campaign runs on this host and may need any artifact; try again when it has ended"));
    }

    private Collected collect(Instant before, boolean removes) {
        try {
            var named = catalogue.named();
            var digests = folder.digests();
            var removed = 0;
            var bytes = 0L;
            for (var digest : digests) {
                var file = folder.find(digest);
                if (!named.contains(digest) && file.isPresent() && isOlder(file.get(), before)) {
                    bytes += Files.size(file.get());
                    if (removes) {
                        Files.delete(file.get());
                    }
                    removed++;
                }
            }
            return new Collected(digests.size(), removed, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("artifacts in %s cannot be removed".formatted(folder.path()), e);
        }
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    }
}
