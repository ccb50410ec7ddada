// The calls of ascendc/device.h that go straight to the core.
#include "core.h"

namespace sim {

void setFlag(AscendC::HardEvent event, int id, Site at) {
    core().setFlag(event, id, at);
}

void waitFlag(AscendC::HardEvent event, int id, Site at) {
    core().waitFlag(event, id, at);
}

void pipeBarrier(pipe_t pipe, Site at) {
    core().barrier(pipe, at);
}

AscendC::TEventID takeEvent(AscendC::HardEvent event, Site at) {
    return static_cast<AscendC::TEventID>(core().takeEvent(event, true, at));
}

void returnEvent(AscendC::HardEvent event, AscendC::TEventID id, Site at) {
    core().returnEvent(event, id, at);
}

AscendC::TEventID freeEvent(AscendC::HardEvent event, Site at) {
    return static_cast<AscendC::TEventID>(core().takeEvent(event, false, at));
}

uint32_t reserve(uint32_t bytes, Site at) {
    return core().reserve(bytes, at);
}

void fault(const char* check, const char* text, Site at) {
    raise(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, check, text, at);
}

}  // namespace sim
