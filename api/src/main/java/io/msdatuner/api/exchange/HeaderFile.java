package io.msdatuner.api.exchange;

import io.msdatuner.api.best.AnswerDocument.Line;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Answers as a C header: one table that a C or C++ program can compile in. */
final class HeaderFile {

    private static final String BEGIN = """
        /* The answers of msda-tuner's snapshot %s. Made by a program: do not edit. */
        #ifndef MSDA_TUNER_BEST_H
        #define MSDA_TUNER_BEST_H

        struct msda_tuner_best {
            const char* kernel;
            const char* shape;
            const char* device_class;
            const char* determinism;
            const char* match;
            const char* configuration; /* name=value, blanks between; empty: use your own default */
            const char* artifact;      /* digest; empty without a record */
            double median_ns;          /* 0 without a record */
        };

        static const struct msda_tuner_best msda_tuner_best[] = {
        """;

    private static final String END = """
        };

        enum { MSDA_TUNER_BEST_COUNT = %d };

        #endif
        """;

    private HeaderFile() {}

    static String of(String snapshot, List<Line> lines) {
        return BEGIN.formatted(snapshot)
                + lines.stream().map(HeaderFile::row).collect(Collectors.joining())
                + END.formatted(lines.size());
    }

    private static String row(Line line) {
        return String.format(
                Locale.ROOT,
                "    {%s, %s,%n     %s, %s, %s,%n     %s,%n     %s, %s},%n",
                quoted(line.kernel()),
                quoted(line.shape()),
                quoted(line.deviceClass()),
                quoted(line.determinism()),
                quoted(line.match()),
                quoted(configuration(line.configuration())),
                quoted(line.artifact().orElse("")),
                line.medianNs().orElse(0.0));
    }

    private static String configuration(Map<String, Object> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(value -> value.getKey() + "=" + value.getValue())
                        .collect(Collectors.joining(" "));
    }

    /** All but letters, digits and harmless signs as octal escapes, so that no text can leave its quotes. */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            var sign = (char) (octet & 0xff);
            if (Character.isLetterOrDigit(sign) && sign < 128 || " =,.:;_-+/".indexOf(sign) >= 0) {
                quoted.append(sign);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\%03o", (int) sign));
            }
        }
        return quoted.append('"').toString();
    }
}
