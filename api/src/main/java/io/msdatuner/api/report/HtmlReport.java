package io.msdatuner.api.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.document;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import io.msdatuner.api.report.ReportDocument.MemberReport;
import io.msdatuner.core.campaign.Baselines;
import j2html.tags.DomContent;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A report as one page that needs nothing else: styles and pictures are in it, and its content security policy forbids any
 * request. All texts are escaped by the library that writes the tags.
 */
final class HtmlReport {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";
    private static final String SIMULATED =
            "These times come from a simulated device. They say nothing about hardware beyond the band of its model.";

    private final ReportDocument report;

    private HtmlReport(ReportDocument report) {
        this.report = report;
    }

    static String of(ReportDocument report) {
        return new HtmlReport(report).write();
    }

    private String write() {
        return document(html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                meta().attr("http-equiv", "Content-Security-Policy")
                                        .withContent(POLICY),
                                title("msda-tuner: " + report.title()),
                                style().with(ReportStyle.css())),
                        body(main(
                                heading(),
                                report.set() == null ? each() : StepSection.of(report),
                                speedups(),
                                MemberTable.of(report),
                                each(report.members(), this::member),
                                environment(),
                                commands())))
                .withLang("en"));
    }

    private DomContent heading() {
        return each(
                h1("msda-tuner: " + report.title()),
                iff(
                        report.isSimulated(),
                        p(strong("SIMULATED. "), span(SIMULATED)).withClass("simulated")),
                p(subtitle()));
    }

    private String subtitle() {
        var set = report.set();
        var made = "Made " + report.generatedAt().truncatedTo(ChronoUnit.SECONDS) + " on device class "
                + report.environment().deviceClass() + ", measured by "
                + (report.isSimulated() ? "a simulation" : "hardware") + ".";
        return set == null
                ? made
                : "%s %s: %.0f s of device time used of a budget of %s; strategy %s, seed %d. %s"
                        .formatted(
                                "State",
                                set.state(),
                                set.spentSeconds(),
                                set.budget().text(),
                                set.strategy(),
                                set.seed(),
                                made);
    }

    private DomContent speedups() {
        var pictures = new ArrayList<DomContent>();
        for (var baseline : List.of(Baselines.DEFAULT, Baselines.GRID_SAMPLE)) {
            var bars = new ArrayList<SpeedupChart.Bar>();
            for (var member : report.members()) {
                var factor = factor(member, baseline);
                if (factor != null) {
                    bars.add(new SpeedupChart.Bar(MemberTable.name(member), factor));
                }
            }
            if (!bars.isEmpty()) {
                pictures.add(figure(
                        SpeedupChart.of(baseline, bars),
                        figcaption("Speed-up over " + baseline + "; the mark is at 1")));
            }
        }
        return pictures.isEmpty()
                ? each()
                : section(
                        h2("Speed-up"), div(each(pictures, picture -> picture)).withClass("pictures"));
    }

    static @Nullable Double factor(MemberReport member, String baseline) {
        var result = member.result();
        return result == null ? null : result.speedup().get(baseline);
    }

    private DomContent member(MemberReport member) {
        var result = member.result();
        return section(
                h3(member.kernel()),
                p(code(member.shape())),
                member.curve().isEmpty()
                        ? p("Nothing was measured" + why(member) + ".")
                        : figure(
                                CurveChart.of(member.curve(), baselines(member)),
                                figcaption("Best time so far of " + member.kernel())),
                result == null || result.best() == null
                        ? each()
                        : facts(Map.of(
                                "configuration", fields(result.best().configuration()),
                                "determinism", result.best().verification().determinism(),
                                "worst error",
                                        "%.1e of the reference's scale"
                                                .formatted(result.best()
                                                        .verification()
                                                        .worstError()),
                                "campaigns", campaigns(member))));
    }

    /** For example {@code : campaign 3 is CANCELLED (the budget is spent)}. */
    private static String why(MemberReport member) {
        var result = member.result();
        if (result == null) {
            return "";
        }
        var reason = result.reason() == null ? "" : " (" + result.reason() + ")";
        return ": campaign " + result.id() + " is " + result.state() + reason;
    }

    private static Map<String, Double> baselines(MemberReport member) {
        var medians = new TreeMap<String, Double>();
        var result = member.result();
        if (result != null) {
            result.baselines().forEach((name, median) -> medians.put(name, median.medianNs()));
        }
        return medians;
    }

    private static String campaigns(MemberReport member) {
        return String.join(
                ", ", member.campaigns().stream().map(String::valueOf).toList());
    }

    private static String fields(Map<String, Object> configuration) {
        return String.join(
                " ",
                configuration.entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .toList());
    }

    private DomContent environment() {
        var environment = report.environment();
        var facts = new TreeMap<String, String>(environment.device());
        environment.sourceDigests().forEach((kernel, digest) -> facts.put("sources of " + kernel, digest));
        facts.put("toolchain", String.join("\n", environment.toolchains()));
        facts.put("device class", environment.deviceClass());
        return section(h2("Environment"), facts(facts));
    }

    private DomContent commands() {
        return section(
                h2("Commands"),
                each(report.commands(), command -> each(p(command.what() + ":"), pre(code(command.command())))));
    }

    private static DomContent facts(Map<String, String> facts) {
        return dl(each(new TreeMap<>(facts), (name, value) -> each(dt(name), dd(value))));
    }
}
