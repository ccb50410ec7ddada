package io.msdatuner.api.store;

import io.msdatuner.api.testing.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** An application that is nothing but the store. It is no component, so no scan finds it. */
@EnableAutoConfiguration
@Import(StoreConfiguration.class)
class StoreApplication {
    static final int CONNECTIONS = 8;

    private static final class Shared {
        static final ConfigurableApplicationContext CONTEXT = start(TestDatabase.jdbcUrl());
    }

    /** One for all tests that do not disturb each other. */
    static ConfigurableApplicationContext shared() {
        return Shared.CONTEXT;
    }

    /** On a database of its own; the caller closes it. */
    static ConfigurableApplicationContext start(String jdbcUrl) {
        return new SpringApplicationBuilder(StoreApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.datasource.url=" + jdbcUrl,
                        "spring.datasource.hikari.maximum-pool-size=" + CONNECTIONS,
                        "spring.datasource.hikari.connection-timeout=5000",
                        "spring.jpa.hibernate.ddl-auto=validate",
                        "spring.main.banner-mode=off",
                        // Those of the store are not all that the service's groups name.
                        "management.endpoint.health.validate-group-membership=false",
                        "logging.level.root=warn")
                .run();
    }
}
