package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.msdatuner.core.InvalidValueException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10           | 10       | 10     |
                    200 trials   | 200      | 200    |
                    1 trial      | 1        | 1      |
                    90s          | 90s      |        | 90
                    10m          | 600s     |        | 600
                    2h           | 7200s    |        | 7200
                    10m,200      | 600s,200 | 200    | 600
                    200,10m      | 600s,200 | 200    | 600
                    ' 10 m , 5 ' | 600s,5   | 5      | 600
                    720h         | 2592000s |        | 2592000
                    1000000      | 1000000  | 1000000 |
                    """)
    void readsAndPrints(String text, String printed, Integer trials, Long seconds) {
        var budget = Budget.parse(text);

        assertThat(budget).hasToString(printed);
        assertThat(budget.maxTrials()).isEqualTo(trials == null ? OptionalInt.empty() : OptionalInt.of(trials));
        assertThat(budget.maxTime()).isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
        assertThat(Budget.parse(budget.toString())).isEqualTo(budget);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "-1",
                "-5s",
                "1.5h",
                "10m,",
                ",10m",
                ",",
                "10m,20m",
                "10,20",
                "10m,20,30",
                "10d",
                "s",
                "m10",
                "1e3",
                "9999999999",
                "9999999999s",
                "+5",
                "10M",
                "٣"
            })
    void refusesWhatIsNoBudgetAndShowsTheForm(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Budget.parse(text))
                .satisfies(refusal -> {
                    assertThat(refusal.field()).isEqualTo("budget");
                    assertThat(refusal.value()).isEqualTo(text);
                    assertThat(refusal.allowed()).contains("90s", "10m", "2h", "200", "10m,200");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "0,budget.trials",
        "1000001,budget.trials",
        "0s,budget.time",
        "721h,budget.time",
        "999999999h,budget.time"
    })
    void refusesTooLittleAndTooMuch(String text, String field) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Budget.parse(text))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field))
                .withMessageContaining("1");
    }

    @Test
    void refusesTimesThatItsTextCouldNotTell() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Budget.ofTime(Duration.ofMillis(1500)))
                .withMessageContainingAll("budget.time", "1.5", "whole seconds");
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> Budget.ofTime(Duration.ofSeconds(-1)));
    }

    @Test
    void refusesNothingAtAll() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Budget(OptionalInt.empty(), Optional.empty()))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("budget"));
    }
}
