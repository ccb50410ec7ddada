package io.msdatuner.api.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole path on a simulated NPU, on a host that is made to have no CANN. */
final class AscendEndToEndTest {
    private static final String SHAPE = "B=1 Q=40 H=2 C=8 P=2 levels=9x7,3x4";
    private static final Map<String, String> NO_CANN = Map.of("ASCEND_HOME_PATH", "/no/such/folder");
    private static final int MISSING = 3;

    @TempDir
    Path folder;

    @Test
    void tunesOnASimulatedNpuAndLabelsAllThatItSays() throws IOException, InterruptedException {
        var data = folder.resolve("data dir with blanks");
        try (var serve = TunerProcess.start(data, NO_CANN, "serve", "--port", "0")) {
            var service = TunerProcess.serviceUrl(data);
            var report = TunerProcess.json(
                    data,
                    NO_CANN,
                    "tune",
                    "--backend",
                    "ascend-sim",
                    "--chip",
                    "910B2",
                    "--shape",
                    SHAPE,
                    "--budget",
                    "4",
                    "--json");
            assertThat(report.path("campaigns")).hasSize(2).allSatisfy(campaign -> {
                assertThat(campaign.path("state").asString()).isEqualTo("COMPLETED");
                assertThat(campaign.path("deviceClass").asString()).isEqualTo("Ascend910B2-sim");
                assertThat(campaign.path("measured").asString()).isEqualTo("simulated");
                assertThat(campaign.path("trials").path("measured").asInt()).isEqualTo(4);
                var served = RestCalls.get(campaign.path("lookup").asString());
                assertThat(served.path("match").asString()).isEqualTo("exact");
                assertThat(served.path("measured").asString()).isEqualTo("simulated");
                hasABand(served);
                hasABand(served.path("baselines").path("default"));
                hasABand(campaign.path("best"));
                hasABand(campaign.path("baselines").path("default"));
                var trials = RestCalls.get(
                        service + "/api/v1/campaigns/" + campaign.path("id").asString() + "/trials");
                assertThat(trials.path("trials")).isNotEmpty().allSatisfy(trial -> {
                    assertThat(trial.path("measurement").path("measured").asString())
                            .isEqualTo("simulated");
                    hasABand(trial.path("measurement"));
                });
            });
            assertThat(TunerProcess.run(data, NO_CANN, "coverage", "--device-class", "Ascend910B2-sim"))
                    .contains("Ascend910B2-sim, SIMULATED");
            assertThat(TunerProcess.run(data, NO_CANN, "best", "--backend", "ascend-sim", "--shape", SHAPE))
                    .contains("SIMULATED");
            assertThat(TunerProcess.run(data, NO_CANN, "campaigns")).contains("SIMULATED");
            assertThat(status(service + "/api/v1/configurations/best?kernel=msda-forward&deviceClass=Ascend910B2&shape="
                            + SHAPE.replace(" ", "%20").replace("=", "%3D")))
                    .isEqualTo(400);
            serve.handle();
        }
    }

    @Test
    void saysWhatAnNpuLacksHere() throws IOException, InterruptedException {
        try (var tuner = TunerProcess.start(folder.resolve("none"), NO_CANN, "selftest", "--backend", "ascend")) {
            assertThat(tuner.exitCode()).isEqualTo(MISSING);
            assertThat(tuner.output())
                    .contains("FAILED   toolkit: no CANN toolkit found in /no/such/folder")
                    .contains("SKIPPED  devices");
        }
    }

    private static void hasABand(JsonNode times) {
        assertThat(times.path("medianNs").asDouble())
                .isGreaterThan(times.path("modelBand").path("lowNs").asDouble())
                .isLessThan(times.path("modelBand").path("highNs").asDouble());
    }

    private static int status(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
