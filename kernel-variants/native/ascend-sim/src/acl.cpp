// The loopback of AscendCL: one simulated device, on which what is put on a stream is done at once and takes simulated time.
//
// A fault of a launch is kept until somebody waits, as on a device; from then on every call returns it until aclrtResetDevice.
#include <unistd.h>

#include <mutex>
#include <set>

#include "injection.h"
#include "launch.h"

namespace sim {

namespace {

struct Event {
    bool recorded = false;
    double nanoseconds = 0;
    uint32_t flag = 0;
};

struct Loopback {
    Injection injection{getenv("MSDA_SIM_INJECT")};
    Device device{chipNamed(getenv("MSDA_SIM_CHIP") ? getenv("MSDA_SIM_CHIP") : "910B2")};
    bool initialised = false, set = false, hanging = false;
    aclError pending = 0;   // of the stream, not yet seen by a wait
    aclError poisoned = 0;  // seen: the device is unusable until it is reset
    std::string message;    // the newest failure
    double clock = 0;       // nanoseconds of simulated time
    bool launched = false;
    Estimate last;
    std::set<void*> streams, contexts;
    std::set<Event*> events;
};

std::recursive_mutex lock;

Loopback& loopback() {
    static Loopback only;
    return only;
}

aclError failed(aclError code, const std::string& text) {
    loopback().message = text;
    return code;
}

// What a call must pass before it does its work: an injected error, initialisation, the device, and its health.
aclError admitted(const char* call) {
    Loopback& on = loopback();
    if (const aclError injected = on.injection.next(call)) {
        if (injected / 1000 == 507 && injected != ACL_ERROR_RT_STREAM_SYNC_TIMEOUT) {
            on.poisoned = injected;
        }
        return failed(injected, std::string(call) + ": injected error " + std::to_string(injected));
    }
    if (!on.initialised) {
        return failed(ACL_ERROR_UNINITIALIZE, std::string(call) + " before aclInit");
    }
    if (!on.set) {
        return failed(ACL_ERROR_RT_CONTEXT_NULL, std::string(call) + " before aclrtSetDevice");
    }
    if (on.poisoned) {
        return failed(on.poisoned, std::string(call) + ": the device had error " + std::to_string(on.poisoned) + " and was not reset");
    }
    return ACL_SUCCESS;
}

aclError knownStream(const char* call, aclrtStream stream) {
    if (stream != nullptr && loopback().streams.count(stream) == 0) {
        return failed(ACL_ERROR_RT_INVALID_HANDLE, std::string(call) + " with a stream that does not exist or was destroyed");
    }
    return ACL_SUCCESS;
}

aclError knownEvent(const char* call, aclrtEvent event) {
    if (loopback().events.count(static_cast<Event*>(event)) == 0) {
        return failed(ACL_ERROR_RT_INVALID_HANDLE, std::string(call) + " with an event that does not exist or was destroyed");
    }
    return ACL_SUCCESS;
}

Allocation* deviceMemory(const void* address, size_t bytes) {
    return memory().find(reinterpret_cast<uintptr_t>(address), bytes);
}

aclError badParameter(const std::string& text) {
    return failed(ACL_ERROR_INVALID_PARAM, text);
}

aclError wait(const char* call, aclrtStream stream, int32_t milliseconds) {
    if (const aclError error = admitted(call)) {
        return error;
    }
    if (const aclError error = knownStream(call, stream)) {
        return error;
    }
    Loopback& on = loopback();
    if (on.hanging) {
        while (milliseconds < 0) {
            pause();
        }
        usleep(static_cast<useconds_t>(milliseconds) * 1000);
        return failed(ACL_ERROR_RT_STREAM_SYNC_TIMEOUT, std::string(call) + ": the stream was not done after " + std::to_string(milliseconds) + " ms");
    }
    if (on.pending) {
        on.poisoned = on.pending;
        on.pending = 0;
    }
    return on.poisoned;
}

aclError fillMemory(const char* call, void* address, size_t room, int32_t value, size_t bytes) {
    if (const aclError error = admitted(call)) {
        return error;
    }
    Allocation* target = deviceMemory(address, bytes);
    if (!target || bytes == 0 || bytes > room) {
        return badParameter(std::string(call) + " of " + std::to_string(bytes) + " bytes that are not all in device memory");
    }
    Loopback& on = loopback();
    const auto offset = static_cast<uint64_t>(static_cast<uint8_t*>(address) - target->base());
    on.clock += on.device.fill(*target, offset, static_cast<uint8_t>(value), bytes).nanoseconds;
    return ACL_SUCCESS;
}

aclError copyMemory(const char* call, void* dst, size_t room, const void* src, size_t bytes, int kind) {
    if (bytes > room || !dst || !src || kind < ACL_MEMCPY_HOST_TO_HOST || kind > ACL_MEMCPY_DEVICE_TO_DEVICE) {
        return badParameter(std::string(call) + " of " + std::to_string(bytes) + " bytes to room for " + std::to_string(room) + ", kind " + std::to_string(kind));
    }
    Device& device = loopback().device;
    const bool fromDevice = kind == ACL_MEMCPY_DEVICE_TO_HOST || kind == ACL_MEMCPY_DEVICE_TO_DEVICE;
    const bool toDevice = kind == ACL_MEMCPY_HOST_TO_DEVICE || kind == ACL_MEMCPY_DEVICE_TO_DEVICE;
    Allocation* from = fromDevice ? deviceMemory(src, bytes) : nullptr;
    Allocation* to = toDevice ? deviceMemory(dst, bytes) : nullptr;
    if ((fromDevice && !from) || (toDevice && !to)) {
        return badParameter(std::string(call) + " of " + std::to_string(bytes) + " bytes that are not all in device memory");
    }
    if (from) {
        device.settle(*from);
    }
    if (to) {
        device.settle(*to);
    }
    memmove(dst, src, bytes);
    if (to) {
        device.written(*to);
    }
    return ACL_SUCCESS;
}

}  // namespace

void launch(const char* name, Kernel kernel, const void* arguments, uint32_t bytes, uint32_t blocks, bool autoSync, void* stream) {
    std::lock_guard<std::recursive_mutex> held(lock);
    Loopback& on = loopback();
    if (on.pending || admitted("launch") || knownStream("launch", stream)) {
        on.pending = on.pending ? on.pending : on.poisoned ? on.poisoned : ACL_ERROR_RT_INVALID_HANDLE;
        on.poisoned = 0;
        return;
    }
    if (on.injection.next("hang")) {
        on.hanging = true;
        return;
    }
    if (blocks == 0 || blocks > 65535) {
        on.pending = badParameter(std::string(name) + " launched with " + std::to_string(blocks) + " blocks");
        return;
    }
    try {
        const LaunchOf what = {name, kernel, std::string(static_cast<const char*>(arguments), bytes), blocks, autoSync};
        on.last = on.device.launch(what);
        on.launched = true;
        on.clock += on.last.nanoseconds;
    } catch (const Fault& fault) {
        on.pending = failed(fault.code, fault.text);
    }
}

}  // namespace sim

