package io.msdatuner.api.cli;

import java.net.URI;
import java.time.Duration;

/** A service that runs in this process until it is closed. */
interface StartedService extends AutoCloseable {
    URI url();

    /** How long no request came in and no campaign was active. */
    Duration idleFor();

    /** Interrupts running campaigns, which can be resumed, and stops the database that it started. */
    @Override
    void close();
}
