package io.msdatuner.variants.ascend;

import io.msdatuner.variants.worker.DeviceFaultException;
import io.msdatuner.variants.worker.LaunchRefusedException;
import io.msdatuner.variants.worker.WorkerTroubleException;

/** A call of AscendCL that did not succeed, with what {@code aclGetRecentErrMsg} said right after it. */
final class AclException extends RuntimeException {
    private final int code;
    private final String how;
    private final String recent;

    AclException(String call, int code, String recent) {
        super("%s: AscendCL error %s%s"
                .formatted(call, AclError.describe(code), recent.isEmpty() ? "" : ": " + recent));
        this.code = code;
        this.how = "AscendCL error " + AclError.describe(code) + " from " + call;
        this.recent = recent;
    }

    int code() {
        return code;
    }

    /** As the end of a variant that asked for something it cannot have; a device fault is thrown as one instead. */
    LaunchRefusedException asRefusal() {
        throwIfDeviceFault();
        return new LaunchRefusedException(String.valueOf(getMessage()));
    }

    /** As a trouble that no variant is to blame for; a device fault is thrown as one instead. */
    WorkerTroubleException asTrouble() {
        throwIfDeviceFault();
        return new WorkerTroubleException(String.valueOf(getMessage()));
    }

    private void throwIfDeviceFault() {
        if (AclError.isDeviceFault(code)) {
            throw new DeviceFaultException(how, recent, code == AclError.SYNCHRONISE_TIMEOUT.code());
        }
    }
}
