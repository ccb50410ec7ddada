package io.msdatuner.core.device;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What identifies a device's hardware and software, as facts by name: model, cores, driver, firmware, toolchain. Sorted,
 * so that equal facts print equally.
 */
public record Fingerprint(Map<String, String> facts) {
    /** The facts that an upgrade changes while the device stays what it is. */
    private static final Set<String> AGEING = Set.of("driver", "firmware", "os", "microcode");

    public Fingerprint {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** What the device runs on: {@code driver=24.1.0; firmware=7.5.0}. Times measured on another platform are suspect. */
    public String platform() {
        return facts.entrySet().stream()
                .filter(fact -> AGEING.contains(fact.getKey()))
                .map(Map.Entry::toString)
                .collect(Collectors.joining("; "));
    }
}
