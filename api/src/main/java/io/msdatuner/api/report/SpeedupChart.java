package io.msdatuner.api.report;

import io.msdatuner.api.text.TimeText;
import j2html.tags.DomContent;
import java.util.List;

/** Draws how many times faster each best is than a baseline, as bars with a mark at once as fast. */
final class SpeedupChart {
    private static final int ROW = 40;
    private static final int TOP = 6;
    private static final int BAR = 14;
    private static final int VALUE_WIDTH = 52;

    private SpeedupChart() {}

    /** @param name what is faster */
    record Bar(String name, double factor) {}

    /** @param bars at least one */
    static DomContent of(String baseline, List<Bar> bars) {
        var height = TOP + ROW * bars.size() + 4;
        var most = bars.stream().mapToDouble(Bar::factor).max().orElseThrow();
        var across = new Axis(0, Math.max(1, most), 0, Svg.WIDTH - VALUE_WIDTH);
        var picture = Svg.picture(height, "speed-up over " + baseline);
        for (var row = 0; row < bars.size(); row++) {
            var bar = bars.get(row);
            var y = TOP + ROW * row;
            picture.with(
                    Svg.text(0, y + 11, "start", bar.name()),
                    Svg.rectangle(0, y + 18, across.at(bar.factor()), BAR, "bar"),
                    Svg.line(across.at(1), y + 16, across.at(1), y + 20 + BAR, "mark"),
                    Svg.text(across.at(bar.factor()) + 5, y + 29.5, "start", TimeText.factor(bar.factor())));
        }
        return picture;
    }
}
