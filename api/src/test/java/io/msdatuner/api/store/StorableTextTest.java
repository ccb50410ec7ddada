package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "error: \\u0000 $1 \\0", "编译 🧨\n\t", "\u0001\u001b[31m\uFFFF"})
    void leavesTextThatPostgresCanStore(String text) {
        assertThat(StorableText.encode(text)).isEqualTo(text);
        assertThat(StorableText.decode(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0000", "a\u0000b", "\uD83E", "\uDDE8\uD83E", "\u241b", "\u241b0000", "\u241b\u241b\u0000"})
    void bringsBackWhatItReplaced(String text) {
        assertThat(StorableText.encode(text)).doesNotContain("\u0000").isNotEqualTo(text);
        assertThat(StorableText.decode(StorableText.encode(text))).isEqualTo(text);
    }

    /** Seed 1; any failure is an error. */
    @Test
    void makesAnyTextStorableAndBringsItBack() {
        var random = new Random(1);
        var letters = "\u0000\u241b\uD83E\uDDE8\uDBFF0a24";
        for (var i = 0; i < 10_000; i++) {
            var text = random.ints(random.nextInt(12), 0, letters.length())
                    .mapToObj(at -> letters.substring(at, at + 1))
                    .collect(Collectors.joining());
            var stored = StorableText.encode(text);

            assertThat(stored).doesNotContain("\u0000");
            assertThat(new String(stored.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(stored);
            assertThat(StorableText.decode(stored)).isEqualTo(text);
        }
    }
}
