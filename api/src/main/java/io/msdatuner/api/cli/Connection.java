package io.msdatuner.api.cli;

import org.jspecify.annotations.Nullable;

/** A service to talk to for the length of a command. Closing it ends the service if the command started it. */
final class Connection implements AutoCloseable {
    private final TunerClient client;
    private final @Nullable StartedService started;

    private Connection(TunerClient client, @Nullable StartedService started) {
        this.client = client;
        this.started = started;
    }

    static Connection to(TunerClient client) {
        return new Connection(client, null);
    }

    static Connection to(StartedService started) {
        return new Connection(new TunerClient(started.url()), started);
    }

    TunerClient client() {
        return client;
    }

    /** Whether the service ends with this command. */
    boolean endsWithCommand() {
        return started != null;
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
