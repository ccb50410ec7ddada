// The state behind the calls of AscendCL, and what each call must pass before it does its work.
//
// What is put on a stream is done at once and takes simulated time. A fault of a launch is kept until somebody waits, as on a
// device; from then on every call returns it until aclrtResetDevice.
#ifndef LOOPBACK_H
#define LOOPBACK_H

#include <mutex>
#include <set>

#include "injection.h"
#include "launch.h"

namespace sim {

struct Event {
    bool recorded = false;
    Estimate at;
    uint32_t flag = 0;
};

struct Loopback {
    Injection injection{getenv("MSDA_SIM_INJECT")};
    Device device{chipNamed(getenv("MSDA_SIM_CHIP") ? getenv("MSDA_SIM_CHIP") : "910B2"),
                  getenv("MSDA_SIM_SAMPLE") ? static_cast<uint32_t>(atoi(getenv("MSDA_SIM_SAMPLE"))) : 0};
    bool initialised = false, set = false, hanging = false;
    aclError pending = 0;   // of the stream, not yet seen by a wait
    aclError poisoned = 0;  // seen: the device is unusable until it is reset
    std::string message;    // the newest failure
    Estimate clock;         // simulated time, and the least and the most that it may be
    std::set<void*> streams, contexts;
    std::set<Event*> events;
};

extern std::recursive_mutex lock;

Loopback& loopback();
aclError failed(aclError code, const std::string& text);
aclError admitted(const char* call);
aclError knownStream(const char* call, aclrtStream stream);
aclError knownEvent(const char* call, aclrtEvent event);
Allocation* deviceMemory(const void* address, size_t bytes);
aclError badParameter(const std::string& text);
aclError wait(const char* call, aclrtStream stream, int32_t milliseconds);
aclError fillMemory(const char* call, void* address, size_t room, int32_t value, size_t bytes);
aclError copyMemory(const char* call, void* dst, size_t room, const void* src, size_t bytes, int kind);

}  // namespace sim

#define LOCKED std::lock_guard<std::recursive_mutex> held(sim::lock)
#define ADMIT(call)                                   \
    LOCKED;                                           \
    if (const aclError error = sim::admitted(call)) { \
        return error;                                 \
    }

#endif
