// The calls of AscendCL about initialisation, the device and its contexts.
#include "loopback.h"

using sim::badParameter;
using sim::failed;
using sim::loopback;

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
}
