package io.msdatuner.api.report;

import static j2html.TagCreator.rawHtml;

import j2html.tags.DomContent;

/** How a page looks: one column on a phone, pictures side by side where there is room. */
final class ReportStyle {
    private static final String CSS = """
            :root { color-scheme: light; }
            body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; }
            main { max-width: 68rem; margin: 0 auto; padding: 1rem; }
            h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
            h3 { font-size: 1.05rem; margin: 2rem 0 .25rem; }
            code, pre, dd { font-family: ui-monospace, monospace; font-size: .85rem; overflow-wrap: anywhere; }
            pre { white-space: pre-wrap; background: #f4f4f4; padding: .6rem; border-radius: 4px; margin: .25rem 0 1rem; }
            .simulated { background: #fff3cd; border: 1px solid #b58900; padding: .6rem; border-radius: 4px; }
            .cards { display: flex; flex-wrap: wrap; gap: .75rem; }
            .card { flex: 1 1 12rem; border: 1px solid #ccc; border-radius: 4px; padding: .6rem .8rem; }
            .card strong { display: block; font-size: 1.5rem; } .card span { color: #555; font-size: .9rem; }
            .pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem; }
            figure { margin: .5rem 0; max-width: 34rem; } figcaption { color: #555; font-size: .9rem; }
            svg { width: 100%; height: auto; font: 11px system-ui, sans-serif; }
            svg .grid { stroke: #ddd; } svg .bar { fill: #0072b2; } svg .mark { stroke: #000; }
            svg .curve { fill: none; stroke: #0072b2; stroke-width: 2; }
            svg .default { stroke: #d55e00; stroke-dasharray: 4 3; } svg .grid-sample { stroke: #009e73; stroke-dasharray: 4 3; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-size: .9rem; }
            th, td { text-align: left; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid #ddd; white-space: nowrap; }
            dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .2rem 1rem; margin: .5rem 0; }
            dt { color: #555; } dd { margin: 0; white-space: pre-wrap; }
            """;

    private ReportStyle() {}

    /** A constant, so it is not escaped: a style element would take escapes literally. */
    static DomContent css() {
        return rawHtml(CSS);
    }
}
