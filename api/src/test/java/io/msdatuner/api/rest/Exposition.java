package io.msdatuner.api.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/** What a service exposes to Prometheus, in its text format 0.0.4. */
record Exposition(Map<String, Family> families) {

    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([0-9.eE+-]+|NaN|[+-]?Inf)( [0-9]+)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
    private static final Pattern PART = Pattern.compile("_(bucket|sum|count|max)$");

    record Family(String name, String type, String help, List<Sample> samples) {}

    record Sample(String name, Map<String, String> labels, double value) {}

    static Exposition of(Http http) {
        var answer = http.get("/actuator/prometheus", "Accept", "text/plain;version=0.0.4");
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        return parse(answer.response().body());
    }

    static Exposition parse(String text) {
        var helps = new LinkedHashMap<String, String>();
        var families = new LinkedHashMap<String, Family>();
        for (var line : text.lines().toList()) {
            var words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                helps.put(words[2], words.length == 4 ? words[3] : "");
            } else if (line.startsWith("# TYPE ")) {
                families.put(
                        words[2], new Family(words[2], words[3], helps.getOrDefault(words[2], ""), new ArrayList<>()));
            } else {
                add(sample(line), families);
            }
        }
        return new Exposition(families);
    }

    private static Sample sample(String line) {
        var matcher = SAMPLE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("no sample: " + line);
        }
        var labels = new LinkedHashMap<String, String>();
        var rest = matcher.group(2) == null ? "" : matcher.group(2);
        var label = LABEL.matcher(rest);
        var read = 0;
        while (label.find() && label.start() == read) {
            labels.put(label.group(1), label.group(2));
            read = label.end();
        }
        if (read != rest.length()) {
            throw new AssertionError("no labels: " + line);
        }
        var value = matcher.group(3).replace("Inf", "Infinity");
        return new Sample(matcher.group(1), labels, Double.parseDouble(value));
    }

    private static void add(Sample sample, Map<String, Family> families) {
        var family = families.getOrDefault(
                sample.name(), families.get(PART.matcher(sample.name()).replaceFirst("")));
        if (family == null) {
            throw new AssertionError("no type is given for " + sample.name());
        }
        family.samples().add(sample);
    }

    List<Sample> samples() {
        return families.values().stream()
                .flatMap(family -> family.samples().stream())
                .toList();
    }

    /** Of the one sample with this name and these labels, given as names and values in turn; others may be there as well. */
    double value(String name, String... labels) {
        var wanted = new LinkedHashMap<String, String>();
        for (var at = 0; at < labels.length; at += 2) {
            wanted.put(labels[at], labels[at + 1]);
        }
        return samples().stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> sample.labels().entrySet().containsAll(wanted.entrySet()))
                .mapToDouble(Sample::value)
                .reduce(Double::sum)
                .orElseThrow(() -> new NoSuchElementException("no sample of " + name + wanted));
    }
}
