package io.msdatuner.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.best.MedianResource;
import io.msdatuner.api.campaign.CampaignResource;
import io.msdatuner.api.campaign.CampaignResource.ArtifactCounts;
import io.msdatuner.api.campaign.CampaignResource.BestTrialResource;
import io.msdatuner.api.campaign.CampaignResource.BudgetResource;
import io.msdatuner.api.campaign.CampaignResource.TrialCounts;
import io.msdatuner.api.campaign.VerificationResource;
import io.msdatuner.api.report.ReportDocument.CommandResource;
import io.msdatuner.api.report.ReportDocument.CurvePoint;
import io.msdatuner.api.report.ReportDocument.EnvironmentResource;
import io.msdatuner.api.report.ReportDocument.MemberReport;
import io.msdatuner.api.set.CampaignSetResource;
import io.msdatuner.api.set.CampaignSetResource.StepResource;
import io.msdatuner.api.set.CampaignSetResource.StepTimeResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String EVIL = "<script>alert('x')</script>\"&";
    private static final BudgetResource BUDGET = new BudgetResource("30m", null, 1800L);

    private static MedianResource median(double ns) {
        return new MedianResource(ns, ns * 0.99, ns * 1.01, 99, null);
    }

    private static CampaignResource campaign(String text) {
        var best = new BestTrialResource(
                40,
                Map.of("layout", text),
                "0123456789abcdef",
                1e6,
                0.99e6,
                1.01e6,
                99,
                null,
                null,
                new VerificationResource("bitwise-repeatable", true, 1.2e-7, List.of()));
        return new CampaignResource(
                1,
                "msda-forward",
                text,
                text,
                "hardware",
                "auto",
                0,
                BUDGET,
                0,
                "COMPLETED",
                null,
                NOW,
                text,
                text,
                null,
                3.2,
                new TrialCounts(41, 38, 1, 0, 2, 0, 0, 0),
                new ArtifactCounts(30, 11),
                0,
                Map.of("default", median(2e6), "grid-sample", median(40e6)),
                best,
                Map.of("default", 2.0, "grid-sample", 40.0),
                List.of(),
                "http://127.0.0.1:1/");
    }

    private static ReportDocument report(String text, String measured) {
        var curve = List.of(new CurvePoint(2, 1.6e6), new CurvePoint(10, 1.2e6), new CurvePoint(41, 1e6));
        var member = new MemberReport("msda-forward", text, 6, List.of(1L, 4L), campaign(text), curve);
        var step = new StepResource(
                Map.of(
                        "best",
                        new StepTimeResource(6e6, 5.9e6, 6.1e6),
                        "default",
                        new StepTimeResource(12e6, 12e6, 12e6)),
                Map.of("default", 2.0));
        var set = new CampaignSetResource(
                3, "COMPLETED", text, measured, text, 7, BUDGET, null, NOW, 1790.4, null, List.of(), step);
        return new ReportDocument(
                ReportDocument.SCHEMA,
                "campaign set 3",
                NOW,
                measured,
                new EnvironmentResource(text, Map.of("model", text), List.of(text), Map.of("msda-forward", text)),
                set,
                List.of(member),
                List.of(new CommandResource("search again", text)));
    }

    @Test
    void showsTheStepTheBestAndTheBaselines() {
        var page = HtmlReport.of(report("B=1 Q=300", "hardware"));

        assertThat(page)
                .contains("<strong>6.000 ms</strong><span>best, 95 % intervals 5.900 ms .. 6.100 ms</span>")
                .contains("<strong>2.00x</strong><span>faster than default (12.00 ms)</span>")
                .contains("<td>6</td><td>1.000 ms</td><td>990.0 us .. 1.010 ms</td><td>2.00x</td><td>40.00x</td>")
                .contains("<td>2.000 ms</td><td>40.00 ms</td><td>41</td><td><code>B=1 Q=300</code></td>")
                .contains("State COMPLETED: 1790 s of device time used of a budget of 30m")
                .doesNotContain("SIMULATED");
    }

    /** From 1.6 ms at the second trial to 1 ms at the last, and a line for the default. */
    @Test
    void drawsTheCurveAsStepsAndTheBaselinesThatFit() {
        var page = HtmlReport.of(report("B=1 Q=300", "hardware"));

        var data = Pattern.compile("<path d=\"(M[^\"]*)\" class=\"curve\">").matcher(page);
        assertThat(data.find()).isTrue();
        assertThat(data.group(1)).matches("M76\\.0,[0-9.]+H132\\.2V[0-9.]+H350\\.0V[0-9.]+");
        assertThat(page)
                .containsPattern("<line x1=\"62\\.0\" [^>]*class=\"default\">")
                .doesNotContainPattern("<line [^>]*class=\"grid-sample\">")
                .contains("above: grid-sample 40.00 ms");
    }

    @Test
    void drawsABarForEachSpeedup() {
        var page = HtmlReport.of(report("B=1 Q=300", "hardware"));

        assertThat(page)
                .contains("<title>speed-up over default</title>")
                .contains(">forward B=1 Q=300</text>")
                .containsPattern("<rect [^>]*width=\"308\\.0\" [^>]*class=\"bar\">");
    }

    @Test
    void saysLoudlyThatTimesAreSimulated() {
        assertThat(HtmlReport.of(report("B=1", "simulated")))
                .contains("<strong>SIMULATED. </strong>")
                .contains("measured by a simulation")
                .contains("SIMULATED, band");
    }

    @Test
    void escapesEveryTextThatItShows() {
        var page = HtmlReport.of(report(EVIL, "hardware"));

        assertThat(page)
                .doesNotContain("<script")
                .doesNotContain("alert('x')")
                .contains("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&quot;&amp;");
    }

    /** Nothing is fetched: no address of another thing stands in it, and a browser would refuse. */
    @Test
    void needsNothingButItself() {
        assertThat(HtmlReport.of(report("B=1", "hardware")))
                .contains("content=\"default-src &#x27;none&#x27;; style-src &#x27;unsafe-inline&#x27;\"")
                .doesNotContainPattern("(?i)(src|href|url)\\s*[=(]")
                .doesNotContain("http://")
                .doesNotContain("https://");
    }

    @Test
    void saysWhatIsNotKnown() {
        var member = new MemberReport("msda-backward", "B=1", 1, List.of(), null, List.of());
        var whole = report("B=1", "hardware");
        var page = HtmlReport.of(new ReportDocument(
                whole.schema(), "campaign 9", NOW, "hardware", whole.environment(), null, List.of(member), List.of()));

        assertThat(page)
                .contains("Nothing was measured.")
                .contains("<td>not measured</td>")
                .doesNotContain("training step");
    }

    @Test
    void keepsOfACurveWhereItChangedAndItsEnd() {
        assertThat(Reports.points(new double[] {Double.POSITIVE_INFINITY, 5, 5, 4, 4, 4}))
                .containsExactly(new CurvePoint(2, 5), new CurvePoint(4, 4), new CurvePoint(6, 4));
        assertThat(Reports.points(new double[0])).isEmpty();
    }
}
