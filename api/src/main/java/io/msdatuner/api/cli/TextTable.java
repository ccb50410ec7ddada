package io.msdatuner.api.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Left-aligned columns, two blanks apart. */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    static TextTable withHeader(String... names) {
        return new TextTable().row(names);
    }

    TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, each after {@code indent}, without a line end behind the last. */
    String format(String indent) {
        return rows.stream().map(row -> indent + line(row).stripTrailing()).collect(Collectors.joining("\n"));
    }

    private String line(List<String> row) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> pad(row.get(column), width(column)))
                .collect(Collectors.joining("  "));
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String pad(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
