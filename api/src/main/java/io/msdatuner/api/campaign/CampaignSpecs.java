package io.msdatuner.api.campaign;

import static io.msdatuner.core.InvalidValueException.requireGiven;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.Recheck;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.strategies.Strategies;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes a campaign's specification from what a client sent; kernel sources and flags come from the installation alone. */
@Component
public class CampaignSpecs {

    private static final String DEFAULT_STRATEGY = "auto";
    private static final String DEFAULT_BUDGET = "25s";
    private static final String TEXT = "a text; it is required";

    private final LocalDevices devices;
    private final Strategies strategies;

    CampaignSpecs(LocalDevices devices, Strategies strategies) {
        this.devices = devices;
        this.strategies = strategies;
    }

    /**
     * @throws io.msdatuner.core.InvalidValueException naming the first field that is not allowed
     * @throws io.msdatuner.core.run.MissingToolchainException if this host has no compiler for the device class
     */
    public CampaignSpec of(CampaignRequest request) {
        var kernel = Kernel.parse(requireGiven("kernel", request.kernel(), TEXT));
        var shape = Shape.parse(requireGiven("shape", request.shape(), TEXT));
        var local = devices.named(request.deviceClass());
        var strategy = strategies.named(Optional.ofNullable(request.strategy()).orElse(DEFAULT_STRATEGY));
        var budget = Budget.parse(Optional.ofNullable(request.budget()).orElse(DEFAULT_BUDGET));
        local.requireAccepts(kernel, shape);
        return spec(
                local,
                kernel,
                shape,
                strategy.name(),
                Optional.ofNullable(request.seed()).orElse(0L),
                budget);
    }

    /** Of a campaign that only checks what is served. */
    CampaignSpec recheck(Kernel kernel, Shape shape, DeviceClass deviceClass) {
        var local = devices.named(deviceClass.name());
        return spec(local, kernel, shape, Recheck.STRATEGY, 0, Budget.ofTrials(Recheck.MOST_CANDIDATES));
    }

    /** With what is installed on this host. */
    private static CampaignSpec spec(
            LocalDevice local, Kernel kernel, Shape shape, String strategy, long seed, Budget budget) {
        return new CampaignSpec(
                kernel,
                shape,
                local.device().deviceClass(),
                local.device().provenance(),
                local.backend().toolchain(),
                local.backend().sourceDigest(kernel),
                strategy,
                seed,
                budget);
    }
}
