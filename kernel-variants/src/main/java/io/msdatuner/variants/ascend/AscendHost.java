package io.msdatuner.variants.ascend;

import io.msdatuner.core.run.MissingToolchainException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The NPUs of a host with their toolkit, installed or simulated. */
interface AscendHost {
    /** {@code ascend} or {@code ascend-sim}. */
    String backend();

    /** Empty if there is none that can be used. */
    List<NpuFacts> devices();

    /** Why there is no device; empty if there is one. */
    Optional<String> trouble();

    /** What is known of a device beside what AscendCL tells, for its fingerprint. */
    Map<String, String> facts(NpuFacts device);

    /**
     * The compiler with its version: part of a record's key.
     *
     * @throws MissingToolchainException if there is none
     */
    String compiler();

    /**
     * The toolkit, which may have to be built first.
     *
     * @throws MissingToolchainException if there is none
     */
    AscendToolkit toolkit() throws InterruptedException;

    /** Variables that a worker needs for this device. */
    Map<String, String> environment(NpuFacts device) throws InterruptedException;
}
