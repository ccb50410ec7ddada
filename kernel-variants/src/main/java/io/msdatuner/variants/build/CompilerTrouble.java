package io.msdatuner.variants.build;

import java.util.Locale;
import java.util.stream.Stream;

/** Why a compiler failed, as far as it is not the fault of what it compiled. GCC, Clang and linkers say these words. */
enum CompilerTrouble {
    /** It succeeded, or what it compiled is to blame. */
    NONE,
    /** It was killed, found no memory, or was ended at its limit. */
    ENDED,
    /** The disk is full, or the user's share of it. */
    NO_SPACE;

    static CompilerTrouble of(CommandRun run) {
        if (run.exitCode() == 0) {
            return NONE;
        }
        var output = run.output().toLowerCase(Locale.ROOT);
        if (contains(output, "no space left on device", "disk quota exceeded")) {
            return NO_SPACE;
        }
        var killed = run.exitCode() == CommandRun.TIMED_OUT || run.exitCode() > CommandRun.SIGNAL_BASE;
        return killed
                        || contains(
                                output, "killed signal", "out of memory", "cannot allocate memory", "memory exhausted")
                ? ENDED
                : NONE;
    }

    private static boolean contains(String output, String... words) {
        return Stream.of(words).anyMatch(output::contains);
    }
}
