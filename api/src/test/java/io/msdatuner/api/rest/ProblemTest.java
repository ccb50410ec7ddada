package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    private static final String CAMPAIGNS = "/api/v1/campaigns";
    private static final String GOOD_SHAPE = "B=1 Q=3 H=1 C=4 P=1 levels=4x4";

    private static TestService service;

    @BeforeAll
    static void start(@TempDir Path dataDirectory) {
        service = TestService.start(dataDirectory);
    }

    @AfterAll
    static void stop() {
        assertThat(service.http.get(CAMPAIGNS).json().path("campaigns").size())
                .as("campaigns stored by refused requests")
                .isZero();
        service.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            kernel      | {"shape": "S"}                                                        | kernel
            kernel      | {"kernel": null, "shape": "S"}                                        | kernel
            kernel      | {"kernel": "msda", "shape": "S"}                                      | kernel
            shape       | {"kernel": "msda-forward"}                                            | shape
            no shape    | {"kernel": "msda-forward", "shape": "what"}                           | shape
            level of 0  | {"kernel": "msda-forward", "shape": "B=1 Q=3 H=1 C=4 P=1 levels=0x4"} | shape
            C of 0      | {"kernel": "msda-forward", "shape": "B=1 Q=3 H=1 C=0 P=1 levels=4x4"} | shape
            large C     | {"kernel": "msda-forward", "shape": "B=1 Q=3 H=1 C=9999 P=1 levels=4x4"} | shape
            dtype       | {"kernel": "msda-forward", "shape": "S dtype=float8"}                 | shape
            refused     | {"kernel": "msda-forward", "shape": "S dtype=float16"}                | shape
            strategy    | {"kernel": "msda-forward", "shape": "S", "strategy": "luck"}          | strategy
            class       | {"kernel": "msda-forward", "shape": "S", "deviceClass": "Ascend9"}    | deviceClass
            budget 0    | {"kernel": "msda-forward", "shape": "S", "budget": "0"}               | budget
            no budget   | {"kernel": "msda-forward", "shape": "S", "budget": "soon"}            | budget
            empty       | {"kernel": "msda-forward", "shape": "S", "budget": ""}                | budget
            """)
    void namesTheFieldTheValueAndWhatIsAllowed(String name, String body, String field) {
        var refused = service.http.post(CAMPAIGNS, body.replace("\"S", "\"" + GOOD_SHAPE));
        assertProblem(refused, 400, "invalid-value");
        assertThat(refused.json().path("field").asString()).startsWith(field);
        assertThat(refused.json().path("allowed").asString()).isNotEmpty();
        assertThat(refused.json().has("value")).isTrue();
    }

    @Test
    void namesTheKnownDeviceClasses() {
        var refused = service.http.get(
                "/api/v1/configurations/best?kernel=msda-forward&deviceClass=no&shape=" + Http.encode(GOOD_SHAPE));
        assertProblem(refused, 400, "invalid-value");
        assertThat(refused.json().path("allowed").asString()).isEqualTo(FakeBackend.DEVICE_CLASS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kernel": 5, "shape": "S"}                            | kernel
            {"kernel": true, "shape": "S"}                         | kernel
            {"kernel": ["msda-forward"], "shape": "S"}             | kernel
            {"kernel": "msda-forward", "shape": {"B": 1}}          | shape
            {"kernel": "msda-forward", "shape": "S", "seed": "1"}  | seed
            {"kernel": "msda-forward", "shape": "S", "seed": 1.5}  | seed
            {"kernel": "msda-forward", "shape": "S", "seed": 99999999999999999999} | seed
            {"kernel": "msda-forward", "shape": "S", "budget": 7}  | budget
            {"kernel": "msda-forward", "shape": "S", "flags": "-O0"} | flags
            """)
    void namesTheFieldThatIsUnknownOrHasAWrongType(String body, String field) {
        var refused = service.http.post(CAMPAIGNS, body.replace("\"S\"", "\"" + GOOD_SHAPE + "\""));
        assertProblem(refused, 400, "malformed-request");
        assertThat(refused.json().path("detail").asString())
                .contains("'" + field + "'")
                .doesNotContain("java");
        assertThat(refused.json().path("field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{",
                "[]",
                "null",
                "5",
                "\"text\"",
                "{} {}",
                "{\"kernel\": }",
                "{\"kernel\": \"a\", \"kernel\": \"b\"}",
                "\u0000"
            })
    void refusesABodyThatIsNoJsonObject(String body) {
        assertProblem(service.http.post(CAMPAIGNS, body), 400, "malformed-request");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/campaigns/1, 404, not-found",
        "GET, /api/v1/campaigns/0, 404, not-found",
        "GET, /api/v1/campaigns/abc, 404, not-found",
        "GET, /api/v1/campaigns/99999999999999999999, 404, not-found",
        "GET, /api/v1/campaigns/1/trials, 404, not-found",
        "GET, /api/v1/campaigns/1/trials/0, 404, not-found",
        "GET, /api/v1/campaigns/1/events, 404, not-found",
        "POST, /api/v1/campaigns/1/cancel, 404, not-found",
        "POST, /api/v1/campaigns/1/resume, 404, not-found",
        "GET, /api/v1/nothing, 404, not-found",
        "GET, /, 404, not-found",
        "GET, /error, 404, not-found",
        "GET, /actuator/env, 404, not-found",
        "DELETE, /api/v1/campaigns, 405, method-not-allowed",
        "PUT, /api/v1/campaigns/1, 405, method-not-allowed",
        "GET, /api/v1/campaigns/1/cancel, 405, method-not-allowed",
        "POST, /api/v1/devices, 405, method-not-allowed",
        "GET, /api/v1/campaigns?pageSize=0, 400, invalid-value",
        "GET, /api/v1/campaigns?pageSize=201, 400, invalid-value",
        "GET, /api/v1/campaigns?pageSize=-1, 400, invalid-value",
        "GET, /api/v1/campaigns?pageSize=ten, 400, invalid-value",
        "GET, /api/v1/campaigns?pageToken=made-up, 400, invalid-value",
        "GET, /api/v1/campaigns?state=DONE, 400, invalid-value",
        "GET, /api/v1/configurations/best, 400, invalid-value",
        "GET, /api/v1/configurations/best?kernel=msda-forward, 400, invalid-value",
    })
    void answersWithAProblemWhateverIsWrong(String method, String path, int status, String code) {
        assertProblem(service.http.send(method, path, null), status, code);
    }

    @Test
    void refusesAnotherMediaTypeInAndOut() {
        assertProblem(service.http.post(CAMPAIGNS, "<a/>", "Content-Type", "text/xml"), 415, "unsupported-media-type");
        assertProblem(service.http.get(CAMPAIGNS, "Accept", "text/html"), 406, "not-acceptable");
        assertProblem(service.http.get(CAMPAIGNS, "Accept", "nonsense"), 406, "not-acceptable");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        var body = "{\"kernel\": \"" + "x".repeat(100_000) + "\"}";
        assertProblem(service.http.post(CAMPAIGNS, body), 413, "content-too-large");
    }

    @Test
    void refusesAnIdempotencyKeyThatIsTooLong() {
        var body = "{\"kernel\": \"msda-forward\", \"shape\": \"" + GOOD_SHAPE + "\"}";
        var refused = service.http.post(CAMPAIGNS, body, "Idempotency-Key", "k".repeat(300));
        assertProblem(refused, 400, "invalid-value");
        assertThat(refused.json().path("field").asString()).isEqualTo("Idempotency-Key");
    }

    @Test
    void saysHowToInstallAMissingToolchain() {
        service.backend.hasToolchain = false;
        try {
            var body = "{\"kernel\": \"msda-forward\", \"shape\": \"" + GOOD_SHAPE + "\"}";
            var refused = service.http.post(CAMPAIGNS, body);
            assertProblem(refused, 503, "missing-toolchain");
            assertThat(refused.json().path("detail").asString()).contains("apt-get install");
        } finally {
            service.backend.hasToolchain = true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/campaigns/%zz HTTP/1.1",
                "GET /api/v1/<x> HTTP/1.1",
                "GET /%00 HTTP/1.1",
                "GET /api/v1/..%2f..%2fetc HTTP/1.1",
                "G@T / HTTP/1.1",
                "TRACE /api/v1/campaigns HTTP/1.1",
                "GET //x HTTP/1.1"
            })
    void answersRequestsThatNoServletSeesWithAProblemToo(String line) throws IOException {
        var answer = raw(line);
        assertThat(answer)
                .contains("application/problem+json")
                .contains("\"code\":")
                .doesNotContain("<html");
        assertThat(answer).matches("(?s)HTTP/1.1 4.*");
    }

    /** Seed 20260131; no answer is random, so there is no false alarm. */
    @Test
    void neverAnswersNonsenseWith500() {
        var random = new SplittableRandom(20260131);
        var pieces = List.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"kernel\"",
                "\"shape\"",
                "\"msda-forward\"",
                "\"B=1 Q=\"",
                "null",
                "1e999",
                "-1",
                "\"seed\"",
                "\"budget\"",
                "\"\\u0000\"",
                "\"\uD800\"",
                "\"levels=32768x32768\"",
                " ",
                "true",
                "\\",
                "\"deviceClass\"");
        var paths = List.of(
                "a", "-1", "1", "%25", "%F0%9F%98%80", "..", ";x=1", "'", "campaigns", "trials", "events", "best");
        for (var i = 0; i < 300; i++) {
            var body = new StringBuilder();
            var path = new StringBuilder("/api/v1/campaigns");
            for (var n = random.nextInt(12); n >= 0; n--) {
                body.append(pieces.get(random.nextInt(pieces.size())));
            }
            for (var n = random.nextInt(4); n > 0; n--) {
                path.append('/').append(paths.get(random.nextInt(paths.size())));
            }
            var query = "?kernel=" + Http.encode(body.toString()) + "&pageToken="
                    + Http.encode(body.reverse().toString());
            assertClientError(service.http.post(CAMPAIGNS, body.toString()), body);
            assertClientError(service.http.get(path + query), path + query);
            assertClientError(service.http.get("/api/v1/configurations/best" + query), query);
        }
    }

    @Test
    void refusesAShapeWhoseSizeCannotEvenBeCounted() {
        var levels = "32768x32768,".repeat(64);
        var shape = "B=1024 Q=4194304 H=256 C=1024 P=256 levels=" + levels.substring(0, levels.length() - 1);
        var body = "{\"kernel\": \"msda-forward\", \"shape\": \"" + shape + " dtype=bfloat16\"}";
        assertProblem(service.http.post(CAMPAIGNS, body), 400, "invalid-value");
    }

    private static void assertClientError(Http.Answer answer, Object request) {
        assertThat(answer.status()).as("status of %s: %s", request, answer).isBetween(400, 499);
        assertProblem(answer, answer.status(), answer.code());
    }

    private static void assertProblem(Http.Answer answer, int status, String code) {
        assertThat(answer.status()).as("status of %s", answer).isEqualTo(status);
        assertThat(answer.type()).contains("application/problem+json");
        var problem = answer.json();
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("type").asString()).isEqualTo("urn:msda-tuner:problem:" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotEmpty();
        assertThat(problem.path("detail").asString()).isNotEmpty().doesNotContain("Exception");
        assertThat(problem.path("instance").asString()).startsWith("/");
        assertThat(problem.has("trace")).isFalse();
    }

    private static String raw(String line) throws IOException {
        try (var socket = new Socket("127.0.0.1", service.service.url().getPort())) {
            socket.setSoTimeout(10_000);
            var request = line + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
