package io.msdatuner.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.InvalidValueException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelNamesTest {
    @ParameterizedTest
    @EnumSource
    void readsBackTheNameOfADtype(DType dtype) {
        assertThat(DType.parse(dtype.id())).isSameAs(dtype);
        assertThat(dtype).hasToString(dtype.id());
    }

    @ParameterizedTest
    @EnumSource
    void readsBackTheNameOfADistribution(LocationDistribution distribution) {
        assertThat(LocationDistribution.parse(distribution.id())).isSameAs(distribution);
        assertThat(distribution).hasToString(distribution.id());
    }

    @ParameterizedTest
    @EnumSource
    void readsBackTheNameOfAKernel(Kernel kernel) {
        assertThat(Kernel.parse(kernel.id())).isSameAs(kernel);
        assertThat(kernel).hasToString(kernel.id());
    }

    @Test
    void keepsTheNamesThatAreStored() {
        assertThat(List.of(DType.values())).extracting(DType::id).containsExactly("float32", "float16", "bfloat16");
        assertThat(List.of(DType.values())).extracting(DType::bytes).containsExactly(4, 2, 2);
        assertThat(List.of(Kernel.values())).extracting(Kernel::id).containsExactly("msda-forward", "msda-backward");
        assertThat(List.of(LocationDistribution.values()))
                .extracting(LocationDistribution::id)
                .containsExactly("local", "uniform", "clustered", "border");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FLOAT32", "float64", "float32 "})
    void refusesAnUnknownNameAndListsTheKnown(String name) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> DType.parse(name))
                .withMessageContainingAll("shape.dtype", "'" + name + "'", "float32, float16, bfloat16");
        assertThatThrownBy(() -> Kernel.parse(name)).hasMessageContainingAll("kernel", "msda-forward, msda-backward");
        assertThatThrownBy(() -> LocationDistribution.parse(name))
                .hasMessageContainingAll("shape.locations", "local, uniform, clustered, border");
    }

    @Test
    void namesDoNotDependOnTheLocale() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(LocationDistribution.UNIFORM.id()).isEqualTo("uniform");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void refusesSidesOfALevelOutsideItsRange() {
        assertThatThrownBy(() -> new Level(0, 1)).hasMessageContainingAll("shape.levels height", "'0'", "1 to 32768");
        assertThatThrownBy(() -> new Level(1, -1)).hasMessageContainingAll("shape.levels width", "'-1'", "1 to 32768");
        assertThat(new Level(32_768, 32_768).pixels()).isEqualTo(1L << 30);
    }
}
