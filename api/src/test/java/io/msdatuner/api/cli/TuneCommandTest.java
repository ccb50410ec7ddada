package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TuneCommandTest {
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

    @Test
    void tunesForwardAndBackwardOfTheDefaultWorkload() {
        var result = cli.run("tune");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(service.posts()).containsExactly("POST /campaign-sets");
        assertThat(service.campaign(1).path("kernel").asString()).isEqualTo("msda-forward");
        assertThat(service.campaign(2).path("kernel").asString()).isEqualTo("msda-backward");
        assertThat(service.campaign(1).path("deviceClass").asString()).isEqualTo("cpu-fake");
        assertThat(service.campaign(1).path("shape").asString()).isEqualTo(FakeService.SHAPE);
    }

    @ParameterizedTest
    @CsvSource({
        "--backend=ascend-sim --chip=910B2, Ascend910B2-sim",
        "--backend=ascend-sim --chip=ascend910b1, Ascend910B1-sim",
        "--backend=ascend-sim --chip=A3, Ascend910_9391-sim",
        "--backend=ascend-sim, Ascend910B2-sim",
        "--backend=cpu, cpu-fake",
        "--device-class=Ascend910B1-sim, Ascend910B1-sim"
    })
    void tunesForTheChosenBackendAndChip(String options, String deviceClass) {
        service.devices("""
                {"devices": [
                  {"id": "cpu0", "backend": "cpu", "deviceClass": "cpu-fake"},
                  {"id": "s0", "backend": "ascend-sim", "deviceClass": "Ascend910B2-sim"},
                  {"id": "s1", "backend": "ascend-sim", "deviceClass": "Ascend910B1-sim"},
                  {"id": "s2", "backend": "ascend-sim", "deviceClass": "Ascend910_9391-sim"}]}
                """);
        var arguments = new ArrayList<>(List.of("tune", "--kernel", "msda-forward"));
        arguments.addAll(List.of(options.split(" ")));

        assertThat(cli.run(arguments.toArray(String[]::new)).code()).isEqualTo(ExitCode.DONE);
        assertThat(service.campaign(1).path("deviceClass").asString()).isEqualTo(deviceClass);
    }

    @Test
    void saysThatAHostHasNoNpu() {
        var result = cli.run("tune", "--chip", "910B2");

        assertThat(result.code()).isEqualTo(ExitCode.MISSING);
        assertThat(result.err()).contains("no Ascend NPU").contains("./tuner selftest --backend ascend");
        assertThat(service.posts()).isEmpty();
    }

    @Test
    void reportsBaselinesBestAndHowToLookItUp() {
        var result = cli.run("tune", "--kernel", "msda-forward");

        assertThat(result.out())
                .contains("msda-forward  " + FakeService.SHAPE)
                .contains("measured: hardware")
                .containsPattern("grid-sample +6\\.000 ms +5\\.940 ms \\.\\. 6\\.060 ms +1\\.00x +0\\.33x")
                .containsPattern("default +2\\.000 ms .* 3\\.00x +1\\.00x")
                .containsPattern("best +1\\.000 ms .* 6\\.00x +2\\.00x")
                .contains("layout=bnhc queryTile=64")
                .contains("bitwise-repeatable")
                .contains("1.2e-07")
                .contains("12 built, 30 reused")
                .contains("campaign 1 in " + cli.dataDirectory)
                .contains("curl -s '" + service.url() + "/api/v1/configurations/best?kernel=msda-forward'");
        assertThat(result.err()).contains("campaign 1 (msda-forward): 41 trials");
    }

    @Test
    void tabulatesWhatLessScratchMemoryCosts() {
        var result = cli.run("tune");

        assertThat(result.out())
                .contains("scratch        1.5 MiB")
                .containsPattern("1\\.5 MiB +1\\.000 ms +40 +layout=bnhc queryTile=64")
                .containsPattern("640 B +1\\.250 ms +17 +layout=bnhc queryTile=4");
    }

    @Test
    void saysLoudlyThatTimesAreSimulated() {
        service.with(FakeAnswers.campaign(1, "msda-forward", "CANCELLED").put("measured", "simulated"));

        assertThat(cli.run("tune", "--kernel", "msda-forward").out()).contains("SIMULATED");
    }

    @Test
    void printsOneDocumentAndNothingElseWithJson() {
        var result = cli.run("tune", "--json");

        var document = Json.read(result.out());
        assertThat(document.propertyNames()).containsExactly("campaignSet", "campaigns", "wallSeconds");
        assertThat(document.path("campaigns")).hasSize(2);
        assertThat(document.path("campaigns")
                        .get(0)
                        .path("best")
                        .path("medianNs")
                        .asDouble())
                .isEqualTo(1e6);
        assertThat(result.err()).contains("campaign 1");
    }

    @ParameterizedTest
    @CsvSource({
        "--shape, B=1 Q=1 H=1 C=0 P=1 levels=4x4, shape.C: '0', 1 to 1024",
        "--shape, B=1 Q=1 H=1 C=1 P=1 levels=0x4, shape.levels height: '0', 1 to 32768",
        "--shape, B=1 Q=1 H=1 C=1 P=1 levels=4x4 dtype=int8, shape.dtype: 'int8', float32",
        "--shape, nonsense, shape: 'nonsense', levels=",
        "--workload, nothing, workload: 'nothing', rtdetr_dec",
        "--kernel, gemm, kernel: 'gemm', msda-forward",
        "--strategy, guess, strategy: 'guess', 'auto, random'",
        "--device-class, Ascend910B2, deviceClass: 'Ascend910B2', cpu-fake",
        "--backend, gpu, --backend: 'gpu', 'cpu, ascend, ascend-sim'",
        "--budget, 0, budget.trials: '0', 1 to 1000000",
        "--budget, soon, budget: 'soon', 90s",
        "--seed, x, '''x'' is not a long', --seed"
    })
    void namesWhatIsWrongAndWhatIsAllowedAndStoresNothing(String option, String value, String wrong, String allowed) {
        var result = cli.run("tune", option, value);

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).startsWith("error: ").contains(wrong).contains(allowed);
        assertThat(result.out()).isEmpty();
        assertThat(service.posts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INTERRUPTED", "CANCELLED", "FAILED"})
    void goesOnWithAnEarlierCampaignForTheVerySame(String state) {
        service.with(FakeAnswers.campaign(1, "msda-forward", state))
                .with(FakeAnswers.campaign(2, "msda-backward", "COMPLETED"))
                .with(FakeAnswers.campaign(3, "msda-forward", "COMPLETED").put("seed", 1));

        var result = cli.run("tune", "--kernel", "msda-forward");

        assertThat(service.posts()).containsExactly("POST /campaigns/1/resume");
        assertThat(result.err()).contains("resuming campaign 1: 41 trials known");
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @CsvSource({"--seed,7", "--budget,30s", "--strategy,random", "--shape,B=2 Q=3 H=1 C=4 P=1 levels=4x4"})
    void startsAfreshWhenAnythingDiffers(String option, String value) {
        service.with(FakeAnswers.campaign(1, "msda-forward", "INTERRUPTED"));

        cli.run("tune", "--kernel", "msda-forward", option, value);

        assertThat(service.posts()).containsExactly("POST /campaigns");
    }

    @Test
    void startsAfreshWhenTheServiceDoesNotLetTheEarlierOneGoOn() {
        service.with(FakeAnswers.campaign(1, "msda-forward", "FAILED"))
                .refusing("POST /campaigns/1/resume", 1, 409, "campaign-state", "its sources have changed");

        var result = cli.run("tune", "--kernel", "msda-forward");

        assertThat(service.posts()).containsExactly("POST /campaigns/1/resume", "POST /campaigns");
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.err()).doesNotContain("resuming");
    }

    @ParameterizedTest
    @CsvSource({
        "503,missing-toolchain,3",
        "503,database-unavailable,5",
        "500,internal-error,1",
        "404,not-found,2",
        "409,campaign-state,2"
    })
    void givesAProblemsDetailAndItsExitCode(int status, String problem, int exitCode) {
        service.refusing("POST /campaigns", 1, status, problem, "this and that");

        var result = cli.run("tune", "--kernel", "msda-forward");

        assertThat(result.code()).isEqualTo(exitCode);
        assertThat(result.err()).contains("error: this and that").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED,true,0", "COMPLETED,false,4", "FAILED,true,1", "CANCELLED,true,130", "INTERRUPTED,false,130"
    })
    void tellsByTheExitCodeHowTheCampaignsEnded(String state, boolean withBest, int exitCode) {
        service.endingIn(state, withBest);

        assertThat(cli.run("tune", "--kernel", "msda-forward").code()).isEqualTo(exitCode);
    }

    @Test
    void cancelsOnInterruptAndSaysHowToGoOn() {
        var result = cli.interruptedBy(Runnable::run).run("tune", "--kernel", "msda-forward", "--json");

        assertThat(result.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(service.posts()).endsWith("POST /campaigns/1/cancel");
        assertThat(result.err()).contains("./tuner resume 1");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void leavesALookupServiceBehindForTheOneThatEndsWithTheCommand() throws Exception {
        Files.delete(cli.dataDirectory.serviceFile());
        cli.starting(service).leavingBehind(new ServiceFile(URI.create("http://127.0.0.1:9999"), 1, true));

        var result = cli.run("tune", "--kernel", "msda-forward");

        assertThat(service.isClosed()).isTrue();
        assertThat(cli.leftBehind).hasSize(1).allMatch(ServiceRequest::background);
        assertThat(result.out())
                .contains("curl -s 'http://127.0.0.1:9999/api/v1/configurations/best?kernel=msda-forward'")
                .contains("A lookup service stays up at http://127.0.0.1:9999 for 15 idle minutes");
    }

    @Test
    void leavesNothingBehindWhenToldSo() throws Exception {
        Files.delete(cli.dataDirectory.serviceFile());

        var result = cli.starting(service).run("tune", "--no-serve", "--json");

        assertThat(cli.leftBehind).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(Json.read(result.out())
                        .path("campaigns")
                        .get(0)
                        .path("lookup")
                        .asString())
                .startsWith("http://127.0.0.1:8740/");
    }

    @Test
    void keepsItsResultWhenNoLookupServiceComesUp() throws Exception {
        Files.delete(cli.dataDirectory.serviceFile());

        var result = cli.starting(service).run("tune");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).contains("No lookup service stays up").contains("./tuner serve");
    }
}
