package io.msdatuner.api.campaign;

import io.msdatuner.api.artifact.Checksum;
import io.msdatuner.api.store.ArtifactCatalogue;
import io.msdatuner.api.store.ArtifactCatalogue.BuiltArtifact;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.run.Artifact;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A builder whose artifacts are written down; one that was there before keeps the time at which its file was written. */
record CataloguingBuilder(
        VariantBuilder builder, ArtifactCatalogue catalogue, CampaignSpec spec, String backend, Clock clock)
        implements VariantBuilder {

    @Override
    public BuildResult build(Variant variant) throws InterruptedException {
        var result = builder.build(variant);
        if (result instanceof BuildResult.Built built) {
            register(built.artifact());
        }
        return result;
    }

    private void register(Artifact artifact) {
        catalogue.register(new BuiltArtifact(
                artifact.digest(),
                spec.kernel(),
                backend,
                spec.toolchain(),
                size(artifact),
                Optional.empty(),
                contentSha256(artifact),
                createdAt(artifact)));
    }

    private static Optional<String> contentSha256(Artifact artifact) {
        try {
            return Optional.of(Checksum.of(Files.readAllBytes(artifact.file())).hex());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long size(Artifact artifact) {
        try {
            return Files.size(artifact.file());
        } catch (IOException e) {
            return 0;
        }
    }

    private Instant createdAt(Artifact artifact) {
        try {
            return artifact.reused()
                    ? Files.getLastModifiedTime(artifact.file()).toInstant()
                    : clock.instant();
        } catch (IOException e) {
            return clock.instant();
        }
    }
}
