package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListCommandsTest {
    @TempDir
    Path home;

    private final FakeService service = new FakeService();
    private Cli cli;

    @BeforeEach
    void serve() throws Exception {
        cli = new Cli(home);
        service.serving(cli.dataDirectory, false);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "workloads", "strategies", "campaigns", "best"})
    void printsOneDocumentAndNothingElseWithJson(String command) {
        var result = cli.run(command, "--json");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(Json.read(result.out()).isObject()).isTrue();
    }

    @Test
    void listsDevicesWithTheirFingerprint() {
        assertThat(cli.run("devices").out()).containsPattern("cpu0 +cpu +cpu-fake +hardware +model=Fake CPU, cores=2");
    }

    @Test
    void listsWorkloadsWithTheirShapes() {
        assertThat(cli.run("workloads").out())
                .contains("rtdetr_dec: RT-DETR decoder (a paper)")
                .contains("6 x  " + FakeService.SHAPE);
    }

    @Test
    void listsStrategies() {
        assertThat(cli.run("strategies").out()).containsPattern("random +draws");
    }

    @Test
    void listsCampaignsOfAllPagesUpToTheLimit() {
        for (var id = 1; id <= 5; id++) {
            service.with(FakeAnswers.campaign(id, "msda-forward", "COMPLETED"));
        }

        assertThat(Json.read(cli.run("campaigns", "--json").out()).path("campaigns"))
                .hasSize(5);
        assertThat(Json.read(cli.run("campaigns", "--json", "--limit", "3").out())
                        .path("campaigns"))
                .hasSize(3);
        assertThat(cli.run("campaigns").out().lines()).hasSize(6);
    }

    @Test
    void showsHowFarASimulatedTimeMayBeOff() {
        var campaign = FakeAnswers.campaign(3, "msda-forward", "RUNNING");
        FakeAnswers.addResult(campaign);
        FakeAnswers.simulate(campaign);
        assertThat(Progress.describe(new CampaignView(campaign)))
                .contains("best 1.000 ms (500.0 us .. 3.000 ms) SIMULATED");
        service.with(campaign);

        assertThat(cli.run("campaigns").out()).contains("1.000 ms (500.0 us .. 3.000 ms) SIMULATED");
        assertThat(cli.run("campaign", "3").out())
                .contains("SIMULATED", "model's band", "500.0 us .. 3.000 ms", "1.000 ms .. 6.000 ms")
                .doesNotContain("95 % interval");
    }

    @Test
    void refusesAStateThatDoesNotExist() {
        var result = cli.run("campaigns", "--state", "asleep");

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("state: 'asleep'").contains("INTERRUPTED");
    }

    @Test
    void showsACampaignWithoutAnythingMeasured() {
        service.with(FakeAnswers.campaign(7, "msda-forward", "FAILED").put("reason", "no memory"));

        assertThat(cli.run("campaign", "7").out())
                .contains("campaign 7 is FAILED (no memory): 41 trials, 38 measured, buildFailed 1, wrongResult 2")
                .contains("none: no configuration was measured");
    }

    @Test
    void saysThatACampaignDoesNotExist() {
        var result = cli.run("campaign", "99");

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).isEqualTo("error: there is no campaign 99" + System.lineSeparator());
    }

    @Test
    void resumesAndFollowsToTheEnd() {
        service.with(FakeAnswers.campaign(1, "msda-forward", "INTERRUPTED"));

        var result = cli.run("resume", "1");

        assertThat(service.posts()).containsExactly("POST /campaigns/1/resume");
        assertThat(result.out()).contains("campaign 1 is COMPLETED");
    }

    @Test
    void resumesNoneWhenOneDoesNotExist() {
        service.with(FakeAnswers.campaign(1, "msda-forward", "INTERRUPTED"));

        assertThat(cli.run("resume", "1", "2").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(service.posts()).isEmpty();
    }

    @Test
    void cancelsAndSaysHowToGoOn() {
        service.with(FakeAnswers.campaign(1, "msda-forward", "RUNNING"));

        assertThat(cli.run("cancel", "1").out())
                .contains("cancelled campaign 1")
                .contains("./tuner resume 1");
        assertThat(service.posts()).containsExactly("POST /campaigns/1/cancel");
    }

    @Test
    void showsWhatWouldBeServedWithItsEvidence() {
        assertThat(cli.run("best", "--kernel", "msda-forward").out())
                .contains("match exact: a record of this shape")
                .containsPattern("best +1\\.000 ms .* - +1\\.50x")
                .contains("campaign 1, trial 44")
                .contains("curl -s '" + service.url()
                        + "/api/v1/configurations/best?kernel=msda-forward&shape=B%3D1%20Q");
    }

    @Test
    void showsWhatOtherShapesLetExpect() {
        service.best = FakeAnswers.nearest();

        assertThat(cli.run("best", "--kernel", "msda-forward", "--match", "exact")
                        .out())
                .contains("match nearest: no campaign has tuned this shape")
                .contains("1.42 times the default's speed, at least 1.11 times")
                .contains("at most 18 % slower than the fastest")
                .contains("812 trials of 9 shapes", "campaign 4, trial 88")
                .contains("&match=exact'");
    }

    @Test
    void refusesADeterminismThatDoesNotExist() {
        var result = cli.run("best", "--determinism", "maybe");

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("determinism: 'maybe'").contains("any, bitwise");
    }
}
