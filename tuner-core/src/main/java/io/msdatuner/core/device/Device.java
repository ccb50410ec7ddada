package io.msdatuner.core.device;

/**
 * One thing that runs artifacts.
 *
 * @param id unique on its host, for example {@code cpu0}
 * @param backend the kind of device and its toolchain: {@code cpu}, {@code ascend}, {@code ascend-sim}
 */
public record Device(
        String id, String backend, DeviceClass deviceClass, Provenance provenance, Fingerprint fingerprint) {}
