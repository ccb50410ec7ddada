package io.msdatuner.api.campaign;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.store.DeviceRegistry;
import io.msdatuner.api.store.DeviceRegistry.Offer;
import io.msdatuner.api.thread.Background;
import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.Kernel;
import jakarta.annotation.PreDestroy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What a process does before it takes its first campaign: it offers its devices, says from then on that they are there, and
 * lets the campaigns wait again that a dead process left running.
 */
@Component
public class CampaignRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignRecovery.class);

    private final LocalDevices devices;
    private final DeviceRegistry registry;
    private final HeldCampaigns campaigns;
    private final ScheduledExecutorService signs = Background.oneByOne("devices");

    CampaignRecovery(LocalDevices devices, DeviceRegistry registry, HeldCampaigns campaigns) {
        this.devices = devices;
        this.registry = registry;
        this.campaigns = campaigns;
    }

    /** Of a service, which makes campaigns for its devices itself. */
    public void start() {
        start(local -> Offer.of(local.device()));
    }

    /** Of an agent: also tells what a service elsewhere needs to make campaigns for its devices. */
    public void startAsAgent() {
        start(CampaignRecovery::offer);
    }

    private void start(Function<LocalDevice, Offer> offers) {
        devices.all().forEach(local -> registry.register(offers.apply(local)));
        campaigns.requeueOrphans();
        var all = devices.all().stream().map(LocalDevice::device).toList();
        var between = DeviceRegistry.BETWEEN_SIGNS.toMillis();
        // It reports its failures itself.
        var unused = signs.scheduleWithFixedDelay(() -> sign(all), between, between, TimeUnit.MILLISECONDS);
    }

    private static Offer offer(LocalDevice local) {
        var digests = Arrays.stream(Kernel.values())
                .collect(Collectors.toMap(kernel -> kernel, local.backend()::sourceDigest));
        return new Offer(local.device(), local.toolchain(), digests);
    }

    private void sign(List<Device> all) {
        try {
            registry.seen(all);
        } catch (RuntimeException e) {
            LOG.debug("the database does not hear now that the devices are there", e);
        }
    }

    @PreDestroy
    void close() {
        signs.shutdownNow();
    }
}
