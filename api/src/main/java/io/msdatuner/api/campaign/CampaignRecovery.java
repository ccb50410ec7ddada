package io.msdatuner.api.campaign;

import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.store.DeviceRegistry;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * What a process does before it takes its first campaign: it makes its devices known, and lets the campaigns wait again that
 * a dead process left running.
 */
@Component
class CampaignRecovery implements InitializingBean {

    private final LocalDevices devices;
    private final DeviceRegistry registry;
    private final HeldCampaigns campaigns;

    CampaignRecovery(LocalDevices devices, DeviceRegistry registry, HeldCampaigns campaigns) {
        this.devices = devices;
        this.registry = registry;
        this.campaigns = campaigns;
    }

    @Override
    public void afterPropertiesSet() {
        devices.all().forEach(local -> registry.register(local.device()));
        campaigns.requeueOrphans();
    }
}
