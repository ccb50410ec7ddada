package io.msdatuner.variants.worker;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** The few POSIX calls that Java lacks. */
final class Posix {
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;
    private static final int SIGKILL = 9;
    private static final C LIBC = Native.load("c", C.class);

    private Posix() {}

    /** The C library. */
    interface C extends Library {
        int setsid();

        int kill(int pid, int signal);

        int dup(int descriptor);

        int dup2(int from, int to);
    }

    static void leadOwnProcessGroup() {
        LIBC.setsid();
    }

    /** Ends a process group; nothing if there is none. */
    static void killGroup(long leader) {
        LIBC.kill(-Math.toIntExact(leader), SIGKILL);
    }

    /**
     * Moves standard output away and puts standard error in its place, so that nothing which native code prints can be
     * taken for a reply.
     *
     * @return the path of what was standard output
     */
    static String keepStandardOutputForReplies() {
        var replies = LIBC.dup(STANDARD_OUTPUT);
        LIBC.dup2(STANDARD_ERROR, STANDARD_OUTPUT);
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true));
        return "/proc/self/fd/" + replies;
    }
}
