package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagingTest {

    private static TestService service;

    @BeforeAll
    static void start(@TempDir Path dataDirectory) {
        service = TestService.start(dataDirectory);
        service.backend.hold(0);
        for (var seed = 0; seed < 7; seed++) {
            service.create("1", seed);
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void leadsThroughAllCampaignsNewestFirstWhileMoreAreCreated() {
        var before = ids("/api/v1/campaigns?pageSize=200");
        var seen = new ArrayList<Long>();
        var page = service.http.get("/api/v1/campaigns?pageSize=3").json();
        while (true) {
            page.path("campaigns")
                    .forEach(campaign -> seen.add(campaign.path("id").asLong()));
            if (page.path("nextPageToken").isNull()) {
                break;
            }
            service.create("1", 100);
            var token = page.path("nextPageToken").asString();
            page = service.http
                    .get("/api/v1/campaigns?pageSize=3&pageToken=" + token)
                    .json();
        }
        assertThat(seen).isEqualTo(before);
    }

    @Test
    void aPageThatTakesEverythingHasNoNext() {
        var count = ids("/api/v1/campaigns?pageSize=200").size();
        var page = service.http.get("/api/v1/campaigns?pageSize=" + count).json();
        assertThat(page.path("campaigns").size()).isEqualTo(count);
        assertThat(page.path("nextPageToken").isNull()).isTrue();
    }

    @Test
    void leadsThroughTheTrialsOfACampaign() {
        service.backend.release();
        var id = service.create("9", 9);
        service.awaitState(id, "COMPLETED");
        var path = "/api/v1/campaigns/" + id + "/trials?pageSize=";
        var all = numbers(path + "200");
        for (var size : List.of(1, 4, all.size())) {
            var seen = new ArrayList<Integer>();
            var token = "";
            do {
                var page = service.http.get(path + size + "&pageToken=" + token).json();
                page.path("trials")
                        .forEach(trial -> seen.add(trial.path("number").asInt()));
                token = page.path("nextPageToken").asString("");
            } while (!token.isEmpty());
            assertThat(seen).isEqualTo(all);
        }
    }

    @Test
    void refusesTheTokenOfAnotherListing() {
        var token = token("/api/v1/campaigns?pageSize=1");
        assertRefused("/api/v1/campaigns?state=PENDING&pageToken=" + token);
        assertRefused("/api/v1/campaigns/1/trials?pageToken=" + token);
        assertThat(service.http.get("/api/v1/campaigns?pageToken=" + token).status())
                .isEqualTo(200);
    }

    /** Seed 7; a random token passes with a probability of 2^-128. */
    @Test
    void refusesTokensThatWereChangedOrMadeUp() {
        var token = token("/api/v1/campaigns?pageSize=1");
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (var i = 0; i < token.length(); i++) {
            var at = (alphabet.indexOf(token.charAt(i)) + 1) % 64;
            assertRefused("/api/v1/campaigns?pageToken=" + token.substring(0, i) + alphabet.charAt(at)
                    + token.substring(i + 1));
        }
        var random = new SplittableRandom(7);
        for (var i = 0; i < 20; i++) {
            var madeUp = new StringBuilder();
            random.ints(token.length(), 0, 64).forEach(c -> madeUp.append(alphabet.charAt(c)));
            assertRefused("/api/v1/campaigns?pageToken=" + madeUp);
        }
        assertRefused("/api/v1/campaigns?pageToken=" + token + "=");
        assertRefused("/api/v1/campaigns?pageToken=5");
    }

    private static void assertRefused(String path) {
        var refused = service.http.get(path);
        assertThat(refused.status()).as("%s: %s", path, refused).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalid-value");
        assertThat(refused.json().path("field").asString()).isEqualTo("pageToken");
    }

    private static String token(String path) {
        return service.http.get(path).json().path("nextPageToken").asString();
    }

    private static List<Long> ids(String path) {
        var ids = new ArrayList<Long>();
        service.http
                .get(path)
                .json()
                .path("campaigns")
                .forEach(campaign -> ids.add(campaign.path("id").asLong()));
        return ids;
    }

    private static List<Integer> numbers(String path) {
        var numbers = new ArrayList<Integer>();
        service.http
                .get(path)
                .json()
                .path("trials")
                .forEach(trial -> numbers.add(trial.path("number").asInt()));
        return numbers;
    }
}
