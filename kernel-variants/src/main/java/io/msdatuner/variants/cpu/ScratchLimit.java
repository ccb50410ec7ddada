package io.msdatuner.variants.cpu;

import io.msdatuner.core.InvalidValueException;
import java.util.Map;

/** The most memory that a launch may take besides its inputs and outputs: {@value #VARIABLE}, else 4 GiB. */
record ScratchLimit(long bytes) {
    static final String VARIABLE = "MSDA_TUNER_SCRATCH_MIB";
    private static final long DEFAULT_MIB = 4096;
    private static final long MOST_MIB = 1L << 24;

    static ScratchLimit of(Map<String, String> environment) {
        var text = environment.getOrDefault(VARIABLE, Long.toString(DEFAULT_MIB));
        try {
            var mebibytes = Long.parseLong(text.strip());
            if (mebibytes >= 1 && mebibytes <= MOST_MIB) {
                return new ScratchLimit(mebibytes << 20);
            }
        } catch (NumberFormatException e) {
            // refused below, with the same words as a number out of range
        }
        throw new InvalidValueException(VARIABLE, text, "a whole number of MiB from 1 to " + MOST_MIB);
    }
}
