package io.msdatuner.api.store;

import io.msdatuner.core.device.DeviceClass;
import java.util.HashMap;
import java.util.Map;

/** Makes equal texts the same object while records are read: a million of them have few compilers and configurations. */
final class SharedTexts {

    /** Texts that repeat do so from the beginning; those that do not would only fill the memory. */
    private static final int MOST = 10_000;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, DeviceClass> classes = new HashMap<>();

    String text(String text) {
        var known = texts.get(text);
        if (known == null && texts.size() < MOST) {
            texts.put(text, text);
        }
        return known == null ? text : known;
    }

    DeviceClass deviceClass(String name) {
        return classes.computeIfAbsent(name, DeviceClass::new);
    }
}