using sim::admitted;
using sim::badParameter;
using sim::failed;
using sim::loopback;

#define LOCKED std::lock_guard<std::recursive_mutex> held(sim::lock)
#define ADMIT(call)                               \
    LOCKED;                                       \
    if (const aclError error = admitted(call)) {  \
        return error;                             \
    }

extern "C" {

aclError aclInit(const char*) {
    LOCKED;
    if (const aclError injected = loopback().injection.next("aclInit")) {
        return failed(injected, "aclInit: injected error");
    }
    if (loopback().initialised) {
        return failed(ACL_ERROR_REPEAT_INITIALIZE, "aclInit was called already");
    }
    loopback().initialised = true;
    return ACL_SUCCESS;
}

aclError aclFinalize() {
    LOCKED;
    loopback().initialised = loopback().set = false;
    return ACL_SUCCESS;
}

const char* aclrtGetSocName() {
    return loopback().device.chip().soc;
}

const char* aclGetRecentErrMsg() {
    LOCKED;
    static std::string told;
    told.clear();
    told.swap(loopback().message);
    return told.empty() ? nullptr : told.c_str();
}

aclError aclrtGetVersion(int32_t* major, int32_t* minor, int32_t* patch) {
    *major = 1;
    *minor = 0;
    *patch = 0;
    return ACL_SUCCESS;
}

aclError aclrtGetDeviceCount(uint32_t* count) {
    LOCKED;
    if (const aclError injected = loopback().injection.next("aclrtGetDeviceCount")) {
        return failed(injected, "aclrtGetDeviceCount: injected error");
    }
    *count = 1;
    return ACL_SUCCESS;
}

aclError aclrtSetDevice(int32_t device) {
    LOCKED;
    if (const aclError injected = loopback().injection.next("aclrtSetDevice")) {
        return failed(injected, "aclrtSetDevice: injected error");
    }
    if (!loopback().initialised) {
        return failed(ACL_ERROR_UNINITIALIZE, "aclrtSetDevice before aclInit");
    }
    if (device != 0) {
        return failed(ACL_ERROR_RT_INVALID_DEVICEID, "there is device 0 only");
    }
    loopback().set = true;
    return ACL_SUCCESS;
}

aclError aclrtResetDevice(int32_t device) {
    LOCKED;
    sim::Loopback& on = loopback();
    if (const aclError injected = on.injection.next("aclrtResetDevice")) {
        return failed(injected, "aclrtResetDevice: injected error");
    }
    if (device != 0) {
        return failed(ACL_ERROR_RT_INVALID_DEVICEID, "there is device 0 only");
    }
    on.device.reset();
    for (auto* event : on.events) {
        delete event;
    }
    for (auto* stream : on.streams) {
        delete static_cast<char*>(stream);
    }
    on.events.clear();
    on.streams.clear();
    on.pending = on.poisoned = 0;
    on.hanging = on.set = false;
    return ACL_SUCCESS;
}

aclError aclrtCreateContext(aclrtContext* context, int32_t device) {
    LOCKED;
    if (const aclError error = aclrtSetDevice(device)) {
        return error;
    }
    *context = new char;
    loopback().contexts.insert(*context);
    return ACL_SUCCESS;
}

aclError aclrtSetCurrentContext(aclrtContext context) {
    LOCKED;
    return loopback().contexts.count(context) ? ACL_SUCCESS : failed(ACL_ERROR_RT_INVALID_HANDLE, "aclrtSetCurrentContext with a context that does not exist");
}

aclError aclrtDestroyContext(aclrtContext context) {
    LOCKED;
    if (loopback().contexts.erase(context) == 0) {
        return failed(ACL_ERROR_RT_INVALID_HANDLE, "aclrtDestroyContext with a context that does not exist");
    }
    delete static_cast<char*>(context);
    return ACL_SUCCESS;
}

aclError aclrtGetDeviceInfo(uint32_t device, int attribute, int64_t* value) {
    LOCKED;
    if (device != 0) {
        return failed(ACL_ERROR_RT_INVALID_DEVICEID, "there is device 0 only");
    }
    const sim::Chip& chip = loopback().device.chip();
    switch (attribute) {
        case ACL_DEV_ATTR_AICORE_CORE_NUM:
        case ACL_DEV_ATTR_CUBE_CORE_NUM: *value = chip.cubeCores; break;
        case ACL_DEV_ATTR_VECTOR_CORE_NUM: *value = chip.vectorCores; break;
        case ACL_DEV_ATTR_UBUF_PER_VECTOR_CORE: *value = sim::UB_BYTES; break;
        case ACL_DEV_ATTR_TOTAL_GLOBAL_MEM_SIZE: *value = static_cast<int64_t>(chip.memoryBytes); break;
        case ACL_DEV_ATTR_L2_CACHE_SIZE: *value = static_cast<int64_t>(chip.l2Bytes); break;
        case ACL_DEV_ATTR_NPU_ARCH: *value = 2201; break;
        default: return badParameter("device attribute " + std::to_string(attribute) + " is not known");
    }
    return ACL_SUCCESS;
}

aclError aclrtGetMemInfo(int attribute, size_t* free, size_t* total) {
    LOCKED;
    if (attribute != ACL_HBM_MEM) {
        return badParameter("only memory of kind ACL_HBM_MEM is known");
    }
    *total = loopback().device.chip().memoryBytes;
    *free = *total - sim::memory().used();
    return ACL_SUCCESS;
}

aclError aclrtCreateStream(aclrtStream* stream) {
    ADMIT("aclrtCreateStream");
    *stream = new char;
    loopback().streams.insert(*stream);
    return ACL_SUCCESS;
}

aclError aclrtDestroyStream(aclrtStream stream) {
    LOCKED;
    if (loopback().streams.erase(stream) == 0) {
        return failed(ACL_ERROR_RT_INVALID_HANDLE, "aclrtDestroyStream of a stream that does not exist or was destroyed");
    }
    delete static_cast<char*>(stream);
    return ACL_SUCCESS;
}

aclError aclrtSynchronizeStream(aclrtStream stream) {
    LOCKED;
    return sim::wait("aclrtSynchronizeStream", stream, -1);
}

aclError aclrtSynchronizeStreamWithTimeout(aclrtStream stream, int32_t milliseconds) {
    LOCKED;
    return sim::wait("aclrtSynchronizeStreamWithTimeout", stream, milliseconds);
}

aclError aclrtCreateEventWithFlag(aclrtEvent* event, uint32_t flag) {
    ADMIT("aclrtCreateEventWithFlag");
    auto* made = new sim::Event();
    made->flag = flag;
    loopback().events.insert(made);
    *event = made;
    return ACL_SUCCESS;
}

aclError aclrtCreateEventExWithFlag(aclrtEvent* event, uint32_t flag) {
    return aclrtCreateEventWithFlag(event, flag);
}

aclError aclrtDestroyEvent(aclrtEvent event) {
    LOCKED;
    if (const aclError error = sim::knownEvent("aclrtDestroyEvent", event)) {
        return error;
    }
    loopback().events.erase(static_cast<sim::Event*>(event));
    delete static_cast<sim::Event*>(event);
    return ACL_SUCCESS;
}

aclError aclrtRecordEvent(aclrtEvent event, aclrtStream stream) {
    ADMIT("aclrtRecordEvent");
    if (const aclError error = sim::knownEvent("aclrtRecordEvent", event)) {
        return error;
    }
    if (const aclError error = sim::knownStream("aclrtRecordEvent", stream)) {
        return error;
    }
    auto* recorded = static_cast<sim::Event*>(event);
    recorded->recorded = true;
    recorded->nanoseconds = loopback().clock;
    return ACL_SUCCESS;
}

aclError aclrtEventElapsedTime(float* milliseconds, aclrtEvent start, aclrtEvent end) {
    ADMIT("aclrtEventElapsedTime");
    for (const aclrtEvent event : {start, end}) {
        if (const aclError error = sim::knownEvent("aclrtEventElapsedTime", event)) {
            return error;
        }
        const auto* known = static_cast<sim::Event*>(event);
        if (!known->recorded || !(known->flag & ACL_EVENT_TIME_LINE)) {
            return failed(ACL_ERROR_RT_PARAM_INVALID, "aclrtEventElapsedTime needs recorded events that were created with ACL_EVENT_TIME_LINE");
        }
    }
    *milliseconds = static_cast<float>((static_cast<sim::Event*>(end)->nanoseconds - static_cast<sim::Event*>(start)->nanoseconds) / 1e6);
    return ACL_SUCCESS;
}

aclError aclrtMalloc(void** address, size_t bytes, int) {
    ADMIT("aclrtMalloc");
    if (bytes == 0) {
        return badParameter("aclrtMalloc of 0 bytes");
    }
    const bool fits = sim::memory().used() + bytes <= loopback().device.chip().memoryBytes;
    *address = fits ? loopback().device.allocate(bytes) : nullptr;
    return *address ? ACL_SUCCESS : failed(ACL_ERROR_RT_MEMORY_ALLOCATION, "aclrtMalloc of " + std::to_string(bytes) + " bytes: the device has not so much left");
}

aclError aclrtFree(void* address) {
    ADMIT("aclrtFree");
    const sim::Allocation* freed = sim::deviceMemory(address, 1);
    if (!freed || freed->base() != address) {
        return badParameter("aclrtFree of what aclrtMalloc did not give, or twice");
    }
    loopback().device.release(address);
    return ACL_SUCCESS;
}

aclError aclrtMallocHost(void** address, size_t bytes) {
    ADMIT("aclrtMallocHost");
    *address = bytes ? malloc(bytes) : nullptr;
    return *address ? ACL_SUCCESS : badParameter("aclrtMallocHost of " + std::to_string(bytes) + " bytes");
}

aclError aclrtFreeHost(void* address) {
    LOCKED;
    free(address);
    return ACL_SUCCESS;
}

aclError aclrtMemcpy(void* dst, size_t room, const void* src, size_t bytes, int kind) {
    LOCKED;
    if (const aclError error = sim::wait("aclrtMemcpy", nullptr, 0)) {
        return error;
    }
    return sim::copyMemory("aclrtMemcpy", dst, room, src, bytes, kind);
}

aclError aclrtMemcpyAsync(void* dst, size_t room, const void* src, size_t bytes, int kind, aclrtStream stream) {
    ADMIT("aclrtMemcpyAsync");
    if (const aclError error = sim::knownStream("aclrtMemcpyAsync", stream)) {
        return error;
    }
    return sim::copyMemory("aclrtMemcpyAsync", dst, room, src, bytes, kind);
}

aclError aclrtMemset(void* address, size_t room, int32_t value, size_t bytes) {
    LOCKED;
    return sim::fillMemory("aclrtMemset", address, room, value, bytes);
}

aclError aclrtMemsetAsync(void* address, size_t room, int32_t value, size_t bytes, aclrtStream stream) {
    LOCKED;
    if (const aclError error = sim::knownStream("aclrtMemsetAsync", stream)) {
        return error;
    }
    return sim::fillMemory("aclrtMemsetAsync", address, room, value, bytes);
}

// Only the simulated device has this: the band within which the last launch's time is believed to be. 1 if there was a launch.
__attribute__((visibility("default"))) int32_t msdaSimLastEstimate(double* lowNs, double* highNs) {
    LOCKED;
    if (!loopback().launched) {
        return 0;
    }
    *lowNs = loopback().last.low;
    *highNs = loopback().last.high;
    return 1;
}
}
