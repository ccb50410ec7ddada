package io.msdatuner.bench.cpu.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a sample, one line for each configuration: kernel, workload, shape, configuration, median in ns, and {@code final}
 * if it was measured in the finals, else {@code sample}; separated by tabs. The default of a shape comes first. Times are
 * relative to the default of the same batch, times the median of all its medians, so that a drift of the machine between
 * batches is no difference between configurations. Failures are left out.
 */
final class SampleFile {
    private static final MathContext DIGITS = new MathContext(5);

    private SampleFile() {}

    static void write(Path file, List<SampleSubject> subjects) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (var subject : subjects) {
                var finals = subject.finals();
                var pairs = new TreeMap<>(subject.measured());
                pairs.putAll(finals);
                pairs.entrySet().stream()
                        .filter(entry -> entry.getValue().time().medianNs().isPresent())
                        .sorted(Comparator.comparing((Map.Entry<Long, SampleSubject.Pair> entry) ->
                                entry.getKey() != subject.defaultIndex()))
                        .map(entry -> line(subject, entry.getKey(), entry.getValue(), finals))
                        .forEach(line -> print(out, line));
            }
        }
    }

    private static String line(
            SampleSubject subject, long index, SampleSubject.Pair pair, Map<Long, SampleSubject.Pair> finals) {
        var recording = subject.recording();
        var isDefault = index == subject.defaultIndex();
        var ratio = isDefault ? 1 : pair.time().medianNs().orElseThrow() / pair.defaultNs();
        return String.join(
                "\t",
                recording.kernel().id(),
                recording.workload(),
                recording.shape().toString(),
                recording.space().at(index).toString(),
                new BigDecimal(ratio * subject.defaultNs(), DIGITS).toPlainString(),
                finals.containsKey(index) || isDefault && !finals.isEmpty() ? "final" : "sample");
    }

    private static void print(GZIPOutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
