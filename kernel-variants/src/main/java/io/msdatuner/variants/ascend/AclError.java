package io.msdatuner.variants.ascend;

import java.util.Arrays;

/**
 * The error codes of AscendCL that mean something to the tuner, from the documentation of acl_base and the runtime of CANN
 * 8 and 9. Codes of the form 507xxx are the device's own: after one, nothing that the process has on the device can be
 * relied on.
 */
enum AclError {
    BAD_PARAMETER(100_000, "bad parameter"),
    INITIALISED_TWICE(100_002, "initialised twice"),
    RUNTIME_BAD_PARAMETER(107_000, "bad parameter"),
    BAD_DEVICE(107_001, "no such device"),
    NO_CONTEXT(107_002, "no context: the device is not set on this thread"),
    BAD_HANDLE(107_017, "a handle that is not valid, or no more"),
    UNSUPPORTED(207_000, "not supported by this device or driver"),
    OUT_OF_MEMORY(207_001, "out of device memory"),
    NO_DEVICE(207_004, "no device"),
    AI_CORE_TIMEOUT(507_014, "AI core time-out"),
    AI_CORE_EXCEPTION(507_015, "AI core exception"),
    VECTOR_CORE_TIMEOUT(507_034, "vector core time-out"),
    VECTOR_CORE_EXCEPTION(507_035, "vector core exception"),
    READ_OUT_OF_BOUNDS(507_044, "vector core read out of bounds"),
    WRITE_OUT_OF_BOUNDS(507_045, "vector core write out of bounds"),
    SYNCHRONISE_TIMEOUT(507_046, "the wait for the stream timed out"),
    MEMORY_ECC(507_054, "uncorrectable error of the device's memory (ECC)");

    static final int OK = 0;
    private static final int DEVICE_GROUP = 507;
    private static final int GROUP_SIZE = 1_000;

    private final int code;
    private final String words;

    AclError(int code, String words) {
        this.code = code;
        this.words = words;
    }

    int code() {
        return code;
    }

    /** True if the device itself failed, so that this process must let go of it. */
    static boolean isDeviceFault(int code) {
        return code / GROUP_SIZE == DEVICE_GROUP;
    }

    /** For example {@code 507035 (vector core exception)}. */
    static String describe(int code) {
        var words = Arrays.stream(values())
                .filter(error -> error.code == code)
                .findFirst()
                .map(error -> error.words)
                .orElse(isDeviceFault(code) ? "device fault" : "see the AscendCL error codes");
        return code + " (" + words + ")";
    }
}
