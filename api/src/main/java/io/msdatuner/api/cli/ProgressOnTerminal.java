package io.msdatuner.api.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/** One line that is redrawn: a bar of the budget, then what the campaign found so far. */
final class ProgressOnTerminal implements Progress {
    private static final int STEPS = 1_000;
    private static final int BAR_WIDTH = 10;
    private static final int REDRAW_MS = 300;
    private static final String EIGHTHS = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589";

    private final PrintStream stream;
    private final int columns;
    private final boolean unicode;
    private @Nullable ProgressBar bar;

    ProgressOnTerminal(Screen screen) {
        this.stream = screen.err();
        this.columns = screen.columns();
        this.unicode = screen.unicode();
    }

    @Override
    public void update(CampaignView campaign) {
        if (bar == null) {
            bar = start(campaign.text("kernel"));
        }
        bar.stepTo(Math.round(campaign.spent() * STEPS));
        bar.setExtraMessage(Progress.describe(campaign));
    }

    /** Draws by itself: the library's own drawing asks the terminal through native code, which costs start-up time. */
    private ProgressBar start(String task) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(STEPS)
                .setUpdateIntervalMillis(REDRAW_MS)
                .setRenderer(this::line)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, columns))
                .build();
    }

    private String line(ProgressState state, int width) {
        var message = state.getExtraMessage();
        return "%s %s %s"
                .formatted(state.getTaskName(), bar(state.getNormalizedProgress()), message == null ? "" : message);
    }

    private String bar(double filled) {
        if (!unicode) {
            var full = (int) (filled * BAR_WIDTH);
            return "[" + "=".repeat(full) + " ".repeat(BAR_WIDTH - full) + "]";
        }
        var eighths = (int) (filled * BAR_WIDTH * 8);
        var partial = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        var drawn = "\u2588".repeat(eighths / 8) + partial;
        return "\u2502" + drawn + " ".repeat(BAR_WIDTH - drawn.length()) + "\u2502";
    }

    /** One column stays free, because a full line would wrap. */
    private void draw(String line) {
        var width = columns - 1;
        var shown = line.length() > width ? line.substring(0, width) : line + " ".repeat(width - line.length());
        stream.print("\r" + shown);
        stream.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
            stream.print("\r" + " ".repeat(columns - 1) + "\r");
            stream.flush();
        }
    }
}
