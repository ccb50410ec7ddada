package io.msdatuner.variants.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CpuSourcesTest {
    @TempDir
    Path folder;

    @Test
    void installsEverySourceAsItIs() throws IOException {
        var sources = new CpuSources(folder);
        try (var files = Files.list(Path.of("native", "cpu"))) {
            for (var file : files.filter(path -> !path.endsWith("README.md")).toList()) {
                assertThat(sources.path(file.getFileName().toString())).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void keepsOneCopyHoweverOftenItIsInstalled() throws IOException {
        new CpuSources(folder);
        new CpuSources(folder);
        try (var copies = Files.list(folder)) {
            assertThat(copies).hasSize(1);
        }
    }

    @Test
    void givesEachKernelADigestOfItsOwn() {
        var sources = new CpuSources(folder);
        var digests = List.of(
                sources.digest(Kernel.MSDA_FORWARD), sources.digest(Kernel.MSDA_BACKWARD), sources.supportDigest());
        assertThat(digests).doesNotHaveDuplicates().allMatch(digest -> digest.matches("[0-9a-f]{32}"));
        assertThat(new CpuSources(folder).digest(Kernel.MSDA_FORWARD)).isEqualTo(digests.get(0));
    }
}
