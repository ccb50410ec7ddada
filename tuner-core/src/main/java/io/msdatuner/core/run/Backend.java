package io.msdatuner.core.run;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import java.util.List;
import java.util.Optional;

/** A kind of device and its toolchain: the one door through which campaigns reach what is tuned and what it runs on. */
public interface Backend {
    /** {@code cpu}, {@code ascend} or {@code ascend-sim}. */
    String name();

    /** The devices of this host that this backend can use; empty if there is none. */
    List<Device> devices();

    /** Why this backend cannot tune a kernel for a shape, in words that say what it can do; empty if it can. */
    Optional<String> refusal(Kernel kernel, Shape shape);

    Space space(Kernel kernel, Shape shape, Device device);

    /** What an untuned user would get: the baseline {@code default}, and the answer to a lookup without a record. */
    Configuration defaultConfiguration(Kernel kernel, Shape shape, Device device);

    /**
     * The compiler with its version and flags.
     *
     * @throws MissingToolchainException if there is none
     */
    String toolchain();

    /** Digest of the kernel's sources as they are installed. */
    String sourceDigest(Kernel kernel);

    VariantBuilder builder(Device device);

    /** How many builds may run at once, and whether they may run beside a measurement. */
    BuildSlots buildSlots(Device device);

    /** A new runner; it owns its worker process until it is closed. */
    VariantRunner runner(Device device);
}
