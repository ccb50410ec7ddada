package io.msdatuner.core.device;

import java.util.Locale;

/** Whether times come from a real device or from a simulated one. Simulated times never answer for real devices. */
public enum Provenance {
    HARDWARE,
    SIMULATED;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
