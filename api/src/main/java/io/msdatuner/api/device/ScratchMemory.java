package io.msdatuner.api.device;

import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.space.Configuration;
import java.util.OptionalLong;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** How much memory a campaign's configurations take besides inputs and outputs. */
@Component
public class ScratchMemory {

    private final LocalDevices devices;

    ScratchMemory(LocalDevices devices) {
        this.devices = devices;
    }

    /**
     * In bytes. Empty if this host has no device of the class, if its backend cannot tell, or if the campaign measured other
     * kernel sources than are installed.
     */
    public Function<Configuration, OptionalLong> of(CampaignSpec spec) {
        return devices.find(spec.deviceClass())
                .filter(local -> local.backend().sourceDigest(spec.kernel()).equals(spec.sourceDigest()))
                .<Function<Configuration, OptionalLong>>map(local -> configuration ->
                        local.backend().scratchBytes(spec.kernel(), spec.shape(), local.device(), configuration))
                .orElse(configuration -> OptionalLong.empty());
    }
}
