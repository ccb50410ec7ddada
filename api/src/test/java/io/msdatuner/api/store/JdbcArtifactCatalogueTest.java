package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.store.ArtifactCatalogue.BuiltArtifact;
import io.msdatuner.core.campaign.SampleOutcomes;
import io.msdatuner.core.kernel.Kernel;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdbcArtifactCatalogueTest {
    private final ArtifactCatalogue catalogue = StoreApplication.shared().getBean(ArtifactCatalogue.class);

    @Test
    void keepsAllOfAnArtifact() {
        var known = artifact("digest 1", 4096, Optional.of(SampleOutcomes.ODD_TEXT));
        var unknown = artifact("digest 2", 0, Optional.empty());
        catalogue.register(known);
        catalogue.register(unknown);

        assertThat(catalogue.find("digest 1")).contains(known);
        assertThat(catalogue.find("digest 2")).contains(unknown);
        assertThat(catalogue.find("digest")).isEmpty();
    }

    @Test
    void leavesAKnownArtifactAsItIs() {
        var first = artifact("digest 3", 1, Optional.empty());
        catalogue.register(first);
        catalogue.register(artifact("digest 3", 2, Optional.of("c++")));

        assertThat(catalogue.find("digest 3")).contains(first);
    }

    @Test
    void addsAChecksumThatWasNotKnownAndNeverChangesOne() {
        var before = artifact("digest 4", 1, Optional.empty());
        catalogue.register(before);
        catalogue.register(withContent(before, "a"));
        catalogue.register(withContent(before, "b"));
        catalogue.register(before);

        assertThat(catalogue.find("digest 4")).contains(withContent(before, "a"));
    }

    private static BuiltArtifact withContent(BuiltArtifact artifact, String digit) {
        return new BuiltArtifact(
                artifact.digest(),
                artifact.kernel(),
                artifact.backend(),
                artifact.toolchain(),
                artifact.sizeBytes(),
                artifact.command(),
                Optional.of(digit.repeat(64)),
                artifact.createdAt());
    }

    private static BuiltArtifact artifact(String digest, long sizeBytes, Optional<String> command) {
        var createdAt = Instant.parse("2026-01-31T12:00:00.000001Z");
        return new BuiltArtifact(
                digest, Kernel.MSDA_BACKWARD, "cpu", "g++ 12", sizeBytes, command, Optional.empty(), createdAt);
    }
}
