package io.msdatuner.core.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Parameters that constraints tie together, with all their valid value positions in lexicographic order. Groups are
 * independent of each other, so a space is the product of its groups.
 */
final class ParameterGroup {
    private final List<Parameter> parameters;
    private final int[] radices;
    private final long[] codes;

    private ParameterGroup(List<Parameter> parameters, long[] codes) {
        this.parameters = parameters;
        this.radices = parameters.stream()
                .mapToInt(parameter -> parameter.values().size())
                .toArray();
        this.codes = codes;
    }

    /** Enumerates by backtracking; a constraint is tested as soon as all it reads is assigned. */
    static ParameterGroup enumerate(List<Parameter> parameters, List<Constraint> constraints, int maxSize) {
        return new ParameterGroup(parameters, new Enumeration(parameters, constraints, maxSize).run());
    }

    List<Parameter> parameters() {
        return parameters;
    }

    int size() {
        return codes.length;
    }

    /** Value positions of the valid tuple number {@code index}. */
    int[] positionsAt(int index) {
        return decode(index, new int[parameters.size()]);
    }

    private int[] decode(int index, int[] positions) {
        var rest = codes[index];
        for (var i = positions.length - 1; i >= 0; i--) {
            positions[i] = (int) (rest % radices[i]);
            rest /= radices[i];
        }
        return positions;
    }

    /** Puts the value positions of the valid tuple number {@code index} into these slots of {@code all}. */
    void putPositions(int index, int[] all, int[] slots) {
        var rest = codes[index];
        for (var i = slots.length - 1; i >= 0; i--) {
            all[slots[i]] = (int) (rest % radices[i]);
            rest /= radices[i];
        }
    }

    /** The number of the tuple in these slots of {@code all}, or a negative number if it is not valid. */
    int indexOf(int[] all, int[] slots) {
        var code = 0L;
        for (var i = 0; i < slots.length; i++) {
            code = code * radices[i] + all[slots[i]];
        }
        return Arrays.binarySearch(codes, code);
    }

    /** The number of a tuple of value positions, or a negative number if it is not valid. */
    int indexOf(int[] positions) {
        return Arrays.binarySearch(codes, code(positions));
    }

    /** For each parameter and each other value of it, the first of the valid tuples with it that differ the least. */
    List<int[]> closestWithOtherValues(int[] from) {
        var best = new int[from.length][];
        var bestDistance = new int[from.length][];
        for (var i = 0; i < from.length; i++) {
            best[i] = new int[radices[i]];
            bestDistance[i] = new int[best[i].length];
            Arrays.fill(bestDistance[i], Integer.MAX_VALUE);
        }
        var positions = new int[from.length];
        for (var index = 0; index < codes.length; index++) {
            var distance = differences(from, decode(index, positions));
            for (var i = 0; i < from.length; i++) {
                if (positions[i] != from[i] && distance < bestDistance[i][positions[i]]) {
                    bestDistance[i][positions[i]] = distance;
                    best[i][positions[i]] = index;
                }
            }
        }
        return reached(best, bestDistance);
    }

    private List<int[]> reached(int[][] best, int[][] bestDistance) {
        var reached = new ArrayList<int[]>();
        for (var i = 0; i < best.length; i++) {
            for (var position = 0; position < best[i].length; position++) {
                if (bestDistance[i][position] < Integer.MAX_VALUE) {
                    reached.add(positionsAt(best[i][position]));
                }
            }
        }
        return reached;
    }

    /** The valid tuple with the fewest differences, then the fewest steps between positions, then the first. */
    int[] closest(int[] wanted) {
        var best = indexOf(wanted);
        var bestDifferences = best < 0 ? Integer.MAX_VALUE : 0;
        var bestSteps = 0;
        for (var index = 0; index < codes.length && bestDifferences > 0; index++) {
            var differences = differencesUpTo(bestDifferences, wanted, codes[index]);
            if (differences > bestDifferences) {
                continue;
            }
            var steps = steps(wanted, positionsAt(index));
            if (differences < bestDifferences || steps < bestSteps) {
                best = index;
                bestDifferences = differences;
                bestSteps = steps;
            }
        }
        return positionsAt(best);
    }

