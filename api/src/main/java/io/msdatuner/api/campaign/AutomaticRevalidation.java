package io.msdatuner.api.campaign;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.thread.Background;
import io.msdatuner.core.run.MissingToolchainException;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Queues a check of the oldest suspect record of each device class every now and then, one at a time, so that campaigns that
 * somebody waits for are not kept waiting. Does nothing until it is started.
 */
@Component
public class AutomaticRevalidation {

    private static final Logger LOG = LoggerFactory.getLogger(AutomaticRevalidation.class);

    private final RevalidationCampaigns campaigns;
    private final LocalDevices devices;
    private final ScheduledExecutorService checks = Background.oneByOne("revalidation");

    AutomaticRevalidation(RevalidationCampaigns campaigns, LocalDevices devices) {
        this.campaigns = campaigns;
        this.devices = devices;
    }

    public void start(Duration between) {
        // It reports its failures itself.
        var unused = checks.scheduleWithFixedDelay(
                this::check, between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Queues what there is to check; trouble waits for the next time. */
    void check() {
        devices.classes().forEach(name -> check(devices.find(name).orElseThrow()));
    }

    private void check(LocalDevice local) {
        try {
            campaigns
                    .createNext(local)
                    .ifPresent(made ->
                            LOG.info("campaign {} checks the record of campaign {}", made.campaign(), made.original()));
        } catch (MissingToolchainException e) {
            LOG.debug("nothing can be checked without a toolchain", e);
        } catch (RuntimeException e) {
            LOG.warn("suspect records are not checked for now: {}", e.toString());
        }
    }

    @PreDestroy
    void close() {
        checks.shutdownNow();
    }
}
