package io.msdatuner.bench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordedSpacesTest {
    private static final String JSON = """
            {"format": "%s", "name": "k-d", "kernel": "k", "device": "d",
             "params": [{"name": "x", "values": [1, 2, 4]}, {"name": "only", "values": [7]}],
             "configs": [[2, 0], [0, 0]], "time_ms": [0.5, null], "failures": {"run": [1]}}""";

    @Test
    void readsTheListedConfigurationsWithTheirTimes() {
        var recorded = read("search-space 1");

        assertThat(recorded.kernel()).isEqualTo("k");
        assertThat(recorded.space().size()).isEqualTo(2);
        assertThat(recorded.timesMs()).containsExactly(Double.NaN, 0.5);
        assertThat(recorded.space().at(1).number("x")).isEqualTo(4);
    }

    @Test
    void refusesAnotherFormat() {
        assertThatThrownBy(() -> read("search-space 2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("search-space 2");
    }

    private static RecordedSpace read(String format) {
        return RecordedSpaces.read(
                new ByteArrayInputStream(JSON.formatted(format).getBytes(StandardCharsets.UTF_8)));
    }
}
