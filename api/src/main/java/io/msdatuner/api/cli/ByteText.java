package io.msdatuner.api.cli;

import java.util.Locale;

/** Sizes of memory as people read them. */
final class ByteText {
    private static final double STEP = 1024;

    private ByteText() {}

    /** In the largest of B, KiB, MiB and GiB that keeps the number at 1 or above; bytes are whole. */
    static String of(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        } else if (bytes < STEP * STEP) {
            return String.format(Locale.ROOT, "%.1f KiB", bytes / STEP);
        } else if (bytes < STEP * STEP * STEP) {
            return String.format(Locale.ROOT, "%.1f MiB", bytes / (STEP * STEP));
        }
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (STEP * STEP * STEP));
    }
}
