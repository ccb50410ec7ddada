package io.msdatuner.api.report;

import j2html.tags.ContainerTag;
import java.util.Locale;

/**
 * An element of SVG inside HTML. The library escapes texts and attributes; coordinates are in user units, of which a picture is
 * {@link #WIDTH} wide, so that its texts are readable on a phone.
 */
final class Svg extends ContainerTag<Svg> {
    static final int WIDTH = 360;

    private Svg(String name) {
        super(name);
    }

    /** @param title what a screen reader says of the picture */
    static Svg picture(int height, String title) {
        return new Svg("svg")
                .attr("viewBox", "0 0 " + WIDTH + " " + height)
                .attr("role", "img")
                .with(new Svg("title").withText(title));
    }

    static Svg line(double x1, double y1, double x2, double y2, String style) {
        return new Svg("line")
                .attr("x1", number(x1))
                .attr("y1", number(y1))
                .attr("x2", number(x2))
                .attr("y2", number(y2))
                .attr("class", style);
    }

    static Svg rectangle(double x, double y, double width, double height, String style) {
        return new Svg("rect")
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("width", number(width))
                .attr("height", number(height))
                .attr("class", style);
    }

    /** @param data as the attribute {@code d} of SVG has it */
    static Svg path(String data, String style) {
        return new Svg("path").attr("d", data).attr("class", style);
    }

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    static Svg text(double x, double y, String anchor, String text) {
        return new Svg("text")
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("text-anchor", anchor)
                .withText(text);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
