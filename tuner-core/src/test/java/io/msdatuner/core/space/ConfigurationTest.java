package io.msdatuner.core.space;

import static io.msdatuner.core.testkit.Spaces.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.msdatuner.core.testkit.Spaces;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    /** The first 16 digits of {@code printf 'layout=bnhc\nqueryTile=64\n' | sha256sum}. */
    private static final String PINNED_ID = "adacd015307f7ec6";

    @Test
    void keepsItsIdForEver() {
        assertThat(configuration("queryTile", 64, "layout", "bnhc").id()).isEqualTo(PINNED_ID);
    }

    @Test
    void ignoresTheOrderInWhichValuesAreGiven() {
        var forward = new LinkedHashMap<String, Value>();
        forward.put("layout", Value.of("bnhc"));
        forward.put("queryTile", Value.of(64));
        var backward = new TreeMap<String, Value>(Comparator.reverseOrder());
        backward.putAll(forward);

        assertThat(Configuration.of(forward).id()).isEqualTo(PINNED_ID);
        assertThat(Configuration.of(backward).id()).isEqualTo(PINNED_ID);
        assertThat(new Configuration(backward)).isEqualTo(Configuration.of(forward));
        assertThat(new Configuration(backward).id()).isEqualTo(PINNED_ID);
        assertThat(new Configuration(backward)).hasToString("layout=bnhc queryTile=64");
    }

    @Test
    void comparesNamesExactlyWhateverOrderTheyCameIn() {
        var ignoringCase = new TreeMap<String, Value>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.put("Tile", Value.of(1));

        assertThat(new Configuration(ignoringCase).values()).doesNotContainKey("tile");
    }

    @Test
    void hasAnIdOfItsOwnForEachContent() {
        var space = Spaces.constrained();

        assertThat(LongStream.range(0, space.size())
                        .mapToObj(index -> space.at(index).id()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{16}"));
        assertThat(configuration("tile", 1).id())
                .isNotEqualTo(configuration("tile", "01").id());
    }

    @Test
    void keepsItsOwnUnmodifiableCopy() {
        var values = new TreeMap<>(Map.of("tile", Value.of(1)));
        var configuration = new Configuration(values);
        values.put("tile", Value.of(2));

        assertThat(configuration.number("tile")).isEqualTo(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> configuration.values().put("tile", Value.of(3)));
    }

    @Test
    void namesAParameterThatItDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configuration("tile", 1).value("unroll"))
                .withMessageContainingAll("tile=1", "unroll");
    }

    @Test
    void readsValuesAsConstraintsDo() {
        var configuration = configuration("tile", 4, "layout", "bnhc");

        assertThat(configuration.number("tile")).isEqualTo(4);
        assertThat(configuration.is("layout", "bnhc")).isTrue();
        assertThat(configuration.is("layout", "BNHC")).isFalse();
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> configuration.number("layout"));
    }
}
