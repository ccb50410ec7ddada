package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Journal;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What a run of the bench has found so far: comparisons, campaign winners, and times of configurations. */
final class Findings {
    private static final String COMPARISON = "comparison ";
    private static final String WINNER = "winner ";
    private static final String TIME = "time ";

    private final Journal journal;

    private Findings(Journal journal) {
        this.journal = journal;
    }

    /** @param header all that the findings depend on; those of something else are kept in another file */
    static Findings open(Path dataDirectory, String header) {
        var file = "findings-%08x.txt".formatted(header.hashCode());
        return new Findings(Journal.open(dataDirectory.resolve(file), header));
    }

    Optional<Comparison> comparison(String key) {
        return journal.find(COMPARISON + key).map(Findings::read);
    }

    void put(String key, Comparison comparison) {
        journal.put(COMPARISON + key, JsonMapper.shared().writeValueAsString(comparison));
    }

    List<Comparison> comparisons() {
        return journal.entries().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(COMPARISON))
                .map(entry -> read(entry.getValue()))
                .sorted(Comparator.comparing(Comparison::part))
                .toList();
    }

    private static Comparison read(String json) {
        return JsonMapper.shared().readValue(json, Comparison.class);
    }

    Optional<Configuration> winner(Kernel kernel, Shape shape) {
        return journal.find(WINNER + kernel + " " + shape).map(Findings::configuration);
    }

    void putWinner(Kernel kernel, Shape shape, Configuration winner) {
        journal.put(WINNER + kernel + " " + shape, winner.toString());
    }

    /** Median ns of configurations that were timed beside each other; infinite where one cannot run. */
    Map<Configuration, Double> times(Kernel kernel, Shape shape) {
        var prefix = timeKey(kernel, shape);
        return journal.entries().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        entry -> configuration(entry.getKey().substring(prefix.length())),
                        entry -> Double.parseDouble(entry.getValue())));
    }

    void putTime(Kernel kernel, Shape shape, Configuration configuration, double medianNs) {
        journal.put(timeKey(kernel, shape) + configuration, Double.toString(medianNs));
    }

    private static String timeKey(Kernel kernel, Shape shape) {
        return TIME + kernel + " " + shape + ": ";
    }

    /** Reads what {@link Configuration#toString} wrote. */
    static Configuration configuration(String text) {
        var values = new TreeMap<String, Value>();
        Arrays.stream(text.split(" "))
                .map(assignment -> assignment.split("=", 2))
                .forEach(pair -> values.put(pair[0], Value.of(pair[1])));
        return new Configuration(values);
    }
}
