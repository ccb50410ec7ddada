package io.msdatuner.api.wiring;

import java.net.URI;
import java.time.Duration;

/** A service that runs in this process until it is closed, also by the end of the process in an orderly way. */
public interface RunningService extends AutoCloseable {

    /** Where it answers, for example {@code http://127.0.0.1:8740}. */
    URI url();

    /** How long no request came in and no campaign ran. */
    Duration idleFor();

    /**
     * Takes no more requests, interrupts campaigns so that they can be resumed, and stops the database that it started.
     * Returns when all is done; closing again does nothing.
     */
    @Override
    void close();
}
