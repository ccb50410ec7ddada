package io.msdatuner.core.device;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What identifies a device's hardware and software, as facts by name: model, cores, driver, firmware, toolchain. Sorted,
 * so that equal facts print equally.
 */
public record Fingerprint(Map<String, String> facts) {
    public Fingerprint {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }
}
