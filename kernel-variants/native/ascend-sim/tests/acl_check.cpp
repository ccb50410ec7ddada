// The calls of the loopback: what each refuses, and how. acl_check prints "all calls behave"; acl_check chip what the chip is.
#include <cstdio>
#include <cstring>
#include <vector>

#include "acl/acl.h"

extern "C" aclError msdaSimElapsedBand(double* lowNs, double* highNs, aclrtEvent start, aclrtEvent end);

namespace {

int failures = 0;

void expect(const char* what, aclError wanted, aclError got) {
    if (wanted != got) {
        const char* text = aclGetRecentErrMsg();
        printf("%s: wanted %d, got %d (%s)\n", what, wanted, got, text ? text : "");
        failures++;
    }
}

int chip() {
    int64_t cores = 0, ub = 0, l2 = 0;
    aclrtGetDeviceInfo(0, ACL_DEV_ATTR_VECTOR_CORE_NUM, &cores);
    aclrtGetDeviceInfo(0, ACL_DEV_ATTR_UBUF_PER_VECTOR_CORE, &ub);
    aclrtGetDeviceInfo(0, ACL_DEV_ATTR_L2_CACHE_SIZE, &l2);
    printf("%s %ld cores, UB %ld, L2 %ld\n", aclrtGetSocName(), static_cast<long>(cores), static_cast<long>(ub), static_cast<long>(l2));
    return 0;
}

void initialisation() {
    aclrtStream stream = nullptr;
    void* address = nullptr;
    expect("a stream before aclInit", ACL_ERROR_UNINITIALIZE, aclrtCreateStream(&stream));
    expect("aclInit", ACL_SUCCESS, aclInit(nullptr));
    expect("aclInit twice", ACL_ERROR_REPEAT_INITIALIZE, aclInit(nullptr));
    expect("memory before a device is set", ACL_ERROR_RT_CONTEXT_NULL, aclrtMalloc(&address, 4, ACL_MEM_MALLOC_HUGE_FIRST));
    expect("a device that is not there", ACL_ERROR_RT_INVALID_DEVICEID, aclrtSetDevice(1));
    expect("the device", ACL_SUCCESS, aclrtSetDevice(0));
}

void memoryCalls() {
    void* address = nullptr;
    std::vector<char> host(64, 7), back(64);
    expect("no bytes", ACL_ERROR_INVALID_PARAM, aclrtMalloc(&address, 0, ACL_MEM_MALLOC_HUGE_FIRST));
    expect("more than there is", ACL_ERROR_RT_MEMORY_ALLOCATION, aclrtMalloc(&address, 1ULL << 40, ACL_MEM_MALLOC_HUGE_FIRST));
    expect("memory", ACL_SUCCESS, aclrtMalloc(&address, 64, ACL_MEM_MALLOC_HUGE_FIRST));
    expect("a copy to the device", ACL_SUCCESS, aclrtMemcpy(address, 64, host.data(), 64, ACL_MEMCPY_HOST_TO_DEVICE));
    expect("a copy beyond the room", ACL_ERROR_INVALID_PARAM, aclrtMemcpy(address, 64, host.data(), 65, ACL_MEMCPY_HOST_TO_DEVICE));
    expect("a copy to what is no device memory", ACL_ERROR_INVALID_PARAM, aclrtMemcpy(back.data(), 64, host.data(), 64, ACL_MEMCPY_HOST_TO_DEVICE));
    expect("a fill of half", ACL_SUCCESS, aclrtMemset(address, 64, 9, 32));
    expect("a copy back", ACL_SUCCESS, aclrtMemcpy(back.data(), 64, address, 64, ACL_MEMCPY_DEVICE_TO_HOST));
    expect("its bytes", 0, back[0] == 9 && back[31] == 9 && back[32] == 7 && back[63] == 7 ? 0 : 1);
    expect("free", ACL_SUCCESS, aclrtFree(address));
    expect("free twice", ACL_ERROR_INVALID_PARAM, aclrtFree(address));
    expect("a fill of freed memory", ACL_ERROR_INVALID_PARAM, aclrtMemset(address, 64, 0, 64));
}

void streamsAndEvents() {
    aclrtStream stream = nullptr;
    aclrtEvent timed = nullptr, untimed = nullptr;
    float milliseconds = 0;
    expect("a stream", ACL_SUCCESS, aclrtCreateStream(&stream));
    expect("a timed event", ACL_SUCCESS, aclrtCreateEventWithFlag(&timed, ACL_EVENT_TIME_LINE));
    expect("an event without time", ACL_SUCCESS, aclrtCreateEventWithFlag(&untimed, 0));
    expect("the time of an event that was not recorded", ACL_ERROR_RT_PARAM_INVALID, aclrtEventElapsedTime(&milliseconds, timed, timed));
    expect("recording", ACL_SUCCESS, aclrtRecordEvent(timed, stream));
    expect("recording", ACL_SUCCESS, aclrtRecordEvent(untimed, stream));
    expect("the time of an event without one", ACL_ERROR_RT_PARAM_INVALID, aclrtEventElapsedTime(&milliseconds, timed, untimed));
    double low = 1, high = 1;
    expect("the band of an event that is gone", ACL_ERROR_RT_INVALID_HANDLE, msdaSimElapsedBand(&low, &high, timed, stream));
    expect("the band of no time", ACL_SUCCESS, msdaSimElapsedBand(&low, &high, timed, timed));
    expect("its width", 0, low == 0 && high == 0 ? 0 : 1);
    expect("no time between an event and itself", ACL_SUCCESS, aclrtEventElapsedTime(&milliseconds, timed, timed));
    expect("that the message is cleared when read", 0, (aclrtDestroyEvent(stream), aclGetRecentErrMsg() != nullptr && aclGetRecentErrMsg() == nullptr) ? 0 : 1);
    expect("an event's end", ACL_SUCCESS, aclrtDestroyEvent(timed));
    expect("an event's end, twice", ACL_ERROR_RT_INVALID_HANDLE, aclrtDestroyEvent(timed));
    expect("recording an event that is gone", ACL_ERROR_RT_INVALID_HANDLE, aclrtRecordEvent(timed, stream));
    expect("a stream's end", ACL_SUCCESS, aclrtDestroyStream(stream));
    expect("waiting for a stream that is gone", ACL_ERROR_RT_INVALID_HANDLE, aclrtSynchronizeStreamWithTimeout(stream, 1));
    expect("a reset", ACL_SUCCESS, aclrtResetDevice(0));
    expect("a stream after the reset", ACL_ERROR_RT_CONTEXT_NULL, aclrtCreateStream(&stream));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc > 1 && strcmp(argv[1], "chip") == 0) {
        return chip();
    }
    initialisation();
    memoryCalls();
    streamsAndEvents();
    puts(failures == 0 ? "all calls behave" : "some calls do not");
    return failures == 0 ? 0 : 1;
}
