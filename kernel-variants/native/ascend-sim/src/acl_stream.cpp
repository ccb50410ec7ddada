// The calls of AscendCL about streams and events.
#include "loopback.h"

using sim::failed;
using sim::loopback;

extern "C" {

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
    recorded->at = loopback().clock;
    return ACL_SUCCESS;
}

// Not a call of AscendCL: the band of what aclrtEventElapsedTime answers.
__attribute__((visibility("default"))) aclError msdaSimElapsedBand(double* lowNs, double* highNs, aclrtEvent start, aclrtEvent end) {
    LOCKED;
    float milliseconds = 0;
    if (const aclError error = aclrtEventElapsedTime(&milliseconds, start, end)) {
        return error;
    }
    const sim::Estimate from = static_cast<sim::Event*>(start)->at, to = static_cast<sim::Event*>(end)->at;
    *lowNs = to.low - from.low;
    *highNs = to.high - from.high;
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
    *milliseconds = static_cast<float>((static_cast<sim::Event*>(end)->at.nanoseconds - static_cast<sim::Event*>(start)->at.nanoseconds) / 1e6);
    return ACL_SUCCESS;
}
}
