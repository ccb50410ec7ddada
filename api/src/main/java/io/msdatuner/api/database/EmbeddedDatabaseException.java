package io.msdatuner.api.database;

/** The embedded PostgreSQL cannot be used; the message says what is wrong and what to do. */
public final class EmbeddedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    EmbeddedDatabaseException(String message) {
        super(message);
    }

    EmbeddedDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Adds to what the file system said, what its user can do about it. */
    static EmbeddedDatabaseException files(String what, Exception cause) {
        String advice = isDiskFull(String.valueOf(cause.getMessage()))
                ? "the disk is full: free some space, or choose another place with --data-dir"
                : "make it a directory that this user can write to, or choose another place with --data-dir";
        return new EmbeddedDatabaseException(what + " failed (" + cause + "); " + advice, cause);
    }

    static boolean isDiskFull(String text) {
        return text.contains("No space left on device") || text.contains("Disk quota exceeded");
    }
}
