package io.msdatuner.bench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void namesTheCommandThatMeasuresTheSame() {
        var options = Options.parse("--records=20000", "--home=bench/service");
        assertThat(options.command()).isEqualTo("bench/service/run --records=20000 --seconds=10");
        assertThat(Options.parse(options.command().split(" ")[1]).records()).isEqualTo(20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--records=9999", "--seconds=0", "--seconds=x", "--for=1m", "records=20000", "--records"})
    void refusesWhatItDoesNotKnow(String argument) {
        assertThatThrownBy(() -> Options.parse(argument)).hasMessageContaining(argument);
    }
}
