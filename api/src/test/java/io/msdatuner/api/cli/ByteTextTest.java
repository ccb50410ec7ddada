package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ByteTextTest {
    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "1536, 1.5 KiB", "1572864, 1.5 MiB", "4294967296, 4.0 GiB"})
    void fitsTheUnit(long bytes, String text) {
        assertThat(ByteText.of(bytes)).isEqualTo(text);
    }
}
