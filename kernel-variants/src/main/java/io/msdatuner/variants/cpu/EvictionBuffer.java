package io.msdatuner.variants.cpu;

import org.jspecify.annotations.Nullable;

/** What a cold launch is preceded by: twice the last-level cache, written. Allocated when first needed. */
final class EvictionBuffer {
    private final long bytes;
    private @Nullable AlignedMemory memory;

    EvictionBuffer(long lastLevelCacheBytes) {
        this.bytes = 2 * lastLevelCacheBytes;
    }

    AlignedMemory memory() {
        var current = memory;
        if (current == null) {
            current = new AlignedMemory(bytes);
            current.fill((byte) 0);
            memory = current;
        }
        return current;
    }
}
