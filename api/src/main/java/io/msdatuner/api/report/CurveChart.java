package io.msdatuner.api.report;

import io.msdatuner.api.report.ReportDocument.CurvePoint;
import io.msdatuner.api.text.TimeText;
import io.msdatuner.core.campaign.Baselines;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;

/** Draws the best time so far over the trials, with the baselines as lines. */
final class CurveChart {
    private static final int HEIGHT = 220;
    private static final int LEFT = 62;
    private static final int RIGHT = Svg.WIDTH - 10;
    private static final int TOP = 24;
    private static final int BOTTOM = HEIGHT - 34;
    /** What is more times slower than the best is beyond the upper edge, so that the curve stays readable. */
    private static final double MOST_TIMES_BEST = 3;

    private final List<CurvePoint> curve;
    private final Map<String, Double> baselinesNs;
    private final Axis across;
    private final Axis up;

    private CurveChart(List<CurvePoint> curve, Map<String, Double> baselinesNs) {
        this.curve = curve;
        this.baselinesNs = baselinesNs;
        var last = curve.get(curve.size() - 1);
        this.across = new Axis(0, Math.max(2, last.trial()), LEFT, RIGHT);
        this.up = new Axis(0.9 * last.bestNs(), highest(last.bestNs()), BOTTOM, TOP);
    }

    /** @param baselinesNs medians by name */
    static DomContent of(List<CurvePoint> curve, Map<String, Double> baselinesNs) {
        return new CurveChart(curve, baselinesNs).draw();
    }

    private double highest(double bestNs) {
        var slowest = Math.max(
                curve.get(0).bestNs(),
                baselinesNs.values().stream()
                        .filter(ns -> ns < MOST_TIMES_BEST * bestNs)
                        .mapToDouble(ns -> ns)
                        .max()
                        .orElse(0));
        return Math.max(1.2 * bestNs, Math.min(MOST_TIMES_BEST * bestNs, 1.08 * slowest));
    }

    private DomContent draw() {
        var picture = Svg.picture(HEIGHT, "best time so far over the trials");
        for (var ns : up.ticks(4)) {
            picture.with(
                    Svg.line(LEFT, up.at(ns), RIGHT, up.at(ns), "grid"),
                    Svg.text(LEFT - 6, up.at(ns) + 4, "end", TimeText.ofNs(ns)));
        }
        for (var trial : across.ticks(5)) {
            picture.with(Svg.text(across.at(trial), BOTTOM + 16, "middle", String.valueOf((long) trial)));
        }
        picture.with(Svg.text((LEFT + RIGHT) / 2.0, HEIGHT - 4, "middle", "search trials"));
        var label = TOP - 10.0;
        for (var baseline : baselinesNs.entrySet()) {
            picture.with(baseline(baseline.getKey(), baseline.getValue()));
        }
        return picture.with(Svg.path(steps(), "curve"), Svg.text(LEFT, label, "start", beyond()));
    }

    private Svg[] baseline(String name, double ns) {
        if (ns > up.high()) {
            return new Svg[0];
        }
        var style = name.equals(Baselines.DEFAULT) ? "default" : "grid-sample";
        return new Svg[] {
            Svg.line(LEFT, up.at(ns), RIGHT, up.at(ns), style), Svg.text(RIGHT, up.at(ns) - 4, "end", name)
        };
    }

    /** Names the baselines for which there is no room. */
    private String beyond() {
        var texts = baselinesNs.entrySet().stream()
                .filter(baseline -> baseline.getValue() > up.high())
                .map(baseline -> baseline.getKey() + " " + TimeText.ofNs(baseline.getValue()))
                .toList();
        return texts.isEmpty() ? "" : "above: " + String.join(", ", texts);
    }

    private String steps() {
        var data = new StringBuilder();
        for (var point : curve) {
            var x = Svg.number(across.at(point.trial()));
            var y = Svg.number(up.at(point.bestNs()));
            data.append(data.isEmpty() ? "M" + x + "," + y : "H" + x + "V" + y);
        }
        return data.toString();
    }
}
