package io.msdatuner.api.cli;

/** What the exit status of {@code ./tuner} means; docs/cli.md lists the same. */
final class ExitCode {
    static final int DONE = 0;
    static final int TUNER_FAILED = 1;
    static final int BAD_INPUT = 2;
    /** Something is missing on this machine: a compiler, a platform. */
    static final int MISSING = 3;
    /** A campaign ended without any measured configuration. */
    static final int NOTHING_MEASURED = 4;
    /** The service or its database cannot be reached. */
    static final int UNREACHABLE = 5;

    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
