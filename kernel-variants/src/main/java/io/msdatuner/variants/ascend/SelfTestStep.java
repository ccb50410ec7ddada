package io.msdatuner.variants.ascend;

/**
 * One thing that the self-test looked at.
 *
 * @param detail what it found, or what is wrong
 */
public record SelfTestStep(String name, Status status, String detail) {
    /** How it went. */
    public enum Status {
        PASSED,
        FAILED,
        /** It needs what another step did not find. */
        SKIPPED
    }

    public boolean failed() {
        return status == Status.FAILED;
    }
}
