package io.msdatuner.api.campaign;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the entries that were used last. */
final class LastUsed {

    private LastUsed() {}

    /** A map that drops the entry that was not used for the longest time; safe for use by several threads. */
    static <K, V> Map<K, V> map(int capacity) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        });
    }
}
