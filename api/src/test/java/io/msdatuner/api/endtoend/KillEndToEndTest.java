package io.msdatuner.api.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of a campaign, and what the next start finds. */
final class KillEndToEndTest {
    private static final String[] TUNE = {
        "tune",
        "--shape",
        "B=1 Q=40 H=2 C=8 P=2 levels=9x7,3x4",
        "--kernel",
        "msda-forward",
        "--strategy",
        "random",
        "--budget",
        "40",
        "--no-serve",
        "--json"
    };
    private static final int SOME_TRIALS = 6;

    @TempDir
    Path data;

    @Test
    void losesNothingFinishedWhenTheCommandIsKilled() throws IOException, InterruptedException {
        Map<Integer, String> finished;
        try (var tune = TunerProcess.start(data, Map.of(), TUNE)) {
            finished = trialsOnceThereAreSome();
            tune.kill();
        }
        assertThat(resumedTrials()).containsAllEntriesOf(finished);
    }

    @Test
    void losesNothingFinishedWhenTheDatabaseIsKilled() throws IOException, InterruptedException {
        Map<Integer, String> finished;
        try (var tune = TunerProcess.start(data, Map.of(), TUNE)) {
            finished = trialsOnceThereAreSome();
            postmaster().destroyForcibly();
            tune.exitCode();
        }
        assertThat(resumedTrials()).containsAllEntriesOf(finished);
    }

    @Test
    void losesNothingFinishedWhenCommandAndDatabaseAreKilled() throws IOException, InterruptedException {
        Map<Integer, String> finished;
        try (var tune = TunerProcess.start(data, Map.of(), TUNE)) {
            finished = trialsOnceThereAreSome();
            var postmaster = postmaster();
            tune.kill();
            postmaster.destroyForcibly();
        }
        assertThat(resumedTrials()).containsAllEntriesOf(finished);
    }

    @Test
    void goesOnWhenTheWorkerIsKilled() throws IOException, InterruptedException {
        try (var tune = TunerProcess.start(data, Map.of(), TUNE)) {
            trialsOnceThereAreSome();
            worker(tune).destroyForcibly();
            assertThat(tune.exitCode()).as(tune.errors()).isZero();
        }
        var campaign = TunerProcess.json(data, Map.of(), "campaign", "1", "--json");
        assertThat(campaign.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(campaign.path("trials").path("total").asInt()).isEqualTo(40);
        assertThat(campaign.path("trials").path("workerDied").asInt()).isLessThanOrEqualTo(1);
    }

    private Map<Integer, String> trialsOnceThereAreSome() throws InterruptedException {
        var service = TunerProcess.serviceUrl(data);
        return TunerProcess.awaitPresent(() -> {
            var trials = RestCalls.finishedTrials(service, 1);
            return trials.size() < SOME_TRIALS ? Optional.empty() : Optional.of(trials);
        });
    }

    /** Resumes the campaign, unless it went on by itself, and returns its trials once it is complete. */
    private Map<Integer, String> resumedTrials() throws IOException, InterruptedException {
        try (var serve = TunerProcess.start(data, Map.of(), "serve", "--port", "0")) {
            var service = TunerProcess.serviceUrl(data);
            if (!stateOf(service).equals("COMPLETED")) {
                TunerProcess.run(data, Map.of(), "resume", "1");
            }
            assertThat(stateOf(service)).isEqualTo("COMPLETED");
            var campaign = RestCalls.get(service + "/api/v1/campaigns/1");
            assertThat(campaign.path("trials").path("total").asInt()).isEqualTo(40);
            serve.handle();
            return RestCalls.finishedTrials(service, 1);
        }
    }

    private static String stateOf(String service) throws InterruptedException {
        return TunerProcess.awaitPresent(() -> Optional.of(
                RestCalls.get(service + "/api/v1/campaigns/1").path("state").asString("")));
    }

    private ProcessHandle postmaster() throws IOException {
        var pid = Files.readAllLines(data.resolve("postgres").resolve("data").resolve("postmaster.pid"))
                .get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /** The worker is the only descendant that is a JVM. */
    private static ProcessHandle worker(TunerProcess tuner) throws InterruptedException {
        return TunerProcess.awaitPresent(() -> tuner.handle()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(KillEndToEndTest::isJava)
                        .isPresent())
                .findFirst());
    }

    private static boolean isJava(String command) {
        return Path.of(command).endsWith("java");
    }
}
