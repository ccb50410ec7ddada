package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Campaign sets on the command line. */
final class TuneSetTest {
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

    private void interruptASet() {
        cli.interruptedBy(Runnable::run).run("tune");
        cli.interruptedBy(action -> {});
    }

    private JsonNode order() {
        return Json.read(service.bodyOf("POST /campaign-sets"));
    }

    @Test
    void ordersOneSetOfAllShapesAndKernelsWithTheirLaunches() {
        var result = cli.run("tune", "--workload", "rtdetr_dec", "--kernel", "both", "--budget", "30m", "--seed", "7");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(order().path("budget").asString()).isEqualTo("1800s");
        assertThat(order().path("seed").asInt()).isEqualTo(7);
        assertThat(order().path("deviceClass").asString()).isEqualTo("cpu-fake");
        assertThat(order().has("deadline")).isFalse();
        assertThat(order().path("members")).hasSize(2).allSatisfy(member -> {
            assertThat(member.path("shape").asString()).isEqualTo(FakeService.SHAPE);
            assertThat(member.path("launches").asInt()).isEqualTo(6);
        });
    }

    @Test
    void takesThirtySecondsForEachUnlessTold() {
        cli.run("tune");

        assertThat(order().path("budget").asString()).isEqualTo("60s");
    }

    @Test
    void takesAllTheTimeUntilTheDeadlineUnlessTold() {
        cli.run("tune", "--kernel", "msda-forward", "--deadline", "2099-01-31T18:00:00+01:00");

        assertThat(order().path("deadline").asString()).isEqualTo("2099-01-31T17:00:00Z");
        assertThat(order().has("budget")).isFalse();
    }

