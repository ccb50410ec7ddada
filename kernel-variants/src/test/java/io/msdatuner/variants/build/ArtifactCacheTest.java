package io.msdatuner.variants.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.ShortageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Its compilers are lines of shell; {@code $1} is a file that is there from their second run on. */
final class ArtifactCacheTest {
    @TempDir
    Path folder;

    @Test
    void blamesTheVariantForWhatTheCompilerRefuses() throws InterruptedException {
        assertThat(build("echo variant.cpp:1: error; exit 1"))
                .isInstanceOfSatisfying(
                        BuildResult.Failed.class,
                        failed -> assertThat(failed.outcome().log()).contains("error"));
    }

    @Test
    void blamesNoVariantForAFullDisk() throws IOException {
        assertThatThrownBy(() -> build("echo cannot write: No space left on device; exit 1"))
                .isInstanceOf(ShortageException.class)
                .hasMessageContaining("No space left on device");
        try (var files = Files.list(folder.resolve("cache"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void runsACompilerOnceMoreThatWasKilled() throws InterruptedException {
        var killedAtFirst = "if [ ! -e $1 ]; then touch $1; kill -9 $$; fi";
        var killedInside = "if [ ! -e $1 ]; then touch $1; echo fatal error: Killed signal terminated; exit 1; fi";

        assertThat(build(killedAtFirst)).isInstanceOf(BuildResult.Built.class);
        assertThat(build(killedInside)).isInstanceOf(BuildResult.Built.class);
        assertThat(build("kill -9 $$")).isInstanceOf(BuildResult.Failed.class);
    }

    private BuildResult build(String script) throws InterruptedException {
        var digest = Integer.toHexString(script.hashCode());
        var ran = folder.resolve(digest + ".ran").toString();
        return new ArtifactCache(folder.resolve("cache"), Duration.ofSeconds(20))
                .get(digest, output -> List.of("sh", "-c", script, "sh", ran));
    }
}
