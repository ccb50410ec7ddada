package io.msdatuner.api.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A service that speaks docs/api.md. Each look at a running campaign brings it one state further. */
final class FakeService implements StartedService {
    static final String SHAPE = "B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40,20x20 dtype=float32 locations=local";
    private static final int PAGE = 2;

    private final HttpServer server;
    private final Map<Long, ObjectNode> campaigns = new TreeMap<>();
    final FakeSets sets = new FakeSets(campaigns);
    private final Map<String, ObjectNode> refusals = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private volatile JsonNode devices = FakeAnswers.devices();
    volatile JsonNode best = FakeAnswers.best();
    private volatile String lastState = "COMPLETED";
    private volatile boolean findsBest = true;
    private volatile boolean closed;
    private volatile Duration idle = Duration.ZERO;

    FakeService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    /** Campaigns end in this state, with or without a best. */
    FakeService endingIn(String state, boolean withBest) {
        lastState = state;
        findsBest = withBest;
        return this;
    }

    /** Answers {@code request}, for example {@code POST /campaigns}, with a problem from its {@code from}-th time on. */
    FakeService refusing(String request, int from, int status, String code, String detail) {
        refusals.put(
                request,
                Json.object()
                        .put("status", status)
                        .put("code", code)
                        .put("detail", detail)
                        .put("from", from));
        return this;
    }

    /** Always answers {@code request}, for example {@code POST /bundles}, with this. */
    FakeService answering(String request, JsonNode answer) {
        answers.put(request, answer);
        return this;
    }

    FakeService with(ObjectNode campaign) {
        campaigns.put(campaign.path("id").asLong(), campaign);
        return this;
    }

    /** Its host has these devices. */
    void devices(String json) {
        devices = Json.read(json);
    }

    void beIdleFor(Duration duration) {
        idle = duration;
    }

    /** Writes the service file that makes this the live service of the directory. */
    FakeService serving(DataDirectory directory, boolean background) throws IOException {
        writeFile(directory, ProcessHandle.current().pid(), background);
        return this;
    }

    void writeFile(DataDirectory directory, long pid, boolean background) throws IOException {
        Files.createDirectories(directory.path());
        var file = Json.object()
                .put("url", url().toString())
                .put("pid", pid)
                .put("startedAt", "2026-01-31T12:00:00Z")
                .put("background", background);
        Files.writeString(directory.serviceFile(), file.toString());
    }

    List<String> posts() {
        return requests.stream().filter(request -> request.startsWith("POST")).toList();
    }

    /** Of the last such request. */
    String bodyOf(String request) {
        return bodies.getOrDefault(request, "");
    }

    JsonNode campaign(long id) {
        synchronized (campaigns) {
            return campaigns.get(id).deepCopy();
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public Duration idleFor() {
        return idle;
    }

    @Override
    public void close() {
        closed = true;
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().replace("/api/v1", "");
        var request = exchange.getRequestMethod() + " " + path;
        requests.add(request);
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        bodies.put(request, body);
        var refusal = refusals.get(request);
        var times = requests.stream().filter(request::equals).count();
        if (refusal != null && times >= refusal.path("from").asInt()) {
            send(exchange, refusal.path("status").asInt(), refusal);
            return;
        }
        var answer = answers.get(request);
        if (answer != null) {
            send(exchange, 200, answer);
            return;
        }
        synchronized (campaigns) {
            answer(exchange, request, body);
        }
    }

    private void answer(HttpExchange exchange, String request, String body) throws IOException {
        switch (request) {
            case "GET /actuator/health" -> send(exchange, 200, Json.object().put("status", "UP"));
            case "GET /devices" -> send(exchange, 200, devices);
            case "GET /workloads" -> send(exchange, 200, FakeAnswers.workloads());
            case "GET /strategies" -> send(exchange, 200, FakeAnswers.strategies());
            case "GET /configurations/best" -> send(exchange, 200, best);
            case "GET /campaigns" ->
                send(exchange, 200, page(exchange.getRequestURI().getRawQuery()));
            case "POST /campaigns" -> send(exchange, 201, create(body));
            case "GET /campaign-sets" -> send(exchange, 200, sets.page());
            case "POST /campaign-sets" -> send(exchange, 201, sets.create((ObjectNode) Json.read(body), this::create));
            default -> answerForOne(exchange, request);
        }
    }

    private void answerForOne(HttpExchange exchange, String request) throws IOException {
        var parts = request.split("/");
        if (parts[1].equals("campaign-sets")) {
            answerForSet(exchange, request, Long.parseLong(parts[2]));
            return;
        } else if (request.endsWith("/report")) {
            send(exchange, 200, report("campaign " + parts[2], exchange));
            return;
        }
        var campaign = campaigns.get(Long.parseLong(parts[2]));
        if (campaign == null) {
            var detail = "there is no campaign " + parts[2];
            send(exchange, 404, Json.object().put("code", "not-found").put("detail", detail));
        } else if (request.endsWith("/cancel")) {
            send(exchange, 202, campaign.put("state", "CANCELLED"));
        } else if (request.endsWith("/resume")) {
            send(exchange, 202, campaign.put("state", "PENDING"));
        } else {
            send(exchange, 200, campaign);
            advance(campaign);
        }
    }

    private void answerForSet(HttpExchange exchange, String request, long id) throws IOException {
        if (request.endsWith("/report")) {
            send(exchange, 200, report("campaign set " + id, exchange));
        } else if (request.endsWith("/cancel")) {
            send(exchange, 202, sets.moveOpen(id, "CANCELLED"));
        } else if (request.endsWith("/resume")) {
            send(exchange, 202, sets.moveOpen(id, "PENDING"));
        } else {
            send(exchange, 200, sets.view(id));
        }
    }

    private static ObjectNode report(String title, HttpExchange exchange) {
        return Json.object()
                .put("title", title)
                .put("accept", exchange.getRequestHeaders().getFirst("Accept"));
    }

    private ObjectNode create(String body) {
        return create((ObjectNode) Json.read(body));
    }

    private ObjectNode create(ObjectNode order) {
        var id = campaigns.size() + 1L;
        var campaign = FakeAnswers.campaign(id, order, "PENDING", url().toString());
        campaigns.put(id, campaign);
        return campaign;
    }

    private void advance(ObjectNode campaign) {
        if (campaign.path("state").asString("").equals("PENDING")) {
            campaign.put("state", "RUNNING");
        } else if (campaign.path("state").asString("").equals("RUNNING")) {
            campaign.put("state", lastState);
            if (findsBest) {
                FakeAnswers.addResult(campaign);
            }
        }
    }

    /** Newest first, two on a page. */
    private ObjectNode page(String query) {
        var matcher = Pattern.compile("pageToken=([0-9]+)").matcher(query);
        var offset = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        var newest = new ArrayList<>(campaigns.values());
        Collections.reverse(newest);
        var document = Json.object();
        var list = document.putArray("campaigns");
        newest.stream().skip(offset).limit(PAGE).forEach(list::add);
        return newest.size() > offset + PAGE ? document.put("nextPageToken", "" + (offset + PAGE)) : document;
    }

    private static void send(HttpExchange exchange, int status, JsonNode document) throws IOException {
        var bytes = document.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var stream = exchange.getResponseBody()) {
            stream.write(bytes);
        }
    }
}
