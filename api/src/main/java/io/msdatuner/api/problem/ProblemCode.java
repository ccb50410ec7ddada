package io.msdatuner.api.problem;

import java.util.Arrays;
import java.util.Locale;

/** What can be wrong; clients decide by {@link #id()}, which never changes. */
public enum ProblemCode {
    INVALID_VALUE(400, "A value is not allowed"),
    MALFORMED_REQUEST(400, "The request cannot be read"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "The answer has no such form"),
    CAMPAIGN_STATE(409, "The campaign's state does not allow it"),
    IDEMPOTENCY_KEY_REUSED(409, "The idempotency key was used with another body"),
    NOTHING_BEFORE(409, "There is nothing to go back to"),
    CONTENT_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body has an unsupported media type"),
    INTERNAL_ERROR(500, "The service has a trouble of its own"),
    ARTIFACT_DAMAGED(500, "The artifact is not what was built"),
    MISSING_TOOLCHAIN(503, "There is no compiler"),
    DATABASE_UNAVAILABLE(503, "The database does not answer"),
    TOO_MANY_STREAMS(503, "Too many clients follow campaigns");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The code for an HTTP status that the framework chose. */
    static ProblemCode of(int status) {
        var fallback = status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        return Arrays.stream(values())
                .filter(code -> code.status == status && code != INVALID_VALUE && code != CAMPAIGN_STATE)
                .findFirst()
                .orElse(fallback);
    }
}
