package io.msdatuner.variants.ascend;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.FloatByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.msdatuner.core.trial.ModelBand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Exactly the calls of AscendCL that the tuner needs. Each is looked up when it is first made, because versions of CANN
 * differ in what they have. A call that fails throws {@link AclException}, one that is not there
 * {@link MissingAclFunctionException}. AscendCL keeps the current device per thread: use an instance on one thread.
 */
final class Acl {
    static final String OLDEST_CANN = "8.2";
    /** All that is ever looked up. */
    static final List<String> CALLS = List.of(
            "aclInit",
            "aclFinalize",
            "aclGetRecentErrMsg",
            "aclrtGetSocName",
            "aclrtGetVersion",
            "aclrtGetDeviceCount",
            "aclrtSetDevice",
            "aclrtResetDevice",
            "aclrtGetDeviceInfo",
            "aclrtCreateStream",
            "aclrtDestroyStream",
            "aclrtSynchronizeStreamWithTimeout",
            "aclrtCreateEventWithFlag",
            "aclrtRecordEvent",
            "aclrtEventElapsedTime",
            "aclrtDestroyEvent",
            "aclrtMalloc",
            "aclrtFree",
            "aclrtMemcpy",
            "aclrtMemset",
            "aclrtMemsetAsync");

    /** ACL_EVENT_TIME_LINE: the only kind of event whose elapsed time may be asked for. */
    private static final int TIME_LINE = 8;
    /** ACL_MEM_MALLOC_HUGE_FIRST. */
    private static final int HUGE_FIRST = 0;

    private final Path file;
    private final NativeLibrary library;
    private final Map<String, Function> functions = new ConcurrentHashMap<>();

    /** The direction of a copy, as {@code aclrtMemcpyKind} numbers it. */
    enum Direction {
        TO_DEVICE(1),
        TO_HOST(2);

        private final int kind;

        Direction(int kind) {
            this.kind = kind;
        }
    }

    /** What {@code aclrtGetDeviceInfo} tells, as {@code aclrtDevAttr} numbers it. */
    enum Attribute {
        AI_CORES(101),
        CUBE_CORES(102),
        VECTOR_CORES(201),
        UB_BYTES(204),
        MEMORY_BYTES(301),
        L2_BYTES(302),
        NPU_ARCH(601);

        private final int number;

        Attribute(int number) {
            this.number = number;
        }
    }

    private Acl(Path file, NativeLibrary library) {
        this.file = file;
        this.library = library;
    }

    /** @throws UnsatisfiedLinkError if the library, or one that it needs, cannot be loaded */
    static Acl load(Path file) {
        return new Acl(file, NativeLibrary.getInstance(file.toString()));
    }

    /** The calls that this library lacks. */
    List<String> missing() {
        return CALLS.stream().filter(call -> !has(call)).toList();
    }

    void initialise() {
        call("aclInit", (@Nullable Object) null);
    }

    void finish() {
        call("aclFinalize");
    }

    String socName() {
        var name = function("aclrtGetSocName").invokeString(new Object[0], false);
        return name == null ? "" : name;
    }

    /** For example {@code 9.1.0}: the runtime's version, which is not the toolkit's. */
    String version() {
        var major = new IntByReference();
        var minor = new IntByReference();
        var patch = new IntByReference();
        call("aclrtGetVersion", major, minor, patch);
        return major.getValue() + "." + minor.getValue() + "." + patch.getValue();
    }

    int deviceCount() {
        var count = new IntByReference();
        call("aclrtGetDeviceCount", count);
        return count.getValue();
    }

    void setDevice(int index) {
        call("aclrtSetDevice", index);
    }

    void resetDevice(int index) {
        call("aclrtResetDevice", index);
    }

    long attribute(int device, Attribute attribute) {
        var value = new LongByReference();
        call("aclrtGetDeviceInfo", device, attribute.number, value);
        return value.getValue();
    }

    Pointer createStream() {
        var stream = new PointerByReference();
        call("aclrtCreateStream", stream);
        return stream.getValue();
    }

    void destroyStream(Pointer stream) {
        call("aclrtDestroyStream", stream);
    }

    /** Waits for all that is on the stream, at most so long. */
    void synchronise(Pointer stream, Duration limit) {
        call("aclrtSynchronizeStreamWithTimeout", stream, Math.toIntExact(Math.max(1, limit.toMillis())));
    }

    Pointer createTimeLineEvent() {
        var event = new PointerByReference();
        call("aclrtCreateEventWithFlag", event, TIME_LINE);
        return event.getValue();
    }

    void record(Pointer event, Pointer stream) {
        call("aclrtRecordEvent", event, stream);
    }

    /** Device time between two events that have happened. */
    double elapsedNs(Pointer start, Pointer end) {
        var elapsedMs = new FloatByReference();
        call("aclrtEventElapsedTime", elapsedMs, start, end);
        return elapsedMs.getValue() * 1e6;
    }

    /** How far the simulator's model of {@link #elapsedNs} may be off. No other library has this call. */
    ModelBand elapsedBand(Pointer start, Pointer end) {
        var lowNs = new DoubleByReference();
        var highNs = new DoubleByReference();
        call("msdaSimElapsedBand", lowNs, highNs, start, end);
        return new ModelBand(lowNs.getValue(), highNs.getValue());
    }

    void destroyEvent(Pointer event) {
        call("aclrtDestroyEvent", event);
    }

    Pointer allocate(long bytes) {
        var memory = new PointerByReference();
        call("aclrtMalloc", memory, bytes, HUGE_FIRST);
        return memory.getValue();
    }

    void free(Pointer memory) {
        call("aclrtFree", memory);
    }

    /** @param host has room for {@code bytes} */
    void copy(Pointer device, Memory host, long bytes, Direction direction) {
        var target = direction == Direction.TO_DEVICE ? device : host;
        var source = direction == Direction.TO_DEVICE ? host : device;
        call("aclrtMemcpy", target, bytes, source, bytes, direction.kind);
    }

    void fill(Pointer memory, long bytes, int value) {
        call("aclrtMemset", memory, bytes, value, bytes);
    }

    void fillAsync(Pointer memory, long bytes, int value, Pointer stream) {
        call("aclrtMemsetAsync", memory, bytes, value, bytes, stream);
    }

    /** Of a call that was made outside this class. */
    void check(String call, int code) {
        if (code != AclError.OK) {
            throw new AclException(call, code, recentMessage());
        }
    }

    private void call(String name, @Nullable Object... arguments) {
        check(name, function(name).invokeInt(arguments));
    }

    private String recentMessage() {
        var message =
                has("aclGetRecentErrMsg") ? function("aclGetRecentErrMsg").invokeString(new Object[0], false) : null;
        return message == null ? "" : message.strip();
    }

    private boolean has(String call) {
        try {
            function(call);
            return true;
        } catch (MissingAclFunctionException e) {
            return false;
        }
    }

    private Function function(String name) {
        return functions.computeIfAbsent(name, this::lookUp);
    }

    private Function lookUp(String name) {
        try {
            return library.getFunction(name);
        } catch (UnsatisfiedLinkError e) {
            throw new MissingAclFunctionException(
                    "%s lacks %s; msda-tuner needs CANN %s or newer".formatted(file, name, OLDEST_CANN));
        }
    }
}
