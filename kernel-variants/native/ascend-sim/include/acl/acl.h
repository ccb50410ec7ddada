// The documented calls of AscendCL that the loopback has.
#ifndef ACL_ACL_H
#define ACL_ACL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#pragma GCC visibility push(default)
extern "C" {
#endif

typedef int aclError;
typedef void* aclrtStream;
typedef void* aclrtEvent;
typedef void* aclrtContext;

enum {
    ACL_SUCCESS = 0,
    ACL_ERROR_INVALID_PARAM = 100000,
    ACL_ERROR_UNINITIALIZE = 100001,
    ACL_ERROR_REPEAT_INITIALIZE = 100002,
    ACL_ERROR_RT_PARAM_INVALID = 107000,
    ACL_ERROR_RT_INVALID_DEVICEID = 107001,
    ACL_ERROR_RT_CONTEXT_NULL = 107002,
    ACL_ERROR_RT_INVALID_HANDLE = 107017,
    ACL_ERROR_RT_FEATURE_NOT_SUPPORT = 207000,
    ACL_ERROR_RT_MEMORY_ALLOCATION = 207001,
    ACL_ERROR_RT_VECTOR_CORE_TIMEOUT = 507034,
    ACL_ERROR_RT_VECTOR_CORE_EXCEPTION = 507035,
    ACL_ERROR_RT_VECTOR_READ_OUT_OF_BOUNDS = 507044,
    ACL_ERROR_RT_VECTOR_WRITE_OUT_OF_BOUNDS = 507045,
    ACL_ERROR_RT_STREAM_SYNC_TIMEOUT = 507046
};

enum { ACL_MEMCPY_HOST_TO_HOST = 0, ACL_MEMCPY_HOST_TO_DEVICE = 1, ACL_MEMCPY_DEVICE_TO_HOST = 2, ACL_MEMCPY_DEVICE_TO_DEVICE = 3 };
enum { ACL_MEM_MALLOC_HUGE_FIRST = 0 };
enum { ACL_DDR_MEM = 0, ACL_HBM_MEM = 1 };
enum { ACL_EVENT_TIME_LINE = 8 };
enum {
    ACL_DEV_ATTR_AICORE_CORE_NUM = 101,
    ACL_DEV_ATTR_CUBE_CORE_NUM = 102,
    ACL_DEV_ATTR_VECTOR_CORE_NUM = 201,
    ACL_DEV_ATTR_UBUF_PER_VECTOR_CORE = 204,
    ACL_DEV_ATTR_TOTAL_GLOBAL_MEM_SIZE = 301,
    ACL_DEV_ATTR_L2_CACHE_SIZE = 302,
    ACL_DEV_ATTR_NPU_ARCH = 601
};

aclError aclInit(const char* config);
aclError aclFinalize(void);
const char* aclrtGetSocName(void);
const char* aclGetRecentErrMsg(void);
aclError aclrtGetVersion(int32_t* major, int32_t* minor, int32_t* patch);
aclError aclrtGetDeviceCount(uint32_t* count);
aclError aclrtSetDevice(int32_t device);
aclError aclrtResetDevice(int32_t device);
aclError aclrtCreateContext(aclrtContext* context, int32_t device);
aclError aclrtSetCurrentContext(aclrtContext context);
aclError aclrtDestroyContext(aclrtContext context);
aclError aclrtGetDeviceInfo(uint32_t device, int attribute, int64_t* value);
aclError aclrtGetMemInfo(int attribute, size_t* free, size_t* total);
aclError aclrtCreateStream(aclrtStream* stream);
aclError aclrtDestroyStream(aclrtStream stream);
aclError aclrtSynchronizeStream(aclrtStream stream);
aclError aclrtSynchronizeStreamWithTimeout(aclrtStream stream, int32_t milliseconds);
aclError aclrtCreateEventWithFlag(aclrtEvent* event, uint32_t flag);
aclError aclrtCreateEventExWithFlag(aclrtEvent* event, uint32_t flag);
aclError aclrtDestroyEvent(aclrtEvent event);
aclError aclrtRecordEvent(aclrtEvent event, aclrtStream stream);
aclError aclrtEventElapsedTime(float* milliseconds, aclrtEvent start, aclrtEvent end);
aclError aclrtMalloc(void** address, size_t bytes, int policy);
aclError aclrtFree(void* address);
aclError aclrtMallocHost(void** address, size_t bytes);
aclError aclrtFreeHost(void* address);
aclError aclrtMemcpy(void* dst, size_t room, const void* src, size_t bytes, int kind);
aclError aclrtMemcpyAsync(void* dst, size_t room, const void* src, size_t bytes, int kind, aclrtStream stream);
aclError aclrtMemset(void* address, size_t room, int32_t value, size_t bytes);
aclError aclrtMemsetAsync(void* address, size_t room, int32_t value, size_t bytes, aclrtStream stream);

#ifdef __cplusplus
}
#pragma GCC visibility pop
#endif

#endif
