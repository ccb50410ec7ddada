package io.msdatuner.api.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/**
 * Where commands write. Results go to {@code out}; progress, hints and errors go to {@code err}.
 *
 * @param columns width of the terminal behind {@code err}, 0 if there is none
 * @param unicode whether that terminal shows more than ASCII
 */
record Screen(PrintStream out, PrintStream err, int columns, boolean unicode) {
    /** Set by the launcher, which knows the terminal, to its width. */
    private static final String COLUMNS_PROPERTY = "msdatuner.columns";

    /** The streams of this process. Keeps {@code System.out} as it is now, whatever is redirected later. */
    static Screen ofProcess(Map<String, String> environment) {
        return new Screen(System.out, System.err, Integer.getInteger(COLUMNS_PROPERTY, 0), isUnicode(environment));
    }

    boolean isTerminal() {
        return columns > 0;
    }

    /** The first of the three variables that is set decides, as in POSIX. */
    static boolean isUnicode(Map<String, String> environment) {
        for (var name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            var locale = environment.getOrDefault(name, "").toUpperCase(Locale.ROOT);
            if (!locale.isEmpty()) {
                return locale.contains("UTF-8") || locale.contains("UTF8");
            }
        }
        return false;
    }
}
