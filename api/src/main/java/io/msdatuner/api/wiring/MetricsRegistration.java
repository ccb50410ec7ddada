package io.msdatuner.api.wiring;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets what the packages count be read at {@code /actuator/prometheus}. Made after the port is open: no lookup needs it. */
@Component
final class MetricsRegistration {

    MetricsRegistration(PrometheusRegistry registry, List<MultiCollector> collectors) {
        collectors.forEach(registry::register);
    }
}
