package io.msdatuner.api.wiring;

import com.zaxxer.hikari.HikariDataSource;
import io.msdatuner.api.artifact.ArtifactFolder;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.exchange.BundleKey;
import io.msdatuner.api.paging.PageTokens;
import io.msdatuner.api.problem.ProblemValve;
import io.msdatuner.core.kernel.Workload;
import io.msdatuner.strategies.Strategies;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.RequestContextFilter;

/** What the service is made of, beside the components that its packages bring. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage(basePackages = ServiceApplication.BASE_PACKAGE)
@ComponentScan(ServiceApplication.BASE_PACKAGE)
class ServiceApplication {

    static final String BASE_PACKAGE = "io.msdatuner.api";

    @Bean
    HikariDataSource dataSource(ServiceDatabase database) {
        return database.openPool();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Strategies strategies() {
        return Strategies.installed();
    }

    @Bean
    LocalDevices localDevices(Equipment equipment) {
        return new LocalDevices(equipment.backends());
    }

    @Bean
    List<Workload> workloads(Equipment equipment) {
        return equipment.workloads();
    }

    @Bean
    ArtifactFolder artifactFolder(ServiceOptions options) {
        return new ArtifactFolder(options.dataDirectory().resolve("artifacts"));
    }

    @Bean
    BundleKey bundleKey(ServiceOptions options) {
        return new BundleKey(Secret.in(options.dataDirectory(), "bundle.key"));
    }

    @Bean
    PageTokens pageTokens(ServiceOptions options) {
        return new PageTokens(Secret.in(options.dataDirectory(), "page-token.key"));
    }

    /** The dispatcher does what this would do once more for every request. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
        var registration = new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }

    /** Last, so that it stands before the server's own reports, which are HTML. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve()));
    }
}
