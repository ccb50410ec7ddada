package io.msdatuner.api.wiring;

import io.msdatuner.api.campaign.AutomaticRevalidation;
import io.msdatuner.api.campaign.CampaignExecution;
import io.msdatuner.api.campaign.CampaignRecovery;
import io.msdatuner.api.retention.AutomaticPruning;
import io.msdatuner.api.set.CampaignSetKeeper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** What was started so far, so that it can be stopped in the opposite order from wherever it got to. */
final class StartedService implements RunningService {

    private static final Logger LOG = LoggerFactory.getLogger(StartedService.class);

    private final ServiceOptions options;
    private final DirectoryLock lock;
    private final ServiceFile file;
    private final Thread hook = new Thread(this::closeNow, "service-shutdown");
    private @Nullable ServiceDatabase database;
    private @Nullable ServletWebServerApplicationContext context;
    private boolean closed;

    StartedService(ServiceOptions options, DirectoryLock lock) {
        this.options = options;
        this.lock = lock;
        this.file = ServiceFile.in(options.dataDirectory());
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized ServiceDatabase openDatabase() {
        if (closed) {
            throw new ServiceStartException("the service was stopped while it started", null);
        }
        var opened = ServiceDatabase.of(options);
        database = opened;
        return opened;
    }

    /** It answers lookups. */
    synchronized void opened(ConfigurableApplicationContext running) {
        context = (ServletWebServerApplicationContext) running;
        if (closed) {
            running.close();
            throw new ServiceStartException("the service was stopped while it started", null);
        }
    }

    /** All of it runs: begins with campaigns and lets others find it. */
    synchronized void ready() {
        if (closed) {
            throw new ServiceStartException("the service was stopped while it started", null);
        }
        running().getBean(CampaignRecovery.class).start();
        if (options.runsCampaigns()) {
            running().getBean(CampaignExecution.class).start();
        }
        running().getBean(CampaignSetKeeper.class).start();
        options.revalidation()
                .ifPresent(interval ->
                        running().getBean(AutomaticRevalidation.class).start(interval));
        options.keepSamples()
                .ifPresent(age -> running().getBean(AutomaticPruning.class).start(age));
        if (database != null) {
            database.watch();
        }
        try {
            file.write(new ServiceFile.Content(
                    url().toString(), ProcessHandle.current().pid(), Instant.now(), options.background()));
        } catch (IOException e) {
            throw new ServiceStartException("the file %s cannot be written (%s)".formatted(file.file(), e), e);
        }
        LOG.info("ready at {}", url());
    }

    @Override
    public URI url() {
        var bound = options.bindAddress();
        var host = bound.equals("0.0.0.0") || bound.equals("::") ? ServiceOptions.LOOPBACK : bound;
        var port = Objects.requireNonNull(running().getWebServer()).getPort();
        return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port));
    }

    @Override
    public Duration idleFor() {
        var request = running().getBean(RequestActivity.class).last();
        var campaign = running().getBean(CampaignExecution.class).lastBusy();
        var idle = Duration.between(request.isAfter(campaign) ? request : campaign, Instant.now());
        return idle.isNegative() ? Duration.ZERO : idle;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the process ends, so the hook closes the service", e);
        }
        closeNow();
    }

    private synchronized void closeNow() {
        if (closed) {
            return;
        }
        closed = true;
        attempt("removing the service file", file::remove);
        if (context != null) {
            attempt("stopping the application", context::close);
        }
        if (database != null) {
            attempt("stopping the database", database::close);
        }
        attempt("releasing the data directory", lock::close);
    }

    private ServletWebServerApplicationContext running() {
        if (context == null) {
            throw new IllegalStateException("the service has not started");
        }
        return context;
    }

    /** What fails is written down, and the rest is still stopped. */
    private static void attempt(String what, Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            LOG.error("{} failed", what, e);
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
