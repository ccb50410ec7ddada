package io.msdatuner.core.run;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A kind of device and its toolchain: the one door through which campaigns reach what is tuned and what it runs on. */
public interface Backend {
    /** {@code cpu}, {@code ascend} or {@code ascend-sim}. */
    String name();

    /** The devices of this host that this backend can use; empty if there is none. */
    List<Device> devices();

    /** Why a kernel cannot be tuned for a shape on a device of this backend, in words that say what can be; empty if it can. */
    Optional<String> refusal(Kernel kernel, Shape shape, Device device);

    Space space(Kernel kernel, Shape shape, Device device);

    /**
     * The memory that a launch of a valid configuration takes besides inputs and outputs, known before it is built; empty if
     * this backend cannot tell.
     */
    default OptionalLong scratchBytes(Kernel kernel, Shape shape, Device device, Configuration configuration) {
        return OptionalLong.empty();
    }

    /** What an untuned user would get: the baseline {@code default}, and the answer to a lookup without a record. */
    Configuration defaultConfiguration(Kernel kernel, Shape shape, Device device);

    /**
     * Valid configurations that won on other shapes or machines, at most a handful: a campaign measures them before it asks
     * its strategy, so that also one that affords few trials has seen what usually wins.
     */
    default List<Configuration> warmStarts(Kernel kernel, Shape shape, Device device) {
        return List.of();
    }

    /** The implementations of {@link Candidate} that it can build, {@link Candidate#TUNED} among them. */
    default Set<String> implementations() {
        return Set.of(Candidate.TUNED, Candidate.GRID_SAMPLE);
    }

    /**
     * The compiler with its version and flags.
     *
     * @throws MissingToolchainException if there is none
     */
    String toolchain();

    /** Digest of the kernel's sources as they are installed. */
    String sourceDigest(Kernel kernel);

    /** How its artifacts are called by others; empty if only its own runner can. */
    default Optional<LaunchContract> launchContract() {
        return Optional.empty();
    }

    VariantBuilder builder(Device device);

    /** How many builds may run at once, and whether they may run beside a measurement. */
    BuildSlots buildSlots(Device device);

    /** A new runner; it owns its worker process until it is closed. */
    VariantRunner runner(Device device);
}
