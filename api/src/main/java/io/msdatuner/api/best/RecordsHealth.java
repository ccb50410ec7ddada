package io.msdatuner.api.best;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether lookups can be answered: the served records are in memory. That stays so while the database is away. */
@Component("recordsHealthIndicator")
final class RecordsHealth implements HealthIndicator {

    private final RecordIndex index;

    RecordsHealth(RecordIndex index) {
        this.index = index;
    }

    @Override
    public Health health() {
        return (index.isFilled() ? Health.up() : Health.outOfService()).build();
    }
}
