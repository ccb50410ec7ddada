package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.Purpose;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignSummaryTest {
    private static final Outcome ABANDONED = new Outcome.Abandoned("stopped");

    @Test
    void isEmptyWithoutTrials() {
        var summary = CampaignSummary.of(List.of());

        assertThat(summary.total()).isZero();
        assertThat(summary.outcomes()).isEmpty();
        assertThat(summary.baselines()).isEmpty();
        assertThat(summary.best()).isEmpty();
        assertThat(summary.speedup("default")).isEmpty();
        assertThat(summary.busyTime()).isZero();
    }

    @Test
    void countsSearchTrialsByKindAndNotTheAbandonedOnes() {
        var trials = baselines()
                .add(Purpose.SEARCH, 2, Outcomes.measured(500))
                .add(Purpose.SEARCH, 3, Outcomes.timedOut())
                .add(Purpose.SEARCH, 4, Outcomes.timedOut())
                .add(Purpose.SEARCH, 5, ABANDONED)
                .addOpen(Purpose.SEARCH, 6)
                .add(Purpose.FINAL, 2, Outcomes.measured(500));
        var summary = CampaignSummary.of(trials.list());

        assertThat(summary.total()).isEqualTo(3);
        assertThat(summary.outcomes())
                .isEqualTo(Map.of(OutcomeKind.MEASURED, 1, OutcomeKind.TIMED_OUT, 2, OutcomeKind.ABANDONED, 1));
        assertThat(summary.busyTime()).isEqualTo(Duration.ofMillis(6 * 500));
    }

    @Test
    void takesItsFiguresFromTheTrialsSoFar() {
        var summary = CampaignSummary.of(baselines()
                .add(Purpose.SEARCH, 2, Outcomes.measured(500))
                .add(Purpose.SEARCH, 3, Outcomes.measured(250))
                .list());

        assertThat(summary.best().orElseThrow().number()).isEqualTo(3);
        assertThat(summary.baselines()).containsOnlyKeys("grid-sample", "default");
        assertThat(summary.speedup("grid-sample")).hasValue(16);
        assertThat(summary.speedup("default")).hasValue(4);
        assertThat(summary.speedup("unknown")).isEmpty();
    }

    @Test
    void callsTheDefaultTheBestWhileItIs() {
        var summary = CampaignSummary.of(
                baselines().add(Purpose.SEARCH, 2, Outcomes.measured(2000)).list());

        assertThat(summary.best().orElseThrow().baseline()).contains("default");
        assertThat(summary.speedup("default")).hasValue(1);
    }

    @Test
    void takesItsFiguresFromTheFinalsAsSoonAsTheyAreMeasured() {
        var summary = CampaignSummary.of(finals(searched(), 300, 1200).list());

        assertThat(summary.best().orElseThrow().number()).isEqualTo(3);
        assertThat(summary.baselines().get("default").medianNs()).isEqualTo(1200);
        assertThat(summary.speedup("default")).hasValue(4);
    }

    @Test
    void takesItsFiguresFromTheLastFinalsAlone() {
        var summary = CampaignSummary.of(
                finals(finals(searched(), 100, 2000), 300, 1200).list());

        assertThat(summary.best().orElseThrow().median().orElseThrow().medianNs())
                .isEqualTo(300);
        assertThat(summary.baselines().get("default").medianNs()).isEqualTo(1200);
    }

    @Test
    void ignoresARoundOfFinalsThatWasBrokenOff() {
        var brokenOff = finals(searched(), 300, 1200)
                .add(Purpose.FINAL, 2, Outcomes.measured(10))
                .add(Purpose.FINAL, Candidate.gridSample(), ABANDONED)
                .addOpen(Purpose.FINAL, 1);

        assertThat(CampaignSummary.of(brokenOff.list()).best().orElseThrow().number())
                .isEqualTo(3);
    }

    @Test
    void knowsANewRoundByTheSearchBeforeItToo() {
        var trials = searched()
                .add(Purpose.FINAL, 2, Outcomes.measured(10))
                .add(Purpose.SEARCH, 3, Outcomes.measured(250))
                .add(Purpose.FINAL, 3, Outcomes.measured(240));

        assertThat(CampaignSummary.of(trials.list()).best().orElseThrow().number())
                .isEqualTo(5);
    }

    @Test
    void fallsBackOnTheSearchWhenNoFinalCouldBeMeasured() {
        var summary = CampaignSummary.of(
                searched().add(Purpose.FINAL, 2, Outcomes.workerDied()).list());

        assertThat(summary.best().orElseThrow().number()).isEqualTo(2);
        assertThat(summary.baselines().get("default"))
                .isEqualTo(
                        MedianEstimate.of(Outcomes.measured(1000).measurement().samplesNs()));
    }

    private static Trials baselines() {
        return new Trials()
                .add(Purpose.BASELINE, Candidate.gridSample(), Outcomes.measured(4000))
                .add(Purpose.BASELINE, 1, Outcomes.measured(1000));
    }

    private static Trials searched() {
        return baselines().add(Purpose.SEARCH, 2, Outcomes.measured(500));
    }

    private static Trials finals(Trials trials, long bestNs, long defaultNs) {
        return trials.add(Purpose.FINAL, 2, Outcomes.measured(bestNs))
                .add(Purpose.FINAL, Candidate.gridSample(), Outcomes.measured(4000))
                .add(Purpose.FINAL, 1, Outcomes.measured(defaultNs));
    }
}
