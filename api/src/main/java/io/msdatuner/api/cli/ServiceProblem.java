package io.msdatuner.api.cli;

/** The service refused a request with an RFC 9457 problem; the message is its detail. */
final class ServiceProblem extends RuntimeException {
    private final int status;
    private final String code;

    ServiceProblem(int status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    /** The stable code of docs/api.md, or an empty text. */
    String code() {
        return code;
    }

    int exitCode() {
        if (code.equals("missing-toolchain")) {
            return ExitCode.MISSING;
        } else if (status == 502 || status == 503 || status == 504) {
            return ExitCode.UNREACHABLE;
        }
        return status < 500 ? ExitCode.BAD_INPUT : ExitCode.TUNER_FAILED;
    }
}
