#include "loopback.h"

#include <unistd.h>

namespace sim {

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
    on.clock += on.device.fill(*target, offset, static_cast<uint8_t>(value), bytes);
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
        on.clock += on.device.launch(what);
    } catch (const Fault& fault) {
        on.pending = failed(fault.code, fault.text);
    }
}

}  // namespace sim
