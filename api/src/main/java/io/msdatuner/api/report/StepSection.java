package io.msdatuner.api.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;

import io.msdatuner.api.set.SetResult;
import io.msdatuner.api.text.TimeText;
import j2html.tags.DomContent;
import java.util.Objects;

/** The joint objective: what one training step takes. */
final class StepSection {
    private static final String WHAT =
            "The sum over all kernels and shapes of launches times time. Forward and backward share nothing that is tuned: both "
                    + "take and give tensors as the framework has them, and a configuration that works on another layout "
                    + "repacks within its launch, which is in its time. So the fastest of each is the fastest step.";

    private StepSection() {}

    static DomContent of(ReportDocument report) {
        var set = Objects.requireNonNull(report.set());
        var step = set.step();
        if (step == null) {
            return section(h2("One training step"), p("Not known: not every kernel and shape has a result yet."));
        }
        var best = Objects.requireNonNull(step.times().get(SetResult.BEST));
        return section(
                h2("One training step"),
                div(
                                figure(TimeText.ofNs(best.medianNs()), range(report, best.lowNs(), best.highNs())),
                                each(
                                        step.speedup(),
                                        (baseline, factor) -> figure(
                                                TimeText.factor(factor),
                                                "faster than " + baseline + " ("
                                                        + TimeText.ofNs(Objects.requireNonNull(step.times()
                                                                        .get(baseline))
                                                                .medianNs())
                                                        + ")")))
                        .withClass("cards"),
                p(WHAT));
    }

    private static String range(ReportDocument report, double lowNs, double highNs) {
        return "%s %s .. %s"
                .formatted(
                        report.isSimulated() ? "SIMULATED, band" : "best, 95 % intervals",
                        TimeText.ofNs(lowNs),
                        TimeText.ofNs(highNs));
    }

    private static DomContent figure(String value, String meaning) {
        return div(strong(value), span(meaning)).withClass("card");
    }
}
