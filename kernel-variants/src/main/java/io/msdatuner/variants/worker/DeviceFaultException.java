package io.msdatuner.variants.worker;

/**
 * The device failed under what it was asked to do, and this process cannot use it any more. The worker reports it and
 * ends; its parent starts another.
 */
public final class DeviceFaultException extends RuntimeException {
    private final String evidence;
    private final boolean late;

    /**
     * @param how the error in words, for example {@code AscendCL error 507035 (vector core exception)}
     * @param evidence what the device's runtime said of it
     * @param late true if it is no more than that something did not end in time
     */
    public DeviceFaultException(String how, String evidence, boolean late) {
        super(how);
        this.evidence = evidence;
        this.late = late;
    }

    WorkerMessage.Fault toMessage() {
        return new WorkerMessage.Fault(String.valueOf(getMessage()), evidence, late);
    }
}
