package io.msdatuner.core.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Small random parameters and constraints, and the plain way to enumerate what they allow. */
record RandomSpaces(List<Parameter> parameters, List<Constraint> constraints) {

    /** Two to five parameters of one to four values, up to four constraints over one to three of them. */
    static RandomSpaces draw(long seed) {
        var random = new Random(seed);
        var parameters = IntStream.range(0, 2 + random.nextInt(4))
                .mapToObj(i -> Parameter.compileTime("p" + i, values(1 + random.nextInt(4))))
                .toList();
        var constraints = new ArrayList<Constraint>();
        for (var i = random.nextInt(5); i > 0; i--) {
            constraints.add(constraint(parameters, random));
        }
        return new RandomSpaces(parameters, constraints);
    }

    private static Object[] values(int count) {
        return IntStream.range(0, count).boxed().toArray();
    }

    private static Constraint constraint(List<Parameter> parameters, Random random) {
        var names = random.ints(1 + random.nextInt(3), 0, parameters.size())
                .distinct()
                .mapToObj(i -> parameters.get(i).name())
                .toList();
        var modulus = 2 + random.nextInt(3);
        var remainder = random.nextInt(modulus);
        return Constraint.of(
                "the sum of %s is not %d modulo %d".formatted(names, remainder, modulus),
                values -> names.stream().mapToLong(values::number).sum() % modulus != remainder,
                names.toArray(String[]::new));
    }

    /** Empty if the constraints leave nothing. */
    Optional<Space> space() {
        return valid().isEmpty() ? Optional.empty() : Optional.of(new Space(parameters, constraints));
    }

    /** Every valid configuration, by trying all combinations. */
    List<Configuration> valid() {
        var valid = new ArrayList<Configuration>();
        collect(0, Map.of(), valid);
        return valid;
    }

    private void collect(int depth, Map<String, Value> values, List<Configuration> valid) {
        if (depth == parameters.size()) {
            var configuration = Configuration.of(values);
            if (constraints.stream().allMatch(constraint -> constraint.holds().test(configuration))) {
                valid.add(configuration);
            }
            return;
        }
        for (var value : parameters.get(depth).values()) {
            var extended = new TreeMap<>(values);
            extended.put(parameters.get(depth).name(), value);
            collect(depth + 1, extended, valid);
        }
    }
}
