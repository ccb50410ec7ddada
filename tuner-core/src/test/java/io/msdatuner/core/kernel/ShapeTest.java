package io.msdatuner.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.msdatuner.core.InvalidValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
    private static final String RTDETR =
            "B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40,20x20 dtype=float32 locations=local";

    @ParameterizedTest
    @ValueSource(
            strings = {
                RTDETR,
                "B=2 Q=22223 H=8 C=32 P=4 levels=100x167,50x84,25x42,13x21 dtype=float16 locations=uniform",
                "B=1024 Q=4194304 H=256 C=1024 P=256 levels=1x1 dtype=bfloat16 locations=border",
                "B=1 Q=1 H=1 C=1 P=1 levels=32768x1,1x32768 dtype=float32 locations=clustered"
            })
    void printsTheFormThatItReads(String canonical) {
        assertThat(Shape.parse(canonical)).hasToString(canonical);
    }

    @Test
    void readsTheLiteralFormIntoItsFields() {
        assertThat(Shape.parse(RTDETR))
                .isEqualTo(new Shape(
                        1,
                        300,
                        8,
                        32,
                        4,
                        List.of(new Level(80, 80), new Level(40, 40), new Level(20, 20)),
                        DType.FLOAT32,
                        LocationDistribution.LOCAL));
    }

    @Test
    void takesTheHeightOfALevelFirst() {
        var level = Shape.parse("B=1 Q=1 H=1 C=1 P=1 levels=3x7").levels().get(0);

        assertThat(level).isEqualTo(new Level(3, 7)).hasToString("3x7");
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBackWhatItPrints(long seed) {
        var shape = randomShape(new Random(seed));

        assertThat(Shape.parse(shape.toString())).isEqualTo(shape);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsFieldsInAnyOrderWithAnyBlanks(long seed) {
        var random = new Random(seed);
        var shape = randomShape(random);
        var fields = new ArrayList<>(List.of(shape.toString().split(" ")));
        Collections.shuffle(fields, random);

        assertThat(Shape.parse("  " + String.join(" \t\n", fields) + " ")).isEqualTo(shape);
    }

    @Test
    void isFloat32AndLocalUnlessToldOtherwise() {
        assertThat(Shape.parse("levels=80x80,40x40,20x20 B=1 Q=300 H=8 C=32 P=4"))
                .hasToString(RTDETR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "hi-IN-u-nu-deva", "tr-TR", "de-DE"})
    void printsTheSameInEveryLocale(String tag) {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertThat(Shape.parse(RTDETR)).hasToString(RTDETR);
        } finally {
            Locale.setDefault(before);
        }
    }

    static Stream<String> numberRefusals() {
        return Stream.of("B", "Q", "H", "C", "P")
                .flatMap(field -> Stream.of("0", "-1", "", "x", "1.5", "+1", "4194305", "2147483648", "99999999999")
                        .map(value -> field + "|" + value));
    }

    @ParameterizedTest
    @MethodSource("numberRefusals")
    void namesFieldAndValueAndRangeOfANumberThatIsRefused(String fieldAndValue) {
        var parts = fieldAndValue.split("\\|", -1);
        var text = RTDETR.replaceAll("\\b" + parts[0] + "=[0-9]+", parts[0] + "=" + parts[1]);

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Shape.parse(text))
                .satisfies(refusal -> {
                    assertThat(refusal.field()).isEqualTo("shape." + parts[0]);
                    assertThat(refusal.value()).isEqualTo(parts[1]);
                    assertThat(refusal.allowed()).matches("a whole number from 1 to [0-9]+");
                    assertThat(refusal).hasMessageContainingAll(refusal.field(), refusal.value(), refusal.allowed());
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    levels=0x4           | shape.levels height | 0        | a whole number from 1 to 32768
                    levels=4x0           | shape.levels width  | 0        | a whole number from 1 to 32768
                    levels=4x32769       | shape.levels width  | 32769    | a whole number from 1 to 32768
                    levels=4x-4          | shape.levels width  | -4       | a whole number from 1 to 32768
                    levels=4x99999999999 | shape.levels width  | 99999999999 | a whole number from 1 to 32768
                    levels=4             | shape.levels        | 4        | HEIGHTxWIDTH
                    levels=4x4x4         | shape.levels        | 4x4x4    | HEIGHTxWIDTH
                    levels=4x4,          | shape.levels        | ''       | HEIGHTxWIDTH
                    levels=              | shape.levels        | ''       | HEIGHTxWIDTH
                    levels=4x4 dtype=f64 | shape.dtype         | f64      | float32, float16, bfloat16
                    levels=4x4 dtype=    | shape.dtype         | ''       | float32, float16, bfloat16
                    levels=4x4 locations=far | shape.locations | far      | local, uniform, clustered, border
                    levels=4x4 B=1       | shape.B             | B=1      | each field once
                    levels=4x4 b=1       | shape               | b=1      | B=1 Q=300
                    levels=4x4 hello     | shape               | hello    | B=1 Q=300
                    dtype=float32        | shape.levels        | (missing) | B=1 Q=300
                    """)
    void namesWhatIsWrong(String fields, String field, String value, String allowed) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Shape.parse("B=1 Q=1 H=1 C=1 P=1 " + fields))
                .satisfies(refusal -> {
                    assertThat(refusal.field()).isEqualTo(field);
                    assertThat(refusal.value()).isEqualTo(value);
                    assertThat(refusal.allowed()).contains(allowed);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"B", "Q", "H", "C", "P", "levels"})
    void namesAFieldThatIsMissing(String field) {
        var text = RTDETR.replaceAll("\\b" + field + "=\\S+ ", "");

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Shape.parse(text))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("shape." + field))
                .withMessageContaining("(missing)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "=", "==", "B==1", "levels"})
    void refusesTextThatIsNoShape(String text) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> Shape.parse(text));
    }

    @Test
    void refusesAnEndlessTextWithAShortMessage() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Shape.parse("B=".repeat(1_000_000)))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void refusesMoreThan64Levels() {
        var levels = String.join(",", Collections.nCopies(65, "1x1"));

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Shape.parse("B=1 Q=1 H=1 C=1 P=1 levels=" + levels))
                .withMessageContainingAll("shape.levels", "65 levels", "1 to 64 levels");
    }

    @Test
    void countsElementsByHand() {
        var shape = Shape.parse("B=2 Q=3 H=4 C=5 P=6 levels=7x8,2x1 dtype=float16");

        assertThat(shape.pixels()).isEqualTo(58);
        assertThat(shape.levelCount()).isEqualTo(2);
        assertThat(shape.pointCount()).isEqualTo(2 * 3 * 4 * 2 * 6);
        assertThat(shape.valueElements()).isEqualTo(2 * 58 * 4 * 5);
        assertThat(shape.outputElements()).isEqualTo(2 * 3 * 4 * 5);
    }

    @Test
    void countsBytesOfEveryInputAndOutputOnce() {
        var shape = Shape.parse("B=2 Q=3 H=4 C=5 P=6 levels=7x8,2x1 dtype=float16");
        var value = 2 * 58 * 4 * 5 * 2;
        var output = 2 * 3 * 4 * 5 * 2;
        var locationsAndWeights = 2 * 3 * 4 * 2 * 6 * 3 * 4;

        assertThat(shape.bytes(Kernel.MSDA_FORWARD)).isEqualTo(value + output + locationsAndWeights);
        assertThat(shape.bytes(Kernel.MSDA_BACKWARD)).isEqualTo(2 * value + output + 2 * locationsAndWeights);
    }

    @Test
    void neverOverflowsWhenItCountsBytes() {
        var largest = new Shape(
                1024,
                4_194_304,
                256,
                1024,
                256,
                Collections.nCopies(64, new Level(5792, 5792)),
                DType.FLOAT32,
                LocationDistribution.LOCAL);

        assertThat(largest.bytes(Kernel.MSDA_BACKWARD)).isGreaterThan(largest.valueElements());
    }

    @Test
    void refusesMorePixelsThanAnIndexCanCount() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Shape.parse("B=1 Q=1 H=1 C=1 P=1 levels=32768x32768,32768x32768"))
                .withMessageContainingAll("shape.levels", "2147483648 pixels", "at most 2147483647 pixels");
    }

    private static Shape randomShape(Random random) {
        var levels = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(level -> new Level(1 + random.nextInt(2000), 1 + random.nextInt(2000)))
                .toList();
        return new Shape(
                1 + random.nextInt(1024),
                1 + random.nextInt(4_194_304),
                1 + random.nextInt(256),
                1 + random.nextInt(1024),
                1 + random.nextInt(256),
                levels,
                DType.values()[random.nextInt(DType.values().length)],
                LocationDistribution.values()[random.nextInt(LocationDistribution.values().length)]);
    }
}
