package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.api.wiring.Equipment;
import io.msdatuner.api.wiring.MsdaTunerService;
import io.msdatuner.api.wiring.ServiceAlreadyRunningException;
import io.msdatuner.api.wiring.ServiceOptions;
import io.msdatuner.api.wiring.ServiceStartException;
import io.msdatuner.core.device.Provenance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class LifecycleTest {

    private static final Equipment NOTHING = new Equipment(List.of(), List.of());

    @TempDir
    private Path dataDirectory;

    @Test
    void putsWhatRunsBackIntoTheQueueWhenItStopsAndGoesOnInTheNextService() throws SQLException {
        var database = TestDatabase.jdbcUrl();
        long id;
        try (var first = TestService.start(dataDirectory, database)) {
            first.backend.hold(4);
            id = first.create("10", 1);
            TestService.await("trials", () -> first.backend.runs.availablePermits() == 0);
            first.service.close();
        }
        assertThat(text(database, "SELECT state || ': ' || reason FROM campaigns"))
                .isEqualTo("PENDING: the service was stopped");
        var abandoned = text(database, "SELECT count(*) FROM trials WHERE outcome = 'abandoned'");
        try (var second = TestService.start(dataDirectory, database)) {
            second.awaitState(id, "COMPLETED");
            var trials = second.campaign(id).json().path("trials");
            assertThat(trials.path("total").asInt()).isEqualTo(10);
            assertThat(trials.path("abandoned").asString()).isEqualTo(abandoned);
        }
    }

    /** Decision 0012. What makes JPA or all controllers with the server is easily injected or configured without noticing. */
    @Test
    void opensItsPortBeforeItMakesWhatLookupsDoNotNeed() throws IOException {
        try (var running = TestService.start(dataDirectory, TestDatabase.jdbcUrl())) {
            assertThat(running.http.get("/api/v1/openapi").status()).isEqualTo(200);
            var log = Files.readString(dataDirectory.resolve("logs/service.log"));
            assertThat(log)
                    .containsSubsequence("Tomcat started on port", "Initialized JPA EntityManagerFactory", "ready at");
            assertThat(log).containsSubsequence("Tomcat started on port", " beneath base path '/actuator'");
        }
    }

    @Test
    void goesOnWithWhatADeadProcessLeftRunning() throws SQLException {
        var database = TestDatabase.jdbcUrl();
        long id;
        try (var first = TestService.start(dataDirectory, database)) {
            first.backend.hold(0);
            id = first.create("3", 1);
            first.awaitState(id, "RUNNING");
            first.service.close();
        }
        leaveRunning(database);
        var answering = TestService.options(dataDirectory, database).withoutCampaigns();
        try (var second = TestService.start(answering, new FakeBackend(Provenance.SIMULATED, dataDirectory))) {
            var campaign = second.campaign(id).json();
            assertThat(campaign.path("state").asString()).isEqualTo("PENDING");
            assertThat(campaign.path("reason").asString()).isEqualTo("the process that ran it ended");
        }
        leaveRunning(database);
        try (var third = TestService.start(dataDirectory, database)) {
            third.awaitState(id, "COMPLETED");
        }
    }

    @Test
    void runsACampaignOnEachOfItsDevices() {
        var backend = new FakeBackend(Provenance.SIMULATED, dataDirectory.resolve("artifacts"));
        backend.deviceCount = 2;
        backend.hold(0);
        try (var service = TestService.start(TestService.options(dataDirectory, TestDatabase.jdbcUrl()), backend)) {
            var first = service.create("3", 1);
            var second = service.create("3", 2);
            var third = service.create("3", 3);
            service.awaitState(first, "RUNNING");
            service.awaitState(second, "RUNNING");
            assertThat(service.campaign(third).json().path("state").asString()).isEqualTo("PENDING");
            backend.release();
            service.awaitState(third, "COMPLETED");
        }
    }

    /** All connections are cut, as when the server is killed and comes back; the pool makes new ones. */
    @Test
    void losesNoCampaignWhenTheDatabaseGoesAwayInTheMiddle() throws SQLException {
        var database = TestDatabase.jdbcUrl();
        try (var service = TestService.start(dataDirectory, database)) {
            service.backend.hold(4);
            var id = service.create("10", 1);
            TestService.await("trials", () -> service.backend.runs.availablePermits() == 0);
            TestDatabase.refuseConnections(database, true);
            service.backend.release();
            var refused = service.http.get("/api/v1/campaigns");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("database-unavailable");
            TestService.await("the run ended", () -> service.backend.runsEnded.get() > 0);
            TestDatabase.refuseConnections(database, false);
            service.awaitState(id, "COMPLETED");
            assertThat(service.campaign(id).json().path("trials").path("total").asInt())
                    .isEqualTo(10);
        }
    }

    @Test
    void isTheOnlyOneInItsDataDirectoryAndCanBeFoundWhileItRuns() throws IOException {
        var file = dataDirectory.resolve("service.json");
        try (var service = TestService.start(dataDirectory)) {
            var content = JsonMapper.shared().readTree(Files.readString(file));
            assertThat(content.path("url").asString())
                    .isEqualTo(service.service.url().toString());
            assertThat(content.path("pid").asLong())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(content.path("background").asBoolean()).isFalse();
            assertThatThrownBy(() -> MsdaTunerService.start(ServiceOptions.in(dataDirectory), NOTHING))
                    .isInstanceOf(ServiceAlreadyRunningException.class)
                    .hasMessageContaining(service.service.url().toString());
        }
        assertThat(file).doesNotExist();
        TestService.start(dataDirectory).close();
    }

    @Test
    void saysThatItsPortIsInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = ServiceOptions.in(dataDirectory)
                    .onPort(taken.getLocalPort())
                    .withDatabase(new ServiceOptions.DatabaseAddress(TestDatabase.jdbcUrl(), "postgres", ""));
            assertThatThrownBy(() -> MsdaTunerService.start(options, NOTHING))
                    .isInstanceOf(ServiceStartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void endsTheStreamsOfItsFollowersWhenItStops() throws IOException {
        var service = TestService.start(dataDirectory);
        service.backend.hold(0);
        var running = service.create("3", 1);
        service.awaitState(running, "RUNNING");
        var waiting = service.create("3", 2);
        try (var followsRunning = service.http.stream("/api/v1/campaigns/" + running + "/events");
                var followsWaiting = service.http.stream("/api/v1/campaigns/" + waiting + "/events")) {
            service.service.close();
            assertThat(new String(followsRunning.readAllBytes())).contains("the service was stopped");
            assertThat(new String(followsWaiting.readAllBytes())).contains("PENDING");
        }
    }

    @Test
    void startsItsOwnDatabaseAndStartsItAgainWhenItIsKilled() throws IOException {
        try (var service = MsdaTunerService.start(ServiceOptions.in(dataDirectory), NOTHING)) {
            var http = new Http(service.url());
            assertThat(http.get("/api/v1/campaigns").status()).isEqualTo(200);
            var before = postmaster();
            ProcessHandle.of(before).orElseThrow().destroyForcibly();
            TestService.await("another database server", () -> postmaster() != before && postmaster() > 0);
            TestService.await("the database is back", () -> {
                var back = http.get("/api/v1/campaigns");
                assertThat(back.status()).isIn(200, 503);
                return back.status() == 200;
            });
        }
    }

    @Test
    void answersLookupsWhileItsDatabaseIsDead() throws IOException {
        var lookup = "/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE);
        var backend = new FakeBackend(Provenance.SIMULATED, dataDirectory.resolve("artifacts"));
        try (var service = TestService.start(ServiceOptions.in(dataDirectory), backend)) {
            service.awaitState(service.create("6", 1), "COMPLETED");
            var before = service.http.get(lookup).response().body();
            assertThat(before).contains("\"match\":\"exact\"");
            var killed = postmaster();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            var answers = new AtomicInteger();
            TestService.await("another database server", () -> {
                var answer = service.http.get(lookup);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.response().body()).isEqualTo(before);
                answers.incrementAndGet();
                return postmaster() != killed && postmaster() > 0;
            });
            assertThat(answers.get()).isPositive();
            assertThat(service.http.get(lookup).response().body()).isEqualTo(before);
        }
    }

    /** The process of the embedded database; 0 while there is none. */
    private long postmaster() {
        try {
            var file = dataDirectory.resolve("postgres/data/postmaster.pid");
            var lines = Files.readAllLines(file);
            return lines.isEmpty() ? 0 : Long.parseLong(lines.get(0).strip());
        } catch (IOException e) {
            return 0;
        }
    }

    /** As a process does that is killed in the middle of a campaign. */
    private static void leaveRunning(String database) throws SQLException {
        execute(database, "UPDATE campaigns SET state = 'RUNNING', reason = NULL");
        execute(
                database,
                "UPDATE scheduled_tasks SET picked = true, picked_by = 'gone', last_heartbeat = now(), version = 7");
    }

    private static String text(String database, String sql) throws SQLException {
        try (var connection = TestDatabase.dataSource(database).getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void execute(String database, String sql) throws SQLException {
        try (var connection = TestDatabase.dataSource(database).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
