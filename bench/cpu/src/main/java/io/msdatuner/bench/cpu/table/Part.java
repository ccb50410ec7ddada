package io.msdatuner.bench.cpu.table;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** One comparison of the table. */
enum Part {
    A("PyTorch's grid_sample fallback, eager, forward and backward; ratio: its time over tuned"),
    B("other formulations in PyTorch, forward; ratio: its time over tuned"),
    C("a naive C++ and OpenMP port of the usual GPU kernel; ratio: its time over tuned"),
    D("the best single configuration over all shapes, chosen with hindsight; ratio: its time over tuned per shape"),
    E(
            "the machine's roofline, L2 gather plus streaming, and the kernel's own instructions; ratio: tuned over the bound");

    private final String explanation;

    Part(String explanation) {
        this.explanation = explanation;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String explanation() {
        return explanation;
    }

    /** @throws IllegalArgumentException if a letter is no part */
    static Set<Part> parse(String letters) {
        var parts = EnumSet.noneOf(Part.class);
        Arrays.stream(letters.split(",")).forEach(letter -> parts.add(valueOf(letter.toUpperCase(Locale.ROOT))));
        return parts;
    }
}
