package io.msdatuner.variants.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What memory this host has.
 *
 * @param availableBytes that a process can still take
 * @param lastLevelCacheBytes the largest cache of CPU 0
 */
public record HostMemory(long availableBytes, long lastLevelCacheBytes) {
    private static final long UNKNOWN_MEMORY = 8L << 30;
    private static final long UNKNOWN_CACHE = 64L << 20;
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    public static HostMemory detect() {
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

    /** Virtual machines often hide their caches. */
    private static long lastLevelCache() {
        var largest = IntStream.range(0, 5)
                .mapToObj(index -> Path.of("/sys/devices/system/cpu/cpu0/cache/index" + index + "/size"))
                .filter(Files::isReadable)
                .mapToLong(HostMemory::kibibytes)
                .max();
        return largest.orElse(UNKNOWN_CACHE);
    }

    private static long kibibytes(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip().replace("K", "")) << 10;
        } catch (IOException | NumberFormatException e) {
            return UNKNOWN_CACHE;
        }
    }
}
