package io.msdatuner.api.campaign;

import static io.msdatuner.core.InvalidValueException.requireGiven;

import io.msdatuner.api.device.FleetDevices;
import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.store.DeviceRegistry.Registered;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.Recheck;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.strategies.Strategies;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a campaign's specification from what a client sent; kernel sources and flags come from the
 * installations alone: of this host, or of the agent that offers the device class. */
@Component
public class CampaignSpecs {

    private static final String DEFAULT_STRATEGY = "auto";
    private static final String DEFAULT_BUDGET = "25s";
    private static final String TEXT = "a text; it is required";

    private final LocalDevices devices;
    private final FleetDevices fleet;
    private final Strategies strategies;

    CampaignSpecs(LocalDevices devices, FleetDevices fleet, Strategies strategies) {
        this.devices = devices;
        this.fleet = fleet;
        this.strategies = strategies;
    }

    /**
     * @throws io.msdatuner.core.InvalidValueException naming the first field that is not allowed
     * @throws io.msdatuner.core.run.MissingToolchainException if this host has no compiler for the device class
     */
    public CampaignSpec of(CampaignRequest request) {
        var kernel = Kernel.parse(requireGiven("kernel", request.kernel(), TEXT));
        var shape = Shape.parse(requireGiven("shape", request.shape(), TEXT));
        var elsewhere = elsewhere(request.deviceClass());
        var strategy = strategies.named(Optional.ofNullable(request.strategy()).orElse(DEFAULT_STRATEGY));
        var budget = Budget.parse(Optional.ofNullable(request.budget()).orElse(DEFAULT_BUDGET));
        var seed = Optional.ofNullable(request.seed()).orElse(0L);
        if (elsewhere.isPresent()) {
            return spec(elsewhere.get(), kernel, shape, strategy.name(), seed, budget);
        }
        var local = devices.named(request.deviceClass());
        local.requireAccepts(kernel, shape);
        return spec(local, kernel, shape, strategy.name(), seed, budget);
    }

    /** A device of another host, if the class is named and this host has none. */
    private Optional<Registered> elsewhere(@Nullable String deviceClass) {
        return deviceClass == null
                        || deviceClass.isEmpty()
                        || devices.classes().stream()
                                .anyMatch(local -> local.name().equals(deviceClass))
                ? Optional.empty()
                : fleet.elsewhere(deviceClass);
    }

    /** With what is installed where the device is. */
    private CampaignSpec spec(
            Registered elsewhere, Kernel kernel, Shape shape, String strategy, long seed, Budget budget) {
        var device = elsewhere.device();
        fleet.backendOf(elsewhere).ifPresent(backend -> new LocalDevice(device, backend).requireAccepts(kernel, shape));
        return new CampaignSpec(
                kernel,
                shape,
                device.deviceClass(),
                device.provenance(),
                elsewhere.offer().toolchain().orElseThrow(),
                Optional.ofNullable(elsewhere.offer().sourceDigests().get(kernel))
                        .orElseThrow(() -> new InvalidValueException(
                                "kernel", kernel, "one that the agent on " + elsewhere.host() + " has sources of")),
                strategy,
                seed,
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
