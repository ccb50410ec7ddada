package io.msdatuner.api.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP, as curl does it. */
final class RestCalls {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private RestCalls() {}

    static JsonNode get(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .build();
        var response = CLIENT.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(url + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** The finished trials of a campaign as they read, by number. */
    static Map<Integer, String> finishedTrials(String service, long campaign) throws IOException, InterruptedException {
        var trials = new TreeMap<Integer, String>();
        var page = "";
        do {
            var answer = get("%s/api/v1/campaigns/%d/trials?pageSize=200%s".formatted(service, campaign, page));
            for (var trial : answer.path("trials")) {
                if (!trial.path("outcome").isNull()) {
                    trials.put(trial.path("number").asInt(), trial.toString());
                }
            }
            page = answer.path("nextPageToken").isString()
                    ? "&pageToken=" + answer.path("nextPageToken").asString()
                    : "";
        } while (!page.isEmpty());
        return trials;
    }
}
