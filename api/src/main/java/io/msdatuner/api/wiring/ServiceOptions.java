package io.msdatuner.api.wiring;

import io.msdatuner.core.InvalidValueException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a service is started.
 *
 * @param dataDirectory holds all that it keeps on this host; made if there is none
 * @param bindAddress the address that it listens on
 * @param port 0 for any that is free
 * @param database empty for the embedded PostgreSQL of the data directory
 * @param background true if nobody watches it: written down for those who find it
 * @param log how it writes its log
 * @param keepSamples for how long it keeps the samples of trials; empty for ever
 * @param revalidation how often it looks for suspect records and has one checked; empty if it does only what it is told
 * @param runsCampaigns false if it only answers
 */
public record ServiceOptions(
        Path dataDirectory,
        String bindAddress,
        int port,
        Optional<DatabaseAddress> database,
        boolean background,
        ServiceLog log,
        Optional<Duration> keepSamples,
        Optional<Duration> revalidation,
        boolean runsCampaigns) {

    public static final String LOOPBACK = "127.0.0.1";

    /** A PostgreSQL that somebody else runs. */
    public record DatabaseAddress(String url, String user, String password) {

        public DatabaseAddress {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new InvalidValueException("database URL", url, "jdbc:postgresql://HOST:PORT/DATABASE");
            }
        }

        /** Without the password. */
        @Override
        public String toString() {
            return user + " at " + url;
        }
    }

    public ServiceOptions {
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        InvalidValueException.requireBetween("port", port, 0, 65_535);
    }

    /** On any free port of the loopback address, with the embedded database. */
    public static ServiceOptions in(Path dataDirectory) {
        return new ServiceOptions(
                dataDirectory,
                LOOPBACK,
                0,
                Optional.empty(),
                false,
                ServiceLog.TEXT_FILE,
                Optional.empty(),
                Optional.empty(),
                true);
    }

    public ServiceOptions onPort(int newPort) {
        return new ServiceOptions(
                dataDirectory,
                bindAddress,
                newPort,
                database,
                background,
                log,
                keepSamples,
                revalidation,
                runsCampaigns);
    }

    public ServiceOptions withDatabase(DatabaseAddress address) {
        return new ServiceOptions(
                dataDirectory,
                bindAddress,
                port,
                Optional.of(address),
                background,
                log,
                keepSamples,
                revalidation,
                runsCampaigns);
    }

    public ServiceOptions revalidating(Duration interval) {
        return new ServiceOptions(
                dataDirectory,
                bindAddress,
                port,
                database,
                background,
                log,
                keepSamples,
                Optional.of(interval),
                runsCampaigns);
    }

    /** It only answers: campaigns wait for another process. */
    public ServiceOptions withoutCampaigns() {
        return new ServiceOptions(
                dataDirectory, bindAddress, port, database, background, log, keepSamples, revalidation, false);
    }

    public ServiceOptions logging(ServiceLog newLog) {
        return new ServiceOptions(
                dataDirectory,
                bindAddress,
                port,
                database,
                background,
                newLog,
                keepSamples,
                revalidation,
                runsCampaigns);
    }

    public ServiceOptions keepingSamplesFor(Duration age) {
        return new ServiceOptions(
                dataDirectory,
                bindAddress,
                port,
                database,
                background,
                log,
                Optional.of(age),
                revalidation,
                runsCampaigns);
    }
}
