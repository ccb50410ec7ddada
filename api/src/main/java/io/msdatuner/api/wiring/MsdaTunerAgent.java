package io.msdatuner.api.wiring;

import io.msdatuner.api.campaign.CampaignExecution;
import io.msdatuner.api.campaign.CampaignRecovery;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.wiring.ServiceOptions.DatabaseAddress;
import io.msdatuner.core.device.DeviceClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Runs the campaigns of this host's device classes for a service elsewhere: the part of the service that measures, without
 * HTTP, on the service's database with few rights. Closing it puts what runs back into the queue.
 */
public final class MsdaTunerAgent implements AutoCloseable {

    /** Made by the migrations. */
    static final String ROLE = "msda_tuner_agent";

    private final ConfigurableApplicationContext context;
    private final DirectoryLock lock;

    private MsdaTunerAgent(ConfigurableApplicationContext context, DirectoryLock lock) {
        this.context = context;
        this.lock = lock;
    }

    /**
     * Returns when it takes campaigns.
     *
     * @param dataDirectory holds artifacts, sources and logs; made if there is none
     * @throws ServiceStartException if it cannot be started, saying why
     */
    public static MsdaTunerAgent start(Path dataDirectory, DatabaseAddress database, Equipment equipment) {
        var options = ServiceOptions.in(dataDirectory).withDatabase(database);
        var lock = DirectoryLock.acquire(options.dataDirectory());
        try {
            var agent =
                    new MsdaTunerAgent(application(options, database, equipment).run(settings(options)), lock);
            agent.work();
            return agent;
        } catch (RuntimeException e) {
            release(lock);
            throw e instanceof ServiceStartException known ? known : StartFailure.explain(options, e);
        }
    }

    private void work() {
        try {
            context.getBean(CampaignRecovery.class).startAsAgent();
            context.getBean(CampaignExecution.class).start();
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** The classes whose campaigns it takes. */
    public Collection<DeviceClass> deviceClasses() {
        return List.copyOf(context.getBean(LocalDevices.class).classes());
    }

    /** Only what campaigns need is made: everything else is lazy. The service alone changes the schema. */
    private static SpringApplication application(
            ServiceOptions options, DatabaseAddress database, Equipment equipment) {
        var application = LazyApplication.of(WebApplicationType.NONE, options, equipment);
        application.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(ServiceDatabase.class, () -> ServiceDatabase.as(ROLE, database));
        });
        return application;
    }

    private static String[] settings(ServiceOptions options) {
        return new String[] {
            "--spring.config.location=classpath:/application.properties",
            "--spring.flyway.enabled=false",
            "--logging.file.name=" + options.dataDirectory().resolve("logs/agent.log"),
        };
    }

    @Override
    public void close() {
        context.close();
        release(lock);
    }

    private static void release(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
