package io.msdatuner.api.rest;

import io.msdatuner.api.wiring.Equipment;
import io.msdatuner.api.wiring.MsdaTunerAgent;
import io.msdatuner.api.wiring.ServiceOptions.DatabaseAddress;
import io.msdatuner.core.device.Provenance;
import java.nio.file.Path;
import java.util.List;

/** An agent in a process of its own, with a fake device that takes a while for each trial. */
final class FakeAgent {
    private static final long BETWEEN_RUNS_MS = 150;

    private FakeAgent() {}

    /** Arguments: data directory and address of the database. Runs until it is killed. */
    public static void main(String[] args) throws InterruptedException {
        var folder = Path.of(args[0]);
        var backend = new FakeBackend(Provenance.SIMULATED, folder.resolve("artifacts"));
        backend.hold(0);
        try (var agent = start(folder, args[1], backend)) {
            System.out.println("takes campaigns of " + agent.deviceClasses());
            while (!Thread.interrupted()) {
                Thread.sleep(BETWEEN_RUNS_MS);
                backend.runs.release();
            }
        }
    }

    static MsdaTunerAgent start(Path folder, String database, FakeBackend backend) {
        return MsdaTunerAgent.start(
                folder, new DatabaseAddress(database, "postgres", ""), new Equipment(List.of(backend), List.of()));
    }
}
