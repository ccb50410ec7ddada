package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventTest {

    private static TestService service;

    @BeforeAll
    static void start(@TempDir Path dataDirectory) {
        service = TestService.start(dataDirectory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private record Event(String name, String id, JsonNode data) {}

    @Test
    void replaysWhatWasThenGoesOnLiveWithoutGapOrDuplicate() throws Exception {
        service.backend.hold(10);
        var id = service.create("40", 1);
        TestService.await("some trials", () -> service.backend.runs.availablePermits() == 0);
        var followers = IntStream.range(0, 4).mapToObj(n -> follow(id)).toList();
        for (var released = 0; released < 60; released++) {
            service.backend.runs.release();
        }
        service.backend.release();

        for (var follower : followers) {
            var events = follower.get(30, TimeUnit.SECONDS);
            assertThat(events.get(0).name()).isEqualTo("campaign");
            var last = events.get(events.size() - 1);
            assertThat(last.name()).isEqualTo("campaign");
            assertThat(last.data().path("state").asString()).isEqualTo("COMPLETED");
            assertThat(numbers(events)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(allNumbers(id));
        }
    }

    @Test
    void resumesAfterTheLastEventThatAClientSaw() throws Exception {
        service.backend.release();
        var id = service.create("8", 2);
        service.awaitState(id, "COMPLETED");
        var all = numbers(follow(id).get(30, TimeUnit.SECONDS));
        for (var seen = 0; seen < all.size(); seen++) {
            var rest = follow(id, "Last-Event-ID", all.get(seen)).get(30, TimeUnit.SECONDS);
            assertThat(numbers(rest)).isEqualTo(all.subList(seen + 1, all.size()));
        }
    }

    @Test
    void refusesALastEventThatNeverWas() {
        service.backend.release();
        var id = service.create("1", 3);
        service.awaitState(id, "COMPLETED");
        for (var madeUp : List.of("x", "-1", "999", "99999999999999999999")) {
            var refused = service.http.get("/api/v1/campaigns/" + id + "/events", "Last-Event-ID", madeUp);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("field").asString()).isEqualTo("Last-Event-ID");
        }
    }

    @Test
    void tellsWhenAWaitingCampaignRunsAndWhenItIsCancelled() throws Exception {
        service.backend.hold(0);
        var first = service.create("2", 4);
        service.awaitState(first, "RUNNING");
        var second = service.create("2", 5);
        var follower = follow(second);
        service.http.post("/api/v1/campaigns/" + first + "/cancel", "");
        service.awaitState(second, "RUNNING");
        TestService.await(
                "a trial in flight",
                () -> service.http
                                .get("/api/v1/campaigns/" + second + "/trials")
                                .json()
                                .path("trials")
                                .size()
                        > 0);
        service.http.post("/api/v1/campaigns/" + second + "/cancel", "");

        var events = follower.get(30, TimeUnit.SECONDS);
        var states = events.stream()
                .filter(event -> event.name().equals("campaign"))
                .map(event -> event.data().path("state").asString())
                .toList();
        assertThat(states.get(states.size() - 1)).isEqualTo("CANCELLED");
        assertThat(events.stream().filter(event -> event.name().equals("trial")).toList())
                .isNotEmpty()
                .allMatch(event -> event.data().path("outcome").asString().equals("abandoned"));
        service.backend.release();
    }

    /** The client never reads, so its stream stands still as soon as the buffers between are full. */
    @Test
    void aClientThatDoesNotReadDoesNotDelayTheCampaign() throws Exception {
        service.backend.hold(0);
        var id = service.create("60", 6);
        try (var unread = service.http.stream("/api/v1/campaigns/" + id + "/events")) {
            service.backend.release();
            service.awaitState(id, "COMPLETED");
            assertThat(unread).isNotNull();
        }
    }

    private static List<String> allNumbers(long id) {
        var numbers = new ArrayList<String>();
        service.http
                .get("/api/v1/campaigns/" + id + "/trials?pageSize=200")
                .json()
                .path("trials")
                .forEach(trial -> numbers.add(trial.path("number").toString()));
        return numbers;
    }

    private static List<String> numbers(List<Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("trial"))
                .peek(event ->
                        assertThat(event.data().path("number").toString()).isEqualTo(event.id()))
                .map(Event::id)
                .toList();
    }

    private static CompletableFuture<List<Event>> follow(long id, String... headers) {
        var stream = service.http.stream("/api/v1/campaigns/" + id + "/events", headers);
        return CompletableFuture.supplyAsync(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                return read(reader);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<Event> read(BufferedReader reader) throws IOException {
        var events = new ArrayList<Event>();
        var name = "";
        var id = "";
        var data = "";
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty() && !data.isEmpty()) {
                events.add(new Event(name, id, JsonMapper.shared().readTree(data)));
                name = id = data = "";
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            }
        }
        return events;
    }
}
