package io.msdatuner.api.cli;

import org.jline.utils.Signals;

/** Tells when the user wants the command to end. */
@FunctionalInterface
interface Interrupts {
    /** Calls {@code action} on the first request to end, instead of ending the process. */
    void onInterrupt(Runnable action);

    /** Ctrl-C and SIGTERM; a second one ends the process at once. */
    static Interrupts ofProcess() {
        return action -> {
            Signals.register("INT", () -> first(action));
            Signals.register("TERM", () -> first(action));
        };
    }

    private static void first(Runnable action) {
        Signals.register("INT", Interrupts::halt);
        Signals.register("TERM", Interrupts::halt);
        action.run();
    }

    private static void halt() {
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
}
