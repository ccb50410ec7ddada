package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void tellsTrialsBudgetBestSpeedupAndFailures() {
        var campaign = running();
        FakeAnswers.addResult(campaign);
        campaign.put("busySeconds", 13.4);

        assertThat(Progress.describe(new CampaignView(campaign)))
                .isEqualTo("41 trials, 12 s left, best 1.000 ms, "
                        + "failed: buildFailed 1, wrongResult 2, 2.00x default, 6.00x grid-sample");
    }

    @Test
    void countsABudgetOfTrials() {
        var campaign = running();
        campaign.putObject("budget").put("trials", 100).putNull("seconds");

        assertThat(new CampaignView(campaign).left()).isEqualTo("59 trials left");
        assertThat(new CampaignView(campaign).spent()).isEqualTo(0.41);
    }

    @Test
    void printsALineForEachPhaseAndNoneBetween() {
        try (var progress = new ProgressLines(stream)) {
            for (var look = 0; look < 50; look++) {
                progress.update(new CampaignView(running()));
            }
            progress.update(new CampaignView(running().put("busySeconds", 25.0)));
            progress.update(new CampaignView(running().put("state", "COMPLETED")));
        }

        assertThat(text().lines()).hasSize(3);
        assertThat(text())
                .contains("22 s left")
                .contains("measuring the finals")
                .contains("COMPLETED");
    }

    @Test
    void drawsOneLineThatFitsTheTerminalAndTakesItAway() {
        draw(false);

        assertThat(Arrays.stream(text().split("\r"))).allMatch(line -> line.length() <= 59);
        assertThat(text())
                .contains("[=         ] 41 trials")
                .doesNotContain("\n")
                .endsWith(" \r");
        assertThat(text().chars()).allMatch(character -> character < 128);
    }

    @Test
    void drawsBlocksWhereTheTerminalShowsThem() {
        draw(true);

        assertThat(text()).contains("\u2502\u2588\u258e");
    }

    @ParameterizedTest
    @CsvSource({
        "C.UTF-8,,,true",
        ",,en_US.utf8,true",
        "C,,en_US.UTF-8,false",
        ",POSIX,en_US.UTF-8,false",
        ",,,false",
    })
    void knowsFromTheLocaleWhatTheTerminalShows(String all, String type, String lang, boolean unicode) {
        var environment = Map.of("LC_ALL", orEmpty(all), "LC_CTYPE", orEmpty(type), "LANG", orEmpty(lang));

        assertThat(Screen.isUnicode(environment)).isEqualTo(unicode);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private void draw(boolean unicode) {
        try (var progress = new ProgressOnTerminal(new Screen(stream, stream, 60, unicode))) {
            progress.update(new CampaignView(running()));
        }
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static ObjectNode running() {
        return FakeAnswers.campaign(1, "msda-forward", "RUNNING");
    }
}
