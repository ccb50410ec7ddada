package io.msdatuner.api.store;

import java.time.Duration;

/** Whether the records in memory are current, which also tells whether the database can be reached; asking costs nothing. */
public interface FeedState {
    /** Whether there is a connection that follows the records. */
    boolean isConnected();

    /**
     * For how long nothing was heard of the database: up to some seconds while there is nothing to hear, and growing while it is
     * away. What is served is at most so old.
     */
    Duration lag();
}
