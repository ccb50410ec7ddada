package io.msdatuner.api.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.section;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import io.msdatuner.api.report.ReportDocument.MemberReport;
import io.msdatuner.api.text.TimeText;
import io.msdatuner.core.campaign.Baselines;
import j2html.tags.DomContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row for each kernel and shape. */
final class MemberTable {
    private static final List<String> HEADERS = List.of(
            "kernel",
            "launches",
            "best",
            "95 % interval",
            "over default",
            "over grid-sample",
            "default",
            "grid-sample",
            "trials",
            "shape");

    private MemberTable() {}

    static DomContent of(ReportDocument report) {
        return section(
                h2("Kernels and shapes"),
                div(table(
                                thead(tr(each(headers(report.isSimulated()), header -> th(header)))),
                                tbody(each(report.members(), MemberTable::row))))
                        .withClass("wide"));
    }

    private static List<String> headers(boolean simulated) {
        return simulated
                ? HEADERS.stream()
                        .map(header -> header.startsWith("95") ? "model's band" : header)
                        .toList()
                : HEADERS;
    }

    private static DomContent row(MemberReport member) {
        return tr(
                td(member.kernel()),
                td(String.valueOf(member.launches())),
                td(best(member)),
                td(range(member)),
                td(factor(HtmlReport.factor(member, Baselines.DEFAULT))),
                td(factor(HtmlReport.factor(member, Baselines.GRID_SAMPLE))),
                td(baseline(member, Baselines.DEFAULT)),
                td(baseline(member, Baselines.GRID_SAMPLE)),
                td(trials(member)),
                td(code(member.shape())));
    }

    private static String best(MemberReport member) {
        var result = member.result();
        return result == null || result.best() == null
                ? "not measured"
                : TimeText.ofNs(result.best().medianNs());
    }

    private static String range(MemberReport member) {
        var result = member.result();
        if (result == null || result.best() == null) {
            return "";
        }
        var best = result.best();
        var band = best.modelBand();
        return band == null
                ? TimeText.ofNs(best.ciLowNs()) + " .. " + TimeText.ofNs(best.ciHighNs())
                : TimeText.ofNs(band.lowNs()) + " .. " + TimeText.ofNs(band.highNs());
    }

    private static String baseline(MemberReport member, String name) {
        var result = member.result();
        var median = result == null ? null : result.baselines().get(name);
        return median == null ? "-" : TimeText.ofNs(median.medianNs());
    }

    private static String factor(@Nullable Double factor) {
        return factor == null ? "-" : TimeText.factor(factor);
    }

    private static String trials(MemberReport member) {
        return member.curve().isEmpty()
                ? "0"
                : String.valueOf(member.curve().get(member.curve().size() - 1).trial());
    }

    /** For example {@code forward B=1 Q=300 C=32 80x80,40x40,20x20}: what tells shapes apart, in the width of a picture. */
    static String name(MemberReport member) {
        var text = member.kernel().replace("msda-", "") + " "
                + member.shape()
                        .replaceAll(" (H|P|locations)=[^ ]*| dtype=float32", "")
                        .replace("levels=", "");
        return text.length() <= 52 ? text : text.substring(0, 51) + "\u2026";
    }
}
