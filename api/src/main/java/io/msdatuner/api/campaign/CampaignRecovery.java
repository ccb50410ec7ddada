package io.msdatuner.api.campaign;

import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.store.DeviceRegistry;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * What a service does before its first request: it makes its devices known, and marks the campaigns that a dead process
 * left running, which wait for a client to resume them.
 */
@Component
class CampaignRecovery implements InitializingBean {

    private final LocalDevices devices;
    private final DeviceRegistry registry;
    private final CampaignLedger ledger;

    CampaignRecovery(LocalDevices devices, DeviceRegistry registry, CampaignLedger ledger) {
        this.devices = devices;
        this.registry = registry;
        this.ledger = ledger;
    }

    @Override
    public void afterPropertiesSet() {
        devices.all().forEach(local -> registry.register(local.device()));
        ledger.interruptOrphans();
    }
}
