package io.msdatuner.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a=b", "a\n", "\"", "é", "a/b", "a,b"})
    void refusesAValueThatWouldNotMeanTheSameEverywhere(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Value.of(text))
                .withMessageContaining("is no parameter value");
    }

    @Test
    void refusesAValueOfMoreThan64Characters() {
        assertThat(Value.of("x".repeat(64)).text()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> Value.of("x".repeat(65)));
    }

    @ParameterizedTest
    @CsvSource({
        "0,true",
        "-1,true",
        "64,true",
        "999999999999999999,true",
        "007,false",
        "+5,false",
        "1.5,false",
        "a,false"
    })
    void knowsWholeNumbersInTheirOneForm(String text, boolean whole) {
        assertThat(Value.of(text).isWhole()).isEqualTo(whole);
    }

    @Test
    void readsBackANumber() {
        assertThat(Value.of(Long.MIN_VALUE).asLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(Value.of(42)).isEqualTo(Value.of("42")).hasToString("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1tile", "a b", "a=b", "a-b", "é"})
    void refusesANameThatIsNoIdentifier(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameter.compileTime(name, 1))
                .withMessageContaining("is no parameter name");
    }

    @Test
    void refusesNoValuesOrTheSameTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameter.compileTime("tile"))
                .withMessageContainingAll("tile", "distinct values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameter.launchTime("tile", 1, 2, "1"))
                .withMessageContainingAll("tile", "distinct values");
    }

    @Test
    void keepsItsValuesInOrder() {
        var values = new ArrayList<>(List.of(Value.of(8), Value.of(2)));
        var parameter = new Parameter("tile", Stage.COMPILE_TIME, values);
        values.clear();

        assertThat(parameter.values()).containsExactly(Value.of(8), Value.of(2));
        assertThat(parameter.positionOf(Value.of(2))).isEqualTo(1);
        assertThat(parameter.positionOf(Value.of(4))).isEqualTo(-1);
    }

    @Test
    void refusesAConstraintThatReadsNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Constraint.of("always", values -> true))
                .withMessageContainingAll("always", "reads no parameter");
    }
}
