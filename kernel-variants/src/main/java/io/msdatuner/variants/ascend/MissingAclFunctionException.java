package io.msdatuner.variants.ascend;

/** The installed CANN's libascendcl lacks a call; the message names it and the oldest CANN that is known to have all. */
final class MissingAclFunctionException extends RuntimeException {
    MissingAclFunctionException(String message) {
        super(message);
    }
}
