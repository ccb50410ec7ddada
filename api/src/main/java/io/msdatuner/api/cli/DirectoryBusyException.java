package io.msdatuner.api.cli;

/** Another process holds the data directory, though its service may not answer yet, or not any more. */
final class DirectoryBusyException extends RuntimeException {
    DirectoryBusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
