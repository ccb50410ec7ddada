// The calls of AscendCL about memory.
#include "loopback.h"

using sim::badParameter;
using sim::failed;
using sim::loopback;

extern "C" {

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
}
