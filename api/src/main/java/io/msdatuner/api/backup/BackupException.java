package io.msdatuner.api.backup;

import org.jspecify.annotations.Nullable;

/** Nothing was backed up or restored; the message says why and what to do. */
public final class BackupException extends RuntimeException {

    BackupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
