package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What Prometheus reads of a service, by the rules of https://prometheus.io/docs/practices/naming/. */
class MetricsTest {

    private static final String OURS = "msda_tuner_";
    private static final Path REPOSITORY = Path.of("..");
    private static final String LOOKUP = "/api/v1/configurations/best?kernel=%s&shape=%s";
    /** Every one has few values, whatever is tuned and asked for. */
    private static final Set<String> LABELS = Set.of(
            "device_class", "outcome", "purpose", "kernel", "match", "determinism", "grounds", "state", "result", "le");

    private static final Pattern OTHER_UNITS = Pattern.compile(
            ".*_(ns|us|ms|millis|milliseconds|nanos|nanoseconds|minutes|hours|kb|mb|kib|mib|percent)(_.*)?");
    private static final Set<String> LANGUAGE = Set.of("by", "without", "on", "ignoring", "and", "or", "unless", "le");

    private static TestService service;
    private static Exposition before;
    private static Exposition exposition;

    @BeforeAll
    static void start(@TempDir Path dataDirectory) {
        service = TestService.start(dataDirectory);
        before = Exposition.of(service.http);
        service.awaitState(service.create("6", 1), "COMPLETED");
        lookUp("msda-forward", TestService.SHAPE);
        lookUp("msda-forward", TestService.SHAPE);
        lookUp("msda-backward", "B=1 Q=9 H=8 C=32 P=4 levels=80x80,40x40");
        lookUp("msda-forward", "B=0 Q=9 H=8 C=32 P=4 levels=80x80,40x40");
        service.http.post("/api/v1/configurations:lookup", "{\"lookups\": [{\"kernel\": \"gelu\", \"shape\": \"\"}]}");
        // The figures of the database are read every few seconds.
        TestService.await("the first record shows", () -> {
            exposition = Exposition.of(service.http);
            return exposition.value("msda_tuner_promotion_decisions_total", "grounds", "first") > 0;
        });
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void lookUp(String kernel, String shape) {
        service.http.get(LOOKUP.formatted(kernel, Http.encode(shape)));
    }

    @Test
    void countsLookupsByWhatAnsweredThem() {
        assertThat(before.value("msda_tuner_lookups_total", "match", "exact")).isZero();
        assertThat(exposition.value("msda_tuner_lookups_total", "kernel", "msda-forward", "match", "exact"))
                .isEqualTo(2);
        assertThat(exposition.value("msda_tuner_lookups_total", "kernel", "msda-backward", "match", "default"))
                .isEqualTo(1);
        assertThat(exposition.value("msda_tuner_lookups_total", "match", "nearest"))
                .isZero();
        assertThat(exposition.value("msda_tuner_lookups_refused_total")).isEqualTo(2);
        assertThat(exposition.value("msda_tuner_tuned_shapes", "kernel", "msda-forward", "determinism", "any"))
                .isEqualTo(1);
    }

    @Test
    void countsWhatCampaignsDid() {
        assertThat(exposition.value("msda_tuner_trials_total", "outcome", "measured", "purpose", "search"))
                .isEqualTo(6);
        assertThat(exposition.value("msda_tuner_trials_total", "outcome", "measured", "purpose", "final"))
                .isPositive();
        assertThat(exposition.value("msda_tuner_trials_total", "outcome", "workerDied"))
                .isZero();
        assertThat(exposition.value("msda_tuner_campaigns", "state", "COMPLETED"))
                .isEqualTo(1);
        assertThat(exposition.value("msda_tuner_build_duration_seconds_count", "result", "built"))
                .isPositive();
        assertThat(exposition.value("msda_tuner_device_busy_seconds_total")).isPositive();
        assertThat(exposition.value("msda_tuner_devices_at_work")).isZero();
        assertThat(exposition.value("msda_tuner_queue_age_seconds")).isZero();
        assertThat(exposition.value("msda_tuner_database_size_bytes")).isGreaterThan(1e6);
    }

    @Test
    void showsForHowLongACampaignWaits() {
        service.backend.hold(0);
        try {
            var running = service.create("3", 7);
            service.awaitState(running, "RUNNING");
            var waiting = service.create("3", 8);
            TestService.await(
                    "a campaign waits", () -> Exposition.of(service.http).value("msda_tuner_queue_age_seconds") > 0);
            TestService.await(
                    "a device is at work", () -> Exposition.of(service.http).value("msda_tuner_devices_at_work") == 1);
            var busy = Exposition.of(service.http).value("msda_tuner_device_busy_seconds_total");
            assertThat(Exposition.of(service.http).value("msda_tuner_device_busy_seconds_total"))
                    .isGreaterThan(busy);
            service.http.post("/api/v1/campaigns/" + waiting + "/cancel", "");
            service.http.post("/api/v1/campaigns/" + running + "/cancel", "");
        } finally {
            service.backend.release();
        }
    }

    @Test
    void namesMetricsByTheConventions() {
        assertThat(exposition.families().values()).isNotEmpty().allSatisfy(family -> {
            assertThat(family.help()).as(family.name()).isNotBlank();
            assertThat(family.type()).as(family.name()).isIn("counter", "gauge", "histogram", "summary");
            assertThat(family.name()).as(family.name()).doesNotMatch(OTHER_UNITS);
            var counts = family.type().equals("counter");
            assertThat(family.name().endsWith("_total")).as(family.name()).isEqualTo(counts);
        });
    }

    @Test
    void namesItsOwnMetricsWithTheirUnitsAndFewLabels() {
        var ours = exposition.families().values().stream()
                .filter(family -> family.name().startsWith(OURS))
                .toList();
        assertThat(ours).isNotEmpty().allSatisfy(family -> {
            assertThat(family.name()).matches("[a-z]+(_[a-z]+)*").doesNotMatch(".*_(gauge|counter|histogram)(_.*)?");
            assertThat(family.help()).as(family.name()).endsWith(".");
            if (family.name().matches(".*(duration|busy|age|lag).*")) {
                assertThat(family.name()).matches(".*_seconds(_total)?");
            }
            if (family.name().contains("size")) {
                assertThat(family.name()).endsWith("_bytes");
            }
            assertThat(family.samples()).as(family.name()).isNotEmpty().hasSizeLessThan(200);
            family.samples()
                    .forEach(sample ->
                            assertThat(LABELS).containsAll(sample.labels().keySet()));
        });
    }

    @Test
    void exposesWhatTheDocumentationLists() throws IOException {
        var documented = Pattern.compile("^\\| `(msda_tuner_[a-z_]+)", Pattern.MULTILINE)
                .matcher(Files.readString(REPOSITORY.resolve("docs/operations.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(exposition.families().keySet().stream().filter(name -> name.startsWith(OURS)))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void isAllThatTheDashboardAsksFor() throws IOException {
        var dashboard =
                JsonMapper.shared().readTree(Files.readString(REPOSITORY.resolve("ops/grafana/msda-tuner.json")));
        var expressions = dashboard.findValuesAsString("expr");
        assertThat(expressions).hasSizeGreaterThan(20);
        for (var expression : expressions) {
            var names = metricsIn(expression);
            assertThat(names).as(expression).isNotEmpty();
            names.forEach(name -> assertKnown(name, expression));
        }
        var classes = dashboard.at("/templating/list/1/definition").asString();
        assertThat(classes).matches("label_values\\(msda_tuner_device_busy_seconds_total, device_class\\)");
        assertThat(exposition.samples())
                .anySatisfy(
                        sample -> assertThat(sample.labels()).containsEntry("device_class", FakeBackend.DEVICE_CLASS));
    }

    /** Also the labels by which it is chosen. */
    private static void assertKnown(String name, String expression) {
        var samples = exposition.samples().stream()
                .filter(sample -> sample.name().equals(name))
                .toList();
        assertThat(samples).as(name + " in " + expression).isNotEmpty();
        var selector = Pattern.compile(name + "\\{([^}]*)}").matcher(expression);
        while (selector.find()) {
            for (var label : selector.group(1).split(",")) {
                assertThat(samples.get(0).labels())
                        .as(expression)
                        .containsKey(label.strip().replaceAll("[=!~].*", ""));
            }
        }
    }

    /** What is neither function nor keyword, selector, range or list of labels. */
    private static Set<String> metricsIn(String expression) {
        var bare = expression
                .replaceAll("\\{[^}]*}", "")
                .replaceAll("\\[[^]]*]", "")
                .replaceAll("(by|without|on|ignoring) \\([^)]*\\)", "");
        return Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?![a-zA-Z0-9_:]*\\s*\\()")
                .matcher(bare)
                .results()
                .map(match -> match.group())
                .filter(name -> !LANGUAGE.contains(name))
                .collect(Collectors.toSet());
    }
}
