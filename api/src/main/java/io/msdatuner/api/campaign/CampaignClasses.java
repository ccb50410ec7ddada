package io.msdatuner.api.campaign;

import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.device.DeviceClass;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The device class of each campaign, which never changes, so that it is read once. */
@Component
class CampaignClasses {

    private static final int CAMPAIGNS = 1_000;

    private final TuningStore store;
    private final Map<CampaignId, DeviceClass> classes = LastUsed.map(CAMPAIGNS);

    CampaignClasses(TuningStore store) {
        this.store = store;
    }

    /** @throws java.util.NoSuchElementException if there is no such campaign */
    DeviceClass of(CampaignId id) {
        return classes.computeIfAbsent(
                id, unused -> store.find(id).orElseThrow().spec().deviceClass());
    }
}