    /** Stops counting beyond {@code limit}: most tuples of a large group are far away. */
    private int differencesUpTo(int limit, int[] wanted, long code) {
        var differences = 0;
        var rest = code;
        for (var i = wanted.length - 1; i >= 0 && differences <= limit; i--) {
            differences += rest % radices[i] == wanted[i] ? 0 : 1;
            rest /= radices[i];
        }
        return differences;
    }

    private static int differences(int[] a, int[] b) {
        var differences = 0;
        for (var i = 0; i < a.length; i++) {
            differences += a[i] == b[i] ? 0 : 1;
        }
        return differences;
    }

    private static int steps(int[] a, int[] b) {
        var steps = 0;
        for (var i = 0; i < a.length; i++) {
            steps += Math.abs(a[i] - b[i]);
        }
        return steps;
    }

    private long code(int[] positions) {
        var code = 0L;
        for (var i = 0; i < positions.length; i++) {
            code = code * radices[i] + positions[i];
        }
        return code;
    }

    private static final class Enumeration {
        /** Bounds the time that constraints which leave little take; a second or so. */
        private static final long MAX_TESTS_PER_TUPLE = 5;

        private final List<Parameter> parameters;
        private final List<List<Constraint>> dueAt = new ArrayList<>();
        private final int[] positions;
        private final int maxSize;
        private long[] codes = new long[64];
        private int size;
        private long tested;

        Enumeration(List<Parameter> parameters, List<Constraint> constraints, int maxSize) {
            this.parameters = parameters;
            this.positions = new int[parameters.size()];
            this.maxSize = maxSize;
            for (var depth = 0; depth < parameters.size(); depth++) {
                var last = depth;
                dueAt.add(constraints.stream()
                        .filter(constraint -> lastOf(constraint.parameters()) == last)
                        .toList());
            }
        }

        long[] run() {
            descend(0, 0);
            return Arrays.copyOf(codes, size);
        }

        private int lastOf(Set<String> names) {
            IntPredicate read = depth -> names.contains(parameters.get(depth).name());
            var depth = parameters.size() - 1;
            while (!read.test(depth)) {
                depth--;
            }
            return depth;
        }

        private void descend(int depth, long code) {
            if (depth == positions.length) {
                add(code);
                return;
            }
            var values = parameters.get(depth).values().size();
            for (var position = 0; position < values; position++) {
                positions[depth] = position;
                countTest();
                if (holdsAt(depth)) {
                    descend(depth + 1, Math.addExact(Math.multiplyExact(code, (long) values), position));
                }
            }
        }

        private void countTest() {
            if (++tested > MAX_TESTS_PER_TUPLE * maxSize) {
                throw new IllegalArgumentException(
                        "constraints tie %s together, but leave so little that finding it takes more than %d tests"
                                .formatted(names(), MAX_TESTS_PER_TUPLE * maxSize));
            }
        }

        private boolean holdsAt(int depth) {
            for (var constraint : dueAt.get(depth)) {
                if (!constraint.holds().test(name -> value(constraint, name))) {
                    return false;
                }
            }
            return true;
        }

        private Value value(Constraint reader, String name) {
            if (!reader.parameters().contains(name)) {
                throw new IllegalArgumentException(
                        "constraint '%s' reads %s, which it does not declare".formatted(reader.reason(), name));
            }
            for (var i = 0; i < positions.length; i++) {
                if (parameters.get(i).name().equals(name)) {
                    return parameters.get(i).values().get(positions[i]);
                }
            }
            throw new IllegalStateException("constraint '%s' is in the wrong group".formatted(reader.reason()));
        }

        private List<String> names() {
            return parameters.stream().map(Parameter::name).toList();
        }

        private void add(long code) {
            if (size == maxSize) {
                throw new IllegalArgumentException(
                        "constraints tie %s together to more than %d valid tuples".formatted(names(), maxSize));
            }
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, size * 2);
            }
            codes[size++] = code;
        }
    }
}
