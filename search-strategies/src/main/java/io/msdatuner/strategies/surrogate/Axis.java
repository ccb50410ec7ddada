package io.msdatuner.strategies.surrogate;

import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One thing in which configurations differ, as a model sees it: a parameter, or the product of two, because a kernel's
 * speed hangs on how many threads or elements a tile has as much as on its width and height.
 */
public final class Axis {
    private static final double SAME = 1e-9;
    /** Bounds the number of pairs in spaces of very many parameters. */
    private static final int MOST_PAIRED = 8;

    private static final double MOST_TWOS = 7;

    private final int[] slots;
    private final int radix;
    private final short[] codes;
    private final double[] coordinates;
    private final boolean ordered;
    private final boolean derived;

    /** @param raw the coordinate of each combination of value positions; only equality counts if not ordered */
    private Axis(int[] slots, int radix, double[] raw, boolean ordered, boolean derived) {
        this.derived = derived;
        this.slots = slots;
        this.radix = radix;
        this.ordered = ordered;
        var distinct = distinct(raw);
        this.codes = new short[raw.length];
        for (var i = 0; i < raw.length; i++) {
            codes[i] = (short) nearest(distinct, raw[i]);
        }
        var range = distinct[distinct.length - 1] - distinct[0];
        this.coordinates = Arrays.stream(distinct)
                .map(c -> (c - distinct[0]) / Math.max(SAME, range))
                .toArray();
    }

    /** What a model sees besides the parameters that have a choice. */
    public enum View {
        PARAMETERS,
        PRODUCTS
    }

    public static List<Axis> of(Space space, View view) {
        var axes = new ArrayList<Axis>();
        var parameters = space.parameters();
        for (var slot = 0; slot < parameters.size(); slot++) {
            if (parameters.get(slot).values().size() > 1) {
                axes.add(single(slot, parameters.get(slot)));
            }
        }
        addAlignments(axes, parameters);
        if (view == View.PRODUCTS) {
            addPairs(axes, parameters);
        }
        return List.copyOf(axes);
    }

    /** The power of two in each value, where it does not simply rise with the value: 48 is less aligned than 32 and 64. */
    private static void addAlignments(List<Axis> axes, List<Parameter> parameters) {
        for (var slot = 0; slot < parameters.size(); slot++) {
            var values = parameters.get(slot).values();
            if (isSize(parameters.get(slot)) && values.stream().allMatch(Value::isWhole)) {
                var raw = values.stream()
                        .mapToDouble(value -> Math.min(MOST_TWOS, Long.numberOfTrailingZeros(value.asLong())))
                        .toArray();
                var rises = IntStream.range(1, raw.length).allMatch(i -> raw[i] > raw[i - 1]);
                if (!rises && distinct(raw).length > 1) {
                    axes.add(new Axis(new int[] {slot}, raw.length, raw, true, true));
                }
            }
        }
    }

    private static void addPairs(List<Axis> axes, List<Parameter> parameters) {
        var sizes = IntStream.range(0, parameters.size())
                .filter(slot -> isSize(parameters.get(slot)))
                .toArray();
        for (var i = 0; i < Math.min(MOST_PAIRED, sizes.length); i++) {
            for (var j = 0; j < i; j++) {
                axes.add(product(sizes[j], sizes[i], parameters));
            }
        }
    }

    private static Axis single(int slot, Parameter parameter) {
        var size = parameter.values().size();
        var ordered = size > 2 && parameter.values().stream().allMatch(value -> Double.isFinite(number(value)));
        return new Axis(
                new int[] {slot},
                size,
                IntStream.range(0, size).asDoubleStream().toArray(),
                ordered,
                false);
    }

    private static Axis product(int one, int other, List<Parameter> parameters) {
        var ofOne = parameters.get(one).values();
        var ofOther = parameters.get(other).values();
        var raw = new double[ofOne.size() * ofOther.size()];
        for (var i = 0; i < raw.length; i++) {
            raw[i] =
                    Math.log(number(ofOne.get(i / ofOther.size()))) + Math.log(number(ofOther.get(i % ofOther.size())));
        }
        return new Axis(new int[] {one, other}, ofOther.size(), raw, true, true);
    }

    private static boolean isSize(Parameter parameter) {
        return parameter.values().size() > 2 && parameter.values().stream().allMatch(value -> number(value) > 0);
    }

    /** NaN if it is none. */
    private static double number(Value value) {
        try {
            return Double.parseDouble(value.text());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static double[] distinct(double[] raw) {
        var sorted = raw.clone();
        Arrays.sort(sorted);
        return IntStream.range(0, sorted.length)
                .filter(i -> i == 0 || sorted[i] - sorted[i - 1] > SAME)
                .mapToDouble(i -> sorted[i])
                .toArray();
    }

    private static int nearest(double[] distinct, double value) {
        var found = Arrays.binarySearch(distinct, value - SAME);
        return found >= 0 ? found : Math.min(distinct.length - 1, -found - 1);
    }

    boolean isDerived() {
        return derived;
    }

    boolean ordered() {
        return ordered;
    }

    int size() {
        return coordinates.length;
    }

    short codeOf(int[] positions) {
        return slots.length == 1
                ? codes[positions[slots[0]]]
                : codes[positions[slots[0]] * radix + positions[slots[1]]];
    }

    /** 0 for the same, 1 for the farthest. */
    public double distance(int one, int other) {
        return ordered ? Math.abs(coordinates[one] - coordinates[other]) : one == other ? 0 : 1;
    }

    /** The codes of a configuration with these value positions. */
    public static short[] encode(List<Axis> axes, int[] positions) {
        var codes = new short[axes.size()];
        for (var a = 0; a < codes.length; a++) {
            codes[a] = axes.get(a).codeOf(positions);
        }
        return codes;
    }
}
