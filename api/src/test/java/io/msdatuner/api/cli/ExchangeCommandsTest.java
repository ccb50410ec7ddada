package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code export}, {@code import} and {@code rollback}. */
final class ExchangeCommandsTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String CONTENT = "{\"of\":\"the service\"}";

    @TempDir
    Path home;

    private final FakeService service = new FakeService();
    private Cli cli;

    @BeforeEach
    void serve() throws IOException {
        cli = new Cli(home);
        service.serving(cli.dataDirectory, false);
        service.answering("POST /snapshots", Json.object().put("id", ID));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({"bundle,/bundle", "header,/header", "json,''"})
    void exportsANewSnapshotAsItComes(String format, String path) throws IOException {
        service.answering("GET /snapshots/" + ID + path, Json.read(CONTENT));
        var file = home.resolve("out");
        var result = cli.run("export", "--format", format, "--out", file.toString());

        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.DONE);
        assertThat(file).content().isEqualTo(CONTENT);
        assertThat(service.posts()).containsExactly("POST /snapshots");
    }

    @Test
    void exportsWhatAJobPinnedWithoutANewSnapshot() {
        service.answering("GET /snapshots/" + ID + "/bundle", Json.read(CONTENT));

        assertThat(cli.run("export", "--snapshot", ID).out()).isEqualToIgnoringNewLines(CONTENT);
        assertThat(service.posts()).isEmpty();
    }

    @Test
    void exportsTheTrialsOfACampaign() {
        service.answering("GET /campaigns/3/t4", Json.read(CONTENT));

        assertThat(cli.run("export", "--format", "t4", "--campaign", "3").out()).isEqualToIgnoringNewLines(CONTENT);
    }

    @ParameterizedTest
    @CsvSource({
        "--format=xml,--format",
        "--format=t4,--campaign",
        "--campaign=3,--campaign",
        "--snapshot=../campaigns,--snapshot"
    })
    void refusesWhatDoesNotFitTogetherBeforeItAsks(String argument, String named) {
        var result = cli.run("export", argument);

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains(named);
        assertThat(service.posts()).isEmpty();
    }

    @Test
    void importsABundleOrSaysWhyNot() throws IOException {
        var file = Files.writeString(home.resolve("bundle"), CONTENT).toString();
        service.answering("POST /bundles", Json.object().put("snapshot", ID));
        assertThat(cli.run("import", file).out()).contains("imported snapshot " + ID);

        service.refusing("POST /bundles", 1, 400, "invalid-value", "signature: not this service's");
        var refused = cli.run("import", file);
        assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).contains("signature: not this service's");
        assertThat(cli.run("import", home.resolve("missing").toString()).err()).contains("missing' cannot be read");
    }

    @Test
    void importsResultsOfAnotherTunerForTheProblemThatTheyAreOf() throws IOException {
        var file = Files.writeString(home.resolve("t4.json"), CONTENT).toString();
        service.answering(
                "POST /results", Json.object().put("id", ID).put("count", 5).put("timed", 3));
        var result =
                cli.run("import", file, "--format", "t4", "--kernel", "msda-forward", "--shape", FakeService.SHAPE);

        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).contains(ID).contains("5, of which 3 have a time");
        assertThat(cli.run("import", file, "--format", "t4").err()).contains("--kernel");
        assertThat(cli.run("import", file, "--format", "xml").err()).contains("--format");
        assertThat(service.posts()).hasSize(1);
    }

    @Test
    void removesCompiledKernelsOnlyIfItIsTold() {
        var collected = Json.object().put("found", 9).put("removed", 4).put("removedBytes", 2048);
        service.answering("POST /artifacts:collect", collected);

        assertThat(cli.run("collect").out()).contains("4 of 9 compiled kernels (2.0 KiB) would be removed");
        assertThat(service.bodyOf("POST /artifacts:collect"))
                .contains("\"dryRun\":true")
                .contains("\"olderThanDays\":30");
        assertThat(cli.run("collect", "--remove", "--older-than-days", "7").out())
                .contains("removed 4 of 9 compiled kernels");
        assertThat(service.bodyOf("POST /artifacts:collect"))
                .contains("\"dryRun\":false")
                .contains("\"olderThanDays\":7");
        assertThat(cli.run("collect", "--older-than-days", "-1").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void prunesSamplesOnlyIfItIsTold() {
        service.answering("POST /samples:prune", Json.object().put("trials", 4).put("samples", 396));
        service.answering(
                "GET /samples/prunings",
                Json.read("{\"prunings\": [{\"prunedAt\": \"2026-01-31T12:00:00Z\", \"olderThan\":"
                        + " \"2025-10-31T12:00:00Z\", \"trials\": 4, \"samples\": 396}]}"));

        assertThat(cli.run("prune", "--older-than-days", "90").out())
                .contains("396 samples of 4 trials would be removed");
        assertThat(service.bodyOf("POST /samples:prune"))
                .contains("\"dryRun\":true")
                .contains("\"olderThanDays\":90");
        assertThat(cli.run("prune", "--older-than-days", "90", "--remove").out())
                .contains("removed 396 samples");
        assertThat(service.bodyOf("POST /samples:prune")).contains("\"dryRun\":false");
        assertThat(cli.run("prune").out()).contains("kept until you prune them").contains("2025-10-31");
        assertThat(cli.run("prune", "--remove").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void rollsBackAndShowsWhatIsServedNow() {
        service.answering("POST /configurations:rollback", FakeAnswers.best());
        var result = cli.run("rollback", "--kernel", "msda-forward", "--shape", FakeService.SHAPE);

        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).contains("msda-forward");
        assertThat(cli.run("rollback", "--kernel", "gelu", "--shape", FakeService.SHAPE)
                        .code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }
}
