package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.wiring.ServiceLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that serves on where it should refuse would never return: hence the limit. */
@Timeout(30)
final class ServeCommandTest {
    @TempDir
    Path home;

    private final FakeService service = new FakeService();
    private Cli cli;

    @BeforeEach
    void prepare() {
        cli = new Cli(home).startingBy(request -> {
            try {
                return service.serving(cli.dataDirectory, request.background());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void saysWhereItIsReadyAndEndsOrderlyOnInterrupt() {
        var result = cli.interruptedBy(Runnable::run).run("serve", "--port", "0");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out())
                .isEqualTo("msda-tuner is ready at %s (data directory %s, pid %d)%n"
                        .formatted(
                                service.url(),
                                cli.dataDirectory,
                                ProcessHandle.current().pid()));
        assertThat(service.isClosed()).isTrue();
    }

    @Test
    void refusesADirectoryThatAForegroundServiceServes() throws IOException {
        service.serving(cli.dataDirectory, false);

        var result = cli.run("serve", "--port", "0");

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err())
                .contains(service.url().toString())
                .contains("pid " + ProcessHandle.current().pid());
        assertThat(cli.started).isEmpty();
    }

    @Test
    void leavesAProcessAloneThatIsNoServiceOfOurs() throws Exception {
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            service.writeFile(cli.dataDirectory, stranger.pid(), true);

            var result = cli.run("serve", "--port", "0");

            assertThat(result.code()).isEqualTo(ExitCode.TUNER_FAILED);
            assertThat(result.err()).contains("is no msda-tuner service");
            assertThat(stranger.isAlive()).isTrue();
            assertThat(cli.run("stop").code()).isEqualTo(ExitCode.TUNER_FAILED);
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void stopsABackgroundServiceToTakeItsPlace() throws Exception {
        var background = processThatLooksLikeAService();
        try {
            service.writeFile(cli.dataDirectory, background.pid(), true);

            var result = cli.interruptedBy(Runnable::run).run("serve", "--port", "0");

            assertThat(result.code()).isEqualTo(ExitCode.DONE);
            assertThat(background.isAlive()).isFalse();
            assertThat(cli.started).hasSize(1);
        } finally {
            background.destroyForcibly();
        }
    }

    @Test
    void stopsABackgroundServiceWhenToldTo() throws Exception {
        var background = processThatLooksLikeAService();
        try {
            service.writeFile(cli.dataDirectory, background.pid(), true);

            assertThat(cli.run("stop").out()).contains("stopped the service at " + service.url());
            assertThat(background.isAlive()).isFalse();
        } finally {
            background.destroyForcibly();
        }
    }

    @Test
    void hasNothingToStopWhereNothingRuns() {
        var result = cli.run("stop");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).contains("no service runs for " + cli.dataDirectory);
    }

    @Test
    void doesNotStopAForegroundService() throws IOException {
        service.serving(cli.dataDirectory, false);

        assertThat(cli.run("stop").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void refusesAPortInUse() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(ServiceRequest.LOOPBACK))) {
            var result = cli.run("serve", "--port", String.valueOf(socket.getLocalPort()));

            assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(result.err()).contains("--port: " + socket.getLocalPort());
            assertThat(cli.started).isEmpty();
        }
    }

    @Test
    void endsWhenIdleForTooLong() {
        service.beIdleFor(Duration.ofMinutes(16));

        var result = cli.run("serve", "--port", "0", "--background", "--idle-exit", "15m");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.err()).contains("idle for 15 min");
    }

    @Test
    void endsWhenItsServiceFileVanishes() {
        var directory = cli.dataDirectory;
        var watch = new IdleWatch(service, directory, Duration.ofMinutes(15));
        assertThat(watch.reasonToEnd())
                .hasValueSatisfying(reason -> assertThat(reason).contains("has vanished"));
    }

    @Test
    void staysWhileItHasWork() throws IOException {
        service.serving(cli.dataDirectory, true);
        service.beIdleFor(Duration.ofMinutes(14));

        assertThat(new IdleWatch(service, cli.dataDirectory, Duration.ofMinutes(15)).reasonToEnd())
                .isEmpty();
        assertThat(new IdleWatch(service, cli.dataDirectory, null).reasonToEnd())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"15", "m", "-1m", "15 m"})
    void refusesAnIdleTimeItCannotRead(String text) {
        assertThat(cli.run("serve", "--idle-exit", text).code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void givesTheDatabaseToTheServiceWithoutNamingItsPassword() {
        cli.interruptedBy(Runnable::run)
                .run("serve", "--port", "0", "--database-url", "jdbc:postgresql://host/db", "--database-user", "me");

        assertThat(cli.started)
                .singleElement()
                .satisfies(request ->
                        assertThat(request.database()).contains(new Database("jdbc:postgresql://host/db", "me", "")));
        assertThat(new Database("url", "me", "secret").toString()).doesNotContain("secret");
    }

    @Test
    void saysHowTheServiceLogsAndForHowLongItKeepsSamples() {
        cli.interruptedBy(Runnable::run)
                .run("serve", "--port", "0", "--log-format", "json", "--keep-samples-days", "90");

        assertThat(cli.started).singleElement().satisfies(request -> {
            assertThat(request.log()).isEqualTo(new ServiceLog(true, false));
            assertThat(request.keepSamples()).contains(Duration.ofDays(90));
        });
        assertThat(cli.run("serve", "--port", "0", "--log-format", "xml").err()).contains("--log-format");
        assertThat(cli.run("serve", "--port", "0", "--keep-samples-days", "0").code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void writesNothingButJsonWhereTheLogGoesThere() {
        var result =
                cli.interruptedBy(Runnable::run).run("serve", "--port", "0", "--log-format", "json", "--log-console");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void startsTheBackgroundServiceInASessionOfItsOwn() {
        var request = new ServiceRequest(cli.dataDirectory, "127.0.0.1", 8740, true, Optional.empty(), false, true);

        assertThat(DetachedProcess.command(request, "15m"))
                .startsWith("setsid")
                .containsSubsequence("serve", "--background", "--idle-exit", "15m", "--port", "8740");
    }

    private static Process processThatLooksLikeAService() throws IOException {
        return new ProcessBuilder("sh", "-c", "while :; do sleep 0.1; done", TunerCommand.class.getName()).start();
    }
}
