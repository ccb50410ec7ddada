package io.msdatuner.api.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TuneEndToEndTest {
    private static final String SHAPE = "B=1 Q=40 H=2 C=8 P=2 levels=9x7,3x4";

    @TempDir
    Path folder;

    @Test
    void tunesBothKernelsServesTheWinnersAndKnowsThemTheNextTime() throws IOException, InterruptedException {
        var data = folder.resolve("data dir with blanks");
        var first =
                TunerProcess.json(data, Map.of(), "tune", "--shape", SHAPE, "--budget", "5", "--no-serve", "--json");
        assertThat(first.path("campaigns")).hasSize(2).allSatisfy(campaign -> {
            assertThat(campaign.path("state").asString()).isEqualTo("COMPLETED");
            assertThat(campaign.path("trials").path("measured").asInt()).isEqualTo(5);
            assertThat(campaign.path("measured").asString()).isEqualTo("hardware");
            assertThat(campaign.path("speedup").path("grid-sample").asDouble()).isPositive();
            assertThat(campaign.path("speedup").path("default").asDouble()).isPositive();
            assertThat(campaign.path("artifacts").path("built").asInt()).isPositive();
        });
        var second = TunerProcess.json(
                data,
                Map.of(),
                "tune",
                "--shape",
                SHAPE,
                "--budget",
                "3",
                "--kernel",
                "msda-forward",
                "--no-serve",
                "--json");
        var again = second.path("campaigns").path(0);
        assertThat(again.path("knownTrials").asInt()).isPositive();
        assertThat(again.path("artifacts").path("reused").asInt()).isPositive();

        var best = TunerProcess.run(data, Map.of(), "best", "--shape", SHAPE, "--kernel", "msda-forward", "--json");
        assertThat(best)
                .contains("\"exact\"")
                .contains(again.path("best").path("configurationId").asString());
    }

    @Test
    void endsInjectedFaultsAsTheirOutcomesAndServesNoneOfThem() throws IOException, InterruptedException {
        var faults = Map.of("MSDA_TUNER_INJECT_FAULTS", "wrong=0.2,crash=0.2,hang=0.1,compile=0.2");
        var data = folder.resolve("faults");
        try (var serve = TunerProcess.start(data, faults, "serve", "--port", "0")) {
            var service = TunerProcess.serviceUrl(data);
            var report = TunerProcess.json(
                    data,
                    faults,
                    "tune",
                    "--shape",
                    SHAPE,
                    "--kernel",
                    "msda-forward",
                    "--strategy",
                    "random",
                    "--seed",
                    "3",
                    "--budget",
                    "24",
                    "--json");
            var campaign = report.path("campaigns").path(0);
            assertThat(campaign.path("state").asString()).isEqualTo("COMPLETED");
            var counts = campaign.path("trials");
            for (var kind : new String[] {"measured", "wrongResult", "workerDied", "timedOut", "buildFailed"}) {
                assertThat(counts.path(kind).asInt()).as(kind).isPositive();
            }
            assertThat(counts.path("total").asInt()).isEqualTo(24);
            for (var trial : RestCalls.get(service + "/api/v1/campaigns/1/trials?pageSize=200")
                    .path("trials")) {
                var measured = trial.path("outcome").asString("").equals("measured");
                assertThat(trial.path("measurement").isObject())
                        .as(trial.toString())
                        .isEqualTo(measured);
            }
            var served = RestCalls.get(campaign.path("lookup").asString());
            assertThat(served.path("match").asString()).isEqualTo("exact");
            assertThat(served.path("configurationId").asString())
                    .isEqualTo(campaign.path("best").path("configurationId").asString());
            serve.handle();
        }
    }
}
