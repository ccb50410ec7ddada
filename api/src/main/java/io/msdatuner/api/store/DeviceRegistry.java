package io.msdatuner.api.store;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.Kernel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The devices that use this database. Safe for use by several threads. */
public interface DeviceRegistry {
    /** A process that offers devices says so at least this often; what it has not said for much longer it may not be able to. */
    Duration BETWEEN_SIGNS = Duration.ofSeconds(15);

    /**
     * What a host has.
     *
     * @param toolchain its compiler, as the device's backend names it; empty if it has none or does not tell
     * @param sourceDigests of the sources of each kernel as they are installed there; empty if it does not tell
     */
    record Offer(Device device, Optional<String> toolchain, Map<Kernel, String> sourceDigests) {
        public Offer {
            sourceDigests = Map.copyOf(sourceDigests);
        }

        /** Of a device whose toolchain is nobody else's business. */
        public static Offer of(Device device) {
            return new Offer(device, Optional.empty(), Map.of());
        }
    }

    /** Why no campaign uses a device. */
    record Quarantine(String reason, Instant since) {}

    /** A device as its host last offered it. */
    record Registered(String host, Offer offer, Instant lastSeenAt, Optional<Quarantine> quarantine) {
        public Device device() {
            return offer.device();
        }
    }

    /** Keeps a device of this host; one that is known already is brought up to date. Its quarantine stays. */
    void register(Offer offer);

    /** This host still offers these devices. */
    void seen(List<Device> devices);

    /** Every device of every host, by host and id. */
    List<Registered> all();

    /** The name of this host. */
    String host();

    /**
     * Keeps campaigns from a device until it is released.
     *
     * @return false if there is no such device
     */
    boolean quarantine(String host, String device, String reason);

    /**
     * Lets campaigns use a device again.
     *
     * @return false if there is no such device
     */
    boolean release(String host, String device);

    /** Why campaigns must not use a device of this host; empty if they may. */
    Optional<Quarantine> quarantine(Device device);
}
