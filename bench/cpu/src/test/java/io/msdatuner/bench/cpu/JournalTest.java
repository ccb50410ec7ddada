package io.msdatuner.bench.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    @Test
    void goesOnWithWhatWasFoundBefore() {
        var file = folder.resolve("new").resolve("run.txt");
        Journal.open(file, "sources 1").put("17", "some words");
        Journal.open(file, "sources 1").put("4", "1.5");

        assertThat(Journal.open(file, "sources 1").entries())
                .containsExactly(entry("17", "some words"), entry("4", "1.5"));
    }

    @Test
    void refusesTheJournalOfSomethingElse() {
        var file = folder.resolve("run.txt");
        Journal.open(file, "sources 1").put("17", "1.5");

        assertThatIllegalStateException()
                .isThrownBy(() -> Journal.open(file, "sources 2"))
                .withMessageContaining("sources 1")
                .withMessageContaining("sources 2");
    }
}
