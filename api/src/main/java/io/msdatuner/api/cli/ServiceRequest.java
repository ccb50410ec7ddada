package io.msdatuner.api.cli;

import io.msdatuner.api.wiring.ServiceLog;
import java.time.Duration;
import java.util.Optional;

/**
 * Which service to start.
 *
 * @param bind address to listen on
 * @param port 0 for any free one
 * @param background whether it may be stopped by whoever wants to serve the same directory
 * @param database empty for the one in the data directory
 * @param revalidates whether it checks suspect records on its own
 * @param log how it writes its log
 * @param keepSamples for how long it keeps the samples of trials; empty for ever
 * @param runsCampaigns whether it does more than answer
 */
record ServiceRequest(
        DataDirectory dataDirectory,
        String bind,
        int port,
        boolean background,
        Optional<Database> database,
        boolean revalidates,
        ServiceLog log,
        Optional<Duration> keepSamples,
        boolean runsCampaigns) {
    static final String LOOPBACK = "127.0.0.1";
    static final int DEFAULT_PORT = 8740;

    /** One that writes its log as text into a file and keeps all samples. */
    ServiceRequest(
            DataDirectory dataDirectory,
            String bind,
            int port,
            boolean background,
            Optional<Database> database,
            boolean revalidates,
            boolean runsCampaigns) {
        this(
                dataDirectory,
                bind,
                port,
                background,
                database,
                revalidates,
                ServiceLog.TEXT_FILE,
                Optional.empty(),
                runsCampaigns);
    }

    /** A service for the length of one command, which may be one that only asks. */
    static ServiceRequest forOneCommand(
            DataDirectory dataDirectory, Optional<Database> database, boolean runsCampaigns) {
        return new ServiceRequest(dataDirectory, LOOPBACK, 0, false, database, false, runsCampaigns);
    }
}
