package io.msdatuner.api.wiring;

import java.util.ArrayList;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the service. */
public final class MsdaTunerService {

    private MsdaTunerService() {}

    /**
     * Returns when the service answers all requests and stands in the file {@code service.json} of its data directory.
     *
     * @throws ServiceAlreadyRunningException if another service has the data directory
     * @throws ServiceStartException if it cannot be started for another reason
     */
    public static RunningService start(ServiceOptions options) {
        return start(
                options,
                Equipment.installed(
                        new InstalledBackends(options.dataDirectory(), System.getenv(), System.err::println)));
    }

    /** As {@link #start(ServiceOptions)}, with other backends and workloads than the installed ones. */
    public static RunningService start(ServiceOptions options, Equipment equipment) {
        var started = new StartedService(options, DirectoryLock.acquire(options.dataDirectory()));
        try {
            var context = application(options, equipment, started).run(settings(options));
            started.opened(context);
            LateBeans.make(context);
            started.ready();
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e instanceof ServiceStartException known ? known : StartFailure.explain(options, e);
        }
    }

    private static SpringApplication application(ServiceOptions options, Equipment equipment, StartedService started) {
        var application = LazyApplication.of(WebApplicationType.SERVLET, options, equipment);
        application.setApplicationContextFactory(
                type -> new AnnotationConfigServletWebServerApplicationContext(new LateBeanFactory()));
        // When this runs, logs go to their file already, so the database may say what it likes while it starts.
        application.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.addBeanFactoryPostProcessor(new LateLibraries());
            var database = started.openDatabase();
            beans.registerBean(
                    ServiceDatabase.class, () -> database, definition -> definition.setDestroyMethodName(""));
        });
        return application;
    }

    /** As arguments, because nothing outranks them: no variable or file of the surroundings changes where it listens. */
    private static String[] settings(ServiceOptions options) {
        var settings = new ArrayList<String>(options.log().settings());
        settings.add("--spring.config.location=classpath:/application.properties");
        settings.add("--server.address=" + options.bindAddress());
        settings.add("--server.port=" + options.port());
        settings.add("--logging.file.name=" + options.dataDirectory().resolve("logs/service.log"));
        settings.add("--management.health.diskspace.path=" + options.dataDirectory());
        return settings.toArray(String[]::new);
    }
}
