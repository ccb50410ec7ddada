package io.msdatuner.variants.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What memory this host has.
 *
 * @param availableBytes that a process can still take
 * @param lastLevelCacheBytes the largest cache of CPU 0
 */
record HostMemory(long availableBytes, long lastLevelCacheBytes) {
    private static final long UNKNOWN_MEMORY = 8L << 30;
    private static final long UNKNOWN_CACHE = 64L << 20;
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    static HostMemory detect() {
        return new HostMemory(available(), lastLevelCache());
    }

    private static long available() {
        try {
            var matcher = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) << 10 : UNKNOWN_MEMORY;
        } catch (IOException e) {
            return UNKNOWN_MEMORY;
        }
    }

    private static long lastLevelCache() {
        var largest = 0L;
        for (var index = 0; index < 5; index++) {
            try {
                var size = Files.readString(Path.of("/sys/devices/system/cpu/cpu0/cache/index" + index + "/size"))
                        .strip();
                largest = Math.max(largest, Long.parseLong(size.replace("K", "")) << 10);
            } catch (IOException | NumberFormatException e) {
                continue; // virtual machines often hide caches
            }
        }
        return largest == 0 ? UNKNOWN_CACHE : largest;
    }
}
