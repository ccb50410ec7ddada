package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    private static final Map<String, String> CALLS = new TreeMap<>(Map.ofEntries(
            Map.entry("/api/v1/campaigns", "get post"),
            Map.entry("/api/v1/campaigns/{id}", "get"),
            Map.entry("/api/v1/campaigns/{id}/cancel", "post"),
            Map.entry("/api/v1/campaigns/{id}/resume", "post"),
            Map.entry("/api/v1/campaigns/{id}/trials", "get"),
            Map.entry("/api/v1/campaigns/{id}/trials/{number}", "get"),
            Map.entry("/api/v1/campaigns/{id}/events", "get"),
            Map.entry("/api/v1/configurations/best", "get"),
            Map.entry("/api/v1/configurations:lookup", "post"),
            Map.entry("/api/v1/configurations:rollback", "post"),
            Map.entry("/api/v1/promotions", "get"),
            Map.entry("/api/v1/artifacts/{digest}", "get"),
            Map.entry("/api/v1/artifacts/{digest}/contract", "get"),
            Map.entry("/api/v1/artifacts:collect", "post"),
            Map.entry("/api/v1/samples:prune", "post"),
            Map.entry("/api/v1/samples/prunings", "get"),
            Map.entry("/api/v1/campaigns:fromMisses", "post"),
            Map.entry("/api/v1/campaigns/{id}/t4", "get"),
            Map.entry("/api/v1/snapshots/{id}/bundle", "get"),
            Map.entry("/api/v1/snapshots/{id}/header", "get"),
            Map.entry("/api/v1/bundles", "post"),
            Map.entry("/api/v1/campaigns:revalidate", "post"),
            Map.entry("/api/v1/campaign-sets", "get post"),
            Map.entry("/api/v1/campaign-sets/{id}", "get"),
            Map.entry("/api/v1/campaign-sets/{id}/cancel", "post"),
            Map.entry("/api/v1/campaign-sets/{id}/resume", "post"),
            Map.entry("/api/v1/campaign-sets/{id}/report", "get"),
            Map.entry("/api/v1/campaigns/{id}/report", "get"),
            Map.entry("/api/v1/coverage", "get"),
            Map.entry("/api/v1/results", "post"),
            Map.entry("/api/v1/results/{id}", "get"),
            Map.entry("/api/v1/snapshots", "post"),
            Map.entry("/api/v1/snapshots/{id}", "get"),
            Map.entry("/api/v1/devices", "get"),
            Map.entry("/api/v1/devices/{host}/{id}/quarantine", "post"),
            Map.entry("/api/v1/devices/{host}/{id}/release", "post"),
            Map.entry("/api/v1/workloads", "get"),
            Map.entry("/api/v1/strategies", "get")));

    private static TestService service;
    private static JsonNode document;
    private static String snapshot;
    private static String results;
    private static String artifact;
    private static String device;

    @BeforeAll
    static void start(@TempDir Path dataDirectory) {
        service = TestService.start(dataDirectory);
        service.awaitState(service.create("3", 1), "COMPLETED");
        service.http.post("/api/v1/campaign-sets", "{\"workloads\": [\"toy\"], \"budget\": \"3\"}");
        TestService.await(
                "the set is at its end",
                () -> service.http
                        .get("/api/v1/campaign-sets/1")
                        .json()
                        .path("state")
                        .asString()
                        .equals("COMPLETED"));
        document = service.http.get("/api/v1/openapi").json();
        artifact = service.artifactOfTheUsualShape();
        var first = service.http.get("/api/v1/devices").json().path("devices").path(0);
        device = first.path("host").asString() + "/" + first.path("id").asString();
        snapshot = "snapshots/"
                + service.http
                        .post("/api/v1/snapshots", "{\"workload\": \"toy\"}")
                        .json()
                        .path("id")
                        .asString();
        results = "results/"
                + service.http
                        .post(
                                "/api/v1/results?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE),
                                "{\"results\": []}")
                        .json()
                        .path("id")
                        .asString();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void namesExactlyTheCallsThatThereAre() {
        var described = new TreeMap<String, String>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> described.put(
                        path.getKey(),
                        String.join(
                                " ",
                                path.getValue().propertyNames().stream()
                                        .sorted()
                                        .toList())));
        assertThat(described).isEqualTo(CALLS);
    }

    @Test
    void answersEveryCallThatItDescribes() {
        CALLS.forEach((path, methods) -> {
            for (var method : methods.split(" ")) {
                var answer = service.http.send(
                        method.toUpperCase(Locale.ROOT),
                        path.replace("snapshots/{id}", snapshot)
                                .replace("results/{id}", results)
                                .replace("{digest}", artifact)
                                .replace("{host}/{id}", device)
                                .replace("{id}", "1")
                                .replace("{number}", "0"),
                        method.equals("post") ? "{}" : null);
                assertThat(answer.status())
                        .as("%s %s: %s", method, path, answer)
                        .isNotIn(404, 405, 500);
            }
        });
    }

    @Test
    void describesWhatTheCallsAnswer() {
        assertDescribed("/api/v1/campaigns", "/api/v1/campaigns");
        assertDescribed("/api/v1/campaigns/{id}", "/api/v1/campaigns/1");
        assertDescribed("/api/v1/campaigns/{id}/trials", "/api/v1/campaigns/1/trials");
        assertDescribed("/api/v1/campaigns/{id}/trials/{number}", "/api/v1/campaigns/1/trials/1");
        assertDescribed(
                "/api/v1/configurations/best",
                "/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE));
        assertDescribed("/api/v1/promotions", "/api/v1/promotions");
        assertDescribed("/api/v1/artifacts/{digest}/contract", "/api/v1/artifacts/" + artifact + "/contract");
        assertDescribed("/api/v1/campaigns/{id}/t4", "/api/v1/campaigns/1/t4");
        assertDescribed("/api/v1/snapshots/{id}/bundle", "/api/v1/" + snapshot + "/bundle");
        assertDescribed("/api/v1/campaigns/{id}/report", "/api/v1/campaigns/1/report");
        assertDescribed("/api/v1/campaign-sets", "/api/v1/campaign-sets");
        assertDescribed("/api/v1/campaign-sets/{id}", "/api/v1/campaign-sets/1");
        assertDescribed("/api/v1/campaign-sets/{id}/report", "/api/v1/campaign-sets/1/report");
        assertDescribed("/api/v1/coverage", "/api/v1/coverage");
        assertDescribed("/api/v1/samples/prunings", "/api/v1/samples/prunings");
        assertDescribed("/api/v1/devices", "/api/v1/devices");
        assertDescribed("/api/v1/workloads", "/api/v1/workloads");
        assertDescribed("/api/v1/strategies", "/api/v1/strategies");
    }

    private static void assertDescribed(String path, String sample) {
        var content = document.path("paths")
                .path(path)
                .path("get")
                .path("responses")
                .path("200")
                .path("content");
        var schema = content.path("application/json").path("schema");
        assertThat(schema.isMissingNode())
                .as("schema of " + path + " in " + content)
                .isFalse();
        assertMatches(path, schema, service.http.get(sample).json());
    }

    private static void assertMatches(String where, JsonNode schema, JsonNode value) {
        var reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            assertMatches(where, document.at(reference.substring(1)), value);
        } else if (value.isObject() && schema.has("properties")) {
            value.propertyStream().forEach(property -> {
                var described = schema.path("properties").path(property.getKey());
                assertThat(described.isMissingNode())
                        .as("%s.%s is described", where, property.getKey())
                        .isFalse();
                assertMatches(where + "." + property.getKey(), described, property.getValue());
            });
        } else if (value.isArray()) {
            value.forEach(item -> assertMatches(where + "[]", schema.path("items"), item));
        } else if (!value.isNull() && schema.has("type")) {
            assertThat(type(value)).as(where).isIn(schema.path("type").asString(), integerAsNumber(schema));
        }
    }

    private static String integerAsNumber(JsonNode schema) {
        return schema.path("type").asString().equals("number") ? "integer" : "";
    }

    private static String type(JsonNode value) {
        if (value.isObject()) {
            return "object";
        } else if (value.isIntegralNumber()) {
            return "integer";
        } else if (value.isNumber()) {
            return "number";
        }
        return value.isBoolean() ? "boolean" : "string";
    }
}
