package io.msdatuner.api.rest;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.api.wiring.Equipment;
import io.msdatuner.api.wiring.MsdaTunerService;
import io.msdatuner.api.wiring.RunningService;
import io.msdatuner.api.wiring.ServiceOptions;
import io.msdatuner.api.wiring.ServiceOptions.DatabaseAddress;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.kernel.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A service with a fake backend on a random port. */
final class TestService implements AutoCloseable {

    static final String SHAPE = "B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40 dtype=float32 locations=local";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final FakeBackend backend;
    final RunningService service;
    final Http http;

    private TestService(ServiceOptions options, FakeBackend backend) {
        this.backend = backend;
        var workload = new Workload("toy", "A toy", "made up", List.of(new Workload.Launch(Shape.parse(SHAPE), 6)));
        this.service = MsdaTunerService.start(options, new Equipment(List.of(backend), List.of(workload)));
        this.http = new Http(service.url());
    }

    /** On a new database. */
    static TestService start(Path dataDirectory) {
        return start(dataDirectory, TestDatabase.jdbcUrl());
    }

    static TestService start(Path dataDirectory, String jdbcUrl) {
        return start(dataDirectory, jdbcUrl, Provenance.SIMULATED);
    }

    static TestService start(ServiceOptions options, FakeBackend backend) {
        return new TestService(options, backend);
    }

    static ServiceOptions options(Path dataDirectory, String jdbcUrl) {
        return ServiceOptions.in(dataDirectory).withDatabase(new DatabaseAddress(jdbcUrl, "postgres", ""));
    }

    /** With a device of this kind. */
    static TestService start(Path dataDirectory, String jdbcUrl, Provenance provenance) {
        return start(options(dataDirectory, jdbcUrl), new FakeBackend(provenance, dataDirectory.resolve("artifacts")));
    }

    /** The number of a new campaign for the usual shape. */
    long create(String budget, long seed) {
        var created = http.post("/api/v1/campaigns", """
                {"kernel": "msda-forward", "shape": "%s", "budget": "%s", "seed": %d, "strategy": "random"}""".formatted(SHAPE, budget, seed));
        if (created.status() != 201) {
            throw new AssertionError(created);
        }
        return created.json().path("id").asLong();
    }

    /** The digest of the artifact of what is served for the usual shape. */
    String artifactOfTheUsualShape() {
        return http.get("/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(SHAPE))
                .json()
                .path("artifact")
                .path("digest")
                .asString();
    }

    Http.Answer campaign(long id) {
        return http.get("/api/v1/campaigns/" + id);
    }

    void awaitState(long id, String state) {
        await(
                "campaign " + id + " is " + state,
                () -> campaign(id).json().path("state").asString().equals(state));
    }

    static void await(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        backend.release();
        service.close();
    }
}
