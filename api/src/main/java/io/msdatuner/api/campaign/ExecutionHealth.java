package io.msdatuner.api.campaign;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether campaigns that wait are begun on this host's devices. */
@Component("executionHealthIndicator")
final class ExecutionHealth implements HealthIndicator {

    private final CampaignExecution execution;

    ExecutionHealth(CampaignExecution execution) {
        this.execution = execution;
    }

    @Override
    public Health health() {
        return (execution.isRunning() ? Health.up() : Health.outOfService()).build();
    }
}
