package io.msdatuner.api.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Speaks docs/api.md with one service. */
final class TunerClient {
    private static final String API = "/api/v1";
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    /** Long, because a campaign that is measured on the same cores slows the service down. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final URI url;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    TunerClient(URI url) {
        this.url = url;
    }

    URI url() {
        return url;
    }

    /** @throws ServiceProblem if the service refuses; @throws CommandFailure if it does not answer */
    JsonNode get(String path, Map<String, String> query) {
        return exchange(HttpRequest.newBuilder(uri(path, query)).GET());
    }

    JsonNode get(String path) {
        return get(path, Map.of());
    }

    JsonNode post(String path, JsonNode body) {
        return exchange(HttpRequest.newBuilder(uri(path, Map.of()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** The answer as it comes: what a user keeps is kept to the byte. */
    String text(String path) {
        return text(path, "*/*");
    }

    /** @param mediaType of the answer */
    String text(String path, String mediaType) {
        var response = send(HttpRequest.newBuilder(uri(path, Map.of()))
                .GET()
                .header("Accept", mediaType)
                .timeout(ANSWER_LIMIT)
                .build());
        if (response.statusCode() / 100 != 2) {
            throw problem(response.statusCode(), parse(response));
        }
        return response.body();
    }

    JsonNode postFile(String path, Map<String, String> query, String content) {
        return exchange(HttpRequest.newBuilder(uri(path, query))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString(content)));
    }

    JsonNode post(String path) {
        return exchange(HttpRequest.newBuilder(uri(path, Map.of())).POST(BodyPublishers.noBody()));
    }

    URI uri(String path, Map<String, String> query) {
        var text = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(url + API + path + (text.isEmpty() ? "" : "?" + text));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode exchange(HttpRequest.Builder request) {
        var response = send(request.header("Accept", "application/json, application/problem+json")
                .timeout(ANSWER_LIMIT)
                .build());
        var body = parse(response);
        if (response.statusCode() / 100 != 2) {
            throw problem(response.statusCode(), body);
        }
        return body;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw unreachable("no service listens at " + url, e);
        } catch (IOException e) {
            throw unreachable("the service at " + url + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private JsonNode parse(HttpResponse<String> response) {
        try {
            return Json.read(response.body());
        } catch (JacksonException e) {
            throw unreachable(
                    "what answers at " + url + " is no msda-tuner service (HTTP " + response.statusCode() + ")", e);
        }
    }

    private static ServiceProblem problem(int status, JsonNode body) {
        var detail = body.path("detail").asString("");
        var title = body.path("title").asString("the service answered with HTTP " + status);
        return new ServiceProblem(status, body.path("code").asString(""), detail.isEmpty() ? title : detail);
    }

    private static CommandFailure unreachable(String message, Exception cause) {
        return new CommandFailure(ExitCode.UNREACHABLE, message, cause);
    }
}
