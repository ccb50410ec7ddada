package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which service a command talks to. */
final class ConnectionTest {
    @TempDir
    Path home;

    private final FakeService service = new FakeService();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void prefersTheAddressThatIsGiven() {
        var cli = new Cli(home);

        assertThat(cli.run("devices", "--url", service.url() + "/").code()).isEqualTo(ExitCode.DONE);
        assertThat(cli.started).isEmpty();
    }

    @Test
    void findsTheLiveServiceOfTheDataDirectory() throws IOException {
        var cli = new Cli(home);
        service.serving(cli.dataDirectory, true);

        assertThat(cli.run("devices").code()).isEqualTo(ExitCode.DONE);
        assertThat(cli.started).isEmpty();
    }

    @Test
    void startsAServiceForTheLengthOfTheCommand() {
        var cli = new Cli(home).starting(service);

        assertThat(cli.run("devices").code()).isEqualTo(ExitCode.DONE);
        assertThat(cli.started)
                .containsExactly(ServiceRequest.forOneCommand(cli.dataDirectory, Optional.empty(), false));
        assertThat(service.isClosed()).isTrue();
    }

    @Test
    void closesTheServiceThatItStartedWhenTheCommandFails() {
        service.refusing("GET /devices", 1, 500, "internal-error", "oh");

        assertThat(new Cli(home).starting(service).run("devices").code()).isEqualTo(ExitCode.TUNER_FAILED);
        assertThat(service.isClosed()).isTrue();
    }

    @Test
    void takesTheFileOfAProcessThatHasEndedForStale() throws Exception {
        var cli = new Cli(home).starting(service);
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        service.writeFile(cli.dataDirectory, ended.pid(), false);

        cli.run("devices");

        assertThat(cli.started).hasSize(1);
    }

    @Test
    void takesAFileWhoseAddressNobodyListensOnForStale() throws IOException {
        var gone = new FakeService();
        var cli = new Cli(home).starting(service);
        gone.serving(cli.dataDirectory, false);
        gone.close();

        cli.run("devices");

        assertThat(cli.started).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"url\": \"::\", \"pid\": 1}", "{\"url\": \"http://127.0.0.1:1\"}"})
    void startsAServiceWhenTheFileIsDamaged(String content) throws IOException {
        var cli = new Cli(home).starting(service);
        Files.createDirectories(cli.dataDirectory.path());
        Files.writeString(cli.dataDirectory.serviceFile(), content);

        assertThat(cli.run("devices").code()).isEqualTo(ExitCode.DONE);
        assertThat(cli.started).hasSize(1);
    }

    @Test
    void waitsForTheServiceThatAnotherCommandIsStarting() {
        var cli = new Cli(home);
        cli.startingBy(request -> {
            try {
                service.serving(cli.dataDirectory, false);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            throw new DirectoryBusyException("somebody else starts", new IOException());
        });

        assertThat(cli.run("devices").code()).isEqualTo(ExitCode.DONE);
        assertThat(cli.started).hasSize(1);
    }

    @Test
    void saysThatNobodyListens() {
        service.close();

        var result = new Cli(home).run("devices", "--url", service.url().toString());

        assertThat(result.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.err()).isEqualTo("error: no service listens at " + service.url() + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "ftp://host", "http://", "http://a b"})
    void refusesWhatIsNoAddress(String url) {
        var result = new Cli(home).run("devices", "--url", url);

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("'" + url + "'").contains("http://HOST:PORT");
    }

    @Test
    void showsTheStackTraceOnlyWhenAskedTo() {
        assertThat(new Cli(home).run("devices", "--url", "x").err()).doesNotContain("\tat ");
        assertThat(new Cli(home).run("devices", "--url", "x", "--verbose").err())
                .contains("\tat ");
    }

    @Test
    void choosesTheDataDirectoryByOptionThenVariableThenHome() {
        var environment = Map.of("MSDA_TUNER_HOME", "/variable", "HOME", "/home");

        assertThat(DataDirectory.choose(Path.of("/option"), environment).path()).isEqualTo(Path.of("/option"));
        assertThat(DataDirectory.choose(null, environment).path()).isEqualTo(Path.of("/variable"));
        assertThat(DataDirectory.choose(null, Map.of("HOME", "/home")).path()).isEqualTo(Path.of("/home/.msda-tuner"));
    }
}