    @Test
    void reportsEachMemberAndWhatAStepTakes() {
        service.answering("GET /campaign-sets/1", Json.read("""
                {"id": 1, "state": "COMPLETED", "measured": "hardware", "strategy": "auto", "seed": 0, "spentSeconds": 48.6,
                 "budget": {"text": "50s"}, "deadline": null,
                 "members": [{"kernel": "msda-forward", "shape": "B=1", "launches": 6, "campaigns": [1, 2],
                              "decidingCampaign": 2, "trials": 90, "busySeconds": 24.4,
                              "best": {"medianNs": 1000000}, "speedup": {"default": 2.0, "grid-sample": 6.0}}],
                 "step": {"times": {"best": {"medianNs": 6000000, "lowNs": 5900000, "highNs": 6100000},
                                    "default": {"medianNs": 12000000, "lowNs": 11900000, "highNs": 12100000}},
                          "speedup": {"default": 2.0}}}
                """));

        var result = cli.run("tune");

        assertThat(result.out())
                .contains("campaign 2 is")
                .contains("campaign set set-1 is COMPLETED: 2 campaigns, 49 s of device time of a budget of 50s")
                .containsPattern("msda-forward +6 +1\\.000 ms +6\\.00x +2\\.00x +90 +24 s +B=1")
                .containsPattern("default +12\\.00 ms +11\\.90 ms \\.\\. 12\\.10 ms +- +1\\.00x")
                .containsPattern("best +6\\.000 ms +5\\.900 ms \\.\\. 6\\.100 ms +- +2\\.00x")
                .contains("./tuner report set-1");
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED,true,0", "COMPLETED,false,4", "FAILED,true,1", "CANCELLED,true,130", "INTERRUPTED,false,130"
    })
    void tellsByTheExitCodeHowTheSetEnded(String state, boolean withBest, int exitCode) {
        service.endingIn(state, withBest);

        assertThat(cli.run("tune").code()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource({"503,missing-toolchain,3", "400,invalid-value,2"})
    void givesAProblemsDetailAndItsExitCode(int status, String problem, int exitCode) {
        service.refusing("POST /campaign-sets", 1, status, problem, "this and that");

        var result = cli.run("tune");

        assertThat(result.code()).isEqualTo(exitCode);
        assertThat(result.err()).contains("error: this and that");
    }

    @Test
    void cancelsTheSetOnInterruptAndSaysHowToGoOn() {
        var result = cli.interruptedBy(Runnable::run).run("tune", "--json");

        assertThat(result.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(service.posts()).endsWith("POST /campaign-sets/1/cancel");
        assertThat(result.err()).contains("./tuner resume set-1");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void goesOnWithAnEarlierSetForTheVerySame() {
        interruptASet();

        var result = cli.run("tune");

        assertThat(service.posts()).endsWith("POST /campaign-sets/1/resume");
        assertThat(result.err()).contains("resuming campaign set set-1: 20 s of its budget of 60s are used");
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @CsvSource({"--seed,7", "--budget,30s", "--strategy,random", "--shape,B=2 Q=3 H=1 C=4 P=1 levels=4x4"})
    void startsAfreshWhenAnythingDiffers(String option, String value) {
        interruptASet();

        cli.run("tune", option, value);

        assertThat(service.posts()).endsWith("POST /campaign-sets");
    }

    @Test
    void startsAfreshWhenTheServiceDoesNotLetTheEarlierOneGoOn() {
        interruptASet();
        service.refusing("POST /campaign-sets/1/resume", 1, 409, "campaign-state", "its deadline has passed");

        assertThat(cli.run("tune").code()).isEqualTo(ExitCode.DONE);
        assertThat(service.posts()).endsWith("POST /campaign-sets/1/resume", "POST /campaign-sets");
    }

    @Test
    void resumesAndCancelsASetByItsName() {
        cli.run("tune");

        assertThat(cli.run("cancel", "set-1").out()).contains("cancelled campaign set set-1");
        assertThat(cli.run("resume", "set-1", "--no-serve").code()).isEqualTo(ExitCode.DONE);
        assertThat(service.posts()).endsWith("POST /campaign-sets/1/cancel", "POST /campaign-sets/1/resume");
        assertThat(cli.run("resume", "1", "set-1").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.run("campaign", "set-1").out()).contains("campaign set set-1 is COMPLETED");
    }

    @Test
    void writesAReportInTheFormOfItsFile() throws Exception {
        var page = home.resolve("report.html");
        var json = home.resolve("report.json");

        cli.run("tune", "--report", page.toString());
        cli.run("tune", "--kernel", "msda-forward", "--seed", "1", "--report", json.toString());

        assertThat(Json.read(Files.readString(page)).path("title").asString()).isEqualTo("campaign set 1");
        assertThat(Json.read(Files.readString(page)).path("accept").asString()).isEqualTo("text/html");
        assertThat(Json.read(Files.readString(json)).path("title").asString()).isEqualTo("campaign 3");
        assertThat(Json.read(Files.readString(json)).path("accept").asString()).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "report set-2, campaign set 2, text/html",
        "report 5 --format json, campaign 5, application/json",
        "report 5 --json, campaign 5, application/json"
    })
    void printsAReport(String arguments, String title, String mediaType) {
        var report = Json.read(cli.run(arguments.split(" ")).out());

        assertThat(report.path("title").asString()).isEqualTo(title);
        assertThat(report.path("accept").asString()).isEqualTo(mediaType);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "tune --deadline tonight, --deadline: 'tonight', 18:00",
                "tune --deadline 25:00, --deadline: '25:00', 90m",
                "tune --report report.pdf, --report: 'report.pdf', .html",
                "report 3 --format pdf, --format: 'pdf', html",
                "report set3, 'set3' is not allowed, set-3",
                "resume 0, '0' is not allowed, a campaign such as 41"
            })
    void namesWhatIsWrongAndWhatIsAllowed(String arguments, String wrong, String allowed) {
        var result = cli.run(arguments.split(" "));

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains(wrong).contains(allowed);
        assertThat(service.posts()).isEmpty();
    }
}
