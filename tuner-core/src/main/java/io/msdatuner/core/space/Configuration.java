package io.msdatuner.core.space;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One value for each parameter. Two configurations with the same values are equal whatever the order in which they were
 * given, and {@link #id()} is the same on every machine and in every version.
 */
public record Configuration(SortedMap<String, Value> values) implements Assignment {
    private static final Configuration EMPTY = new Configuration(new TreeMap<>());
    private static final int ID_LENGTH = 16;

    public Configuration {
        var byName = new TreeMap<String, Value>();
        byName.putAll(values);
        values = Collections.unmodifiableSortedMap(byName);
    }

    public static Configuration of(Map<String, Value> values) {
        return new Configuration(new TreeMap<>(values));
    }

    /** The configuration of an implementation that has no parameters. */
    public static Configuration empty() {
        return EMPTY;
    }

    /** This configuration with another value of a parameter. */
    public Configuration with(String parameter, Value value) {
        var changed = new TreeMap<>(values);
        changed.put(parameter, value);
        return new Configuration(changed);
    }

    @Override
    public Value value(String parameter) {
        var value = values.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException("configuration %s has no parameter %s".formatted(this, parameter));
        }
        return value;
    }

    /** Content id: 16 hex digits of the SHA-256 of its lines {@code name=value}, sorted by name. */
    public String id() {
        var lines = values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** For people: {@code layout=bnhc queryTile=64}, sorted by name. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
