package io.msdatuner.api.store;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the database can be reached, as the feed of the records knows it: a probe never waits for a dead database. */
final class DatabaseHealth implements HealthIndicator {
    private final FeedState feed;

    DatabaseHealth(FeedState feed) {
        this.feed = feed;
    }

    @Override
    public Health health() {
        return (feed.isConnected() ? Health.up() : Health.down())
                .withDetail("lagSeconds", feed.lag().toSeconds())
                .build();
    }
}
