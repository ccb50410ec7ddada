package io.msdatuner.core.space;

import io.msdatuner.core.InvalidValueException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The valid configurations of some parameters under constraints, countable and indexable. Parameters that constraints
 * tie together are enumerated as groups and the space is the product of its groups (the chain-of-trees idea of Rasch,
 * Schulze, Steuwer and Gorlatch, "Efficient Auto-Tuning of Parallel Programs with Interdependent Tuning Parameters via
 * Auto-Tuning Framework (ATF)", ACM TACO 18(1), 2021, doi:10.1145/3427093), so that counting, indexing and drawing
 * never reject. Immutable.
 */
public final class Space {
    private static final int MAX_GROUP_SIZE = 4_000_000;

    private final List<Parameter> parameters;
    private final List<Constraint> constraints;
    private final List<ParameterGroup> groups;
    /** Of each group, where its parameters stand among all. */
    private final int[][] slots;

    private final long size;

    /** @throws IllegalArgumentException if the parameters have no valid configuration, or too many */
    public Space(List<Parameter> parameters, List<Constraint> constraints) {
        this.parameters = List.copyOf(parameters);
        this.constraints = List.copyOf(constraints);
        checkNames();
        this.groups = new Grouping(this.parameters, this.constraints)
                .groups().stream()
                        .map(group -> ParameterGroup.enumerate(group.parameters(), group.constraints(), MAX_GROUP_SIZE))
                        .toList();
        this.slots = groups.stream().map(this::slots).toArray(int[][]::new);
        this.size = product();
        if (size == 0) {
            throw new IllegalArgumentException("the constraints leave no valid configuration of " + names());
        }
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    public List<Constraint> constraints() {
        return constraints;
    }

    /** The number of valid configurations. */
    public long size() {
        return size;
    }

    /** The valid configuration number {@code index}, 0 to size - 1. */
    public Configuration at(long index) {
        var values = new TreeMap<String, Value>();
        var rest = Objects.checkIndex(index, size);
        for (var g = groups.size() - 1; g >= 0; g--) {
            var group = groups.get(g);
            put(values, group, group.positionsAt((int) (rest % group.size())));
            rest /= group.size();
        }
        return new Configuration(values);
    }

    /** The number of a valid configuration; -1 if it is not in this space. */
    public long indexOf(Configuration configuration) {
        if (!configuration.values().keySet().equals(names())) {
            return -1;
        }
        var index = 0L;
        for (var group : groups) {
            var inGroup = indexInGroup(group, configuration);
            if (inGroup < 0) {
                return -1;
            }
            index = index * group.size() + inGroup;
        }
        return index;
    }

    /**
     * The 0-based positions of the values of configuration number {@code index}, in the order of {@link #parameters()}:
     * what {@link #at} gives, without its cost.
     */
    public int[] positionsAt(long index) {
        var positions = new int[parameters.size()];
        var rest = Objects.checkIndex(index, size);
        for (var g = groups.size() - 1; g >= 0; g--) {
            var group = groups.get(g);
            group.putPositions((int) (rest % group.size()), positions, slots[g]);
            rest /= group.size();
        }
        return positions;
    }

    /** The number of the configuration with these value positions; -1 if it is not in this space. */
    public long indexOf(int[] positions) {
        var index = 0L;
        for (var g = 0; g < slots.length; g++) {
            var inGroup = groups.get(g).indexOf(positions, slots[g]);
            if (inGroup < 0) {
                return -1;
            }
            index = index * groups.get(g).size() + inGroup;
        }
        return index;
    }

    public boolean contains(Configuration configuration) {
        return indexOf(configuration) >= 0;
    }

    /**
     * Checks a configuration that a person or a file gave.
     *
     * @throws InvalidValueException naming the parameter or the constraint that it breaks
     */
    public Configuration require(Configuration configuration) {
        if (!configuration.values().keySet().equals(names())) {
            throw new InvalidValueException(
                    "configuration", configuration.values().keySet(), "exactly the parameters " + names());
        }
        for (var parameter : parameters) {
            var value = configuration.value(parameter.name());
            if (parameter.positionOf(value) < 0) {
                throw new InvalidValueException(
                        "configuration." + parameter.name(),
                        value,
                        parameter.values().toString());
            }
        }
        for (var constraint : constraints) {
            if (!constraint.holds().test(configuration)) {
                throw new InvalidValueException("configuration", configuration, constraint.reason());
            }
        }
        return configuration;
    }

    /** A valid configuration, each with the same probability. */
    public Configuration random(RandomGenerator random) {
        return at(random.nextLong(size));
    }

    /**
     * For each parameter and each other value of it, the valid configuration that has this value and otherwise differs
     * in as few parameters as possible (the first in order among equals). Distinct, without the configuration itself. So
     * a conditional parameter takes what depends on it along, and every value that occurs in the space can be reached.
     */
    public List<Configuration> neighbours(Configuration configuration) {
        if (!contains(configuration)) {
            throw new IllegalArgumentException("%s is not in this space".formatted(configuration));
        }
        var neighbours = new LinkedHashSet<Configuration>();
        for (var group : groups) {
            for (var positions : group.closestWithOtherValues(positions(group, configuration))) {
                var values = new TreeMap<>(configuration.values());
                put(values, group, positions);
                neighbours.add(new Configuration(values));
            }
        }
        return new ArrayList<>(neighbours);
    }

    /**
     * The valid configuration that differs from {@code wanted} in as few parameters as possible; among those the one whose
     * values lie the fewest positions away, and the first in order among equals. So it is {@code wanted} itself if that
     * is valid.
     *
     * @param wanted one value for each parameter; it may break constraints
     * @throws IllegalArgumentException if it has other parameters, or a value that its parameter does not have
     */
    public Configuration closest(Configuration wanted) {
        if (!wanted.values().keySet().equals(names())) {
            throw new IllegalArgumentException("%s does not have exactly the parameters %s".formatted(wanted, names()));
        }
        var values = new TreeMap<String, Value>();
        for (var group : groups) {
            var positions = positions(group, wanted);
            if (Arrays.stream(positions).anyMatch(position -> position < 0)) {
                throw new IllegalArgumentException("%s has a value that is not in this space".formatted(wanted));
            }
            put(values, group, group.closest(positions));
        }
        return new Configuration(values);
    }

    private static int indexInGroup(ParameterGroup group, Configuration configuration) {
        var positions = positions(group, configuration);
        for (var position : positions) {
            if (position < 0) {
                return -1;
            }
        }
        return group.indexOf(positions);
    }

    private static int[] positions(ParameterGroup group, Configuration configuration) {
        return group.parameters().stream()
                .mapToInt(parameter -> parameter.positionOf(configuration.value(parameter.name())))
                .toArray();
    }

    private static void put(Map<String, Value> values, ParameterGroup group, int[] positions) {
        for (var i = 0; i < positions.length; i++) {
            var parameter = group.parameters().get(i);
            values.put(parameter.name(), parameter.values().get(positions[i]));
        }
    }

    private int[] slots(ParameterGroup group) {
        return group.parameters().stream().mapToInt(parameters::indexOf).toArray();
    }

    private long product() {
        var product = BigInteger.ONE;
        for (var group : groups) {
            product = product.multiply(BigInteger.valueOf(group.size()));
        }
        if (product.bitLength() >= Long.SIZE) {
            throw new IllegalArgumentException(
                    "%s have too many configurations to number: %s".formatted(names(), product));
        }
        return product.longValue();
    }

    private Set<String> names() {
        var names = new LinkedHashSet<String>();
        parameters.forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    private void checkNames() {
        var names = names();
        if (names.size() != parameters.size()) {
            throw new IllegalArgumentException("two parameters share a name in " + names);
        }
        for (var constraint : constraints) {
            var unknown = new HashSet<>(constraint.parameters());
            unknown.removeAll(names);
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException(
                        "constraint '%s' reads unknown parameters %s".formatted(constraint.reason(), unknown));
            }
        }
    }
}
