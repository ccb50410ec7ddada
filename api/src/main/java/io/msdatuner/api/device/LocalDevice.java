package io.msdatuner.api.device;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Backend;
import io.msdatuner.core.run.MissingToolchainException;
import java.util.Optional;

/**
 * A device of this host with the backend that reaches it.
 *
 * @param platform what it runs on, as its fingerprint tells
 */
public record LocalDevice(Device device, Backend backend, String platform) {

    public LocalDevice(Device device, Backend backend) {
        this(device, backend, device.fingerprint().platform());
    }

    /** Empty on a host without compiler. */
    public Optional<String> toolchain() {
        try {
            return Optional.of(backend.toolchain());
        } catch (MissingToolchainException e) {
            return Optional.empty();
        }
    }

    /** @throws InvalidValueException if the backend cannot tune the kernel for the shape */
    public void requireAccepts(Kernel kernel, Shape shape) {
        refusal(kernel, shape).ifPresent(reason -> {
            throw new InvalidValueException("shape", shape, reason);
        });
    }

    /** Why the backend cannot tune the kernel for the shape; empty if it can. */
    public Optional<String> refusal(Kernel kernel, Shape shape) {
        try {
            return backend.refusal(kernel, shape, device);
        } catch (ArithmeticException e) {
            return Optional.of("its tensors have more elements than 64 bits can count");
        }
    }
}
