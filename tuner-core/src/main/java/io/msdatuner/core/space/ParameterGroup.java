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
    private final long[] codes;

    private ParameterGroup(List<Parameter> parameters, long[] codes) {
        this.parameters = parameters;
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
        var positions = new int[parameters.size()];
        var rest = codes[index];
        for (var i = positions.length - 1; i >= 0; i--) {
            var radix = parameters.get(i).values().size();
            positions[i] = (int) (rest % radix);
            rest /= radix;
        }
        return positions;
    }

    /** The number of a tuple of value positions, or a negative number if it is not valid. */
    int indexOf(int[] positions) {
        return Arrays.binarySearch(codes, code(positions));
    }

    private long code(int[] positions) {
        var code = 0L;
        for (var i = 0; i < positions.length; i++) {
            code = code * parameters.get(i).values().size() + positions[i];
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
