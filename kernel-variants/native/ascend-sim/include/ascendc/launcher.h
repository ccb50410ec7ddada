// What the stand-in compiler makes of kernel<<<blocks, nullptr, stream>>>(arguments): ASCENDC_LAUNCH(kernel, blocks, stream)(arguments).
#ifndef ASCENDC_LAUNCHER_H
#define ASCENDC_LAUNCHER_H

#include <tuple>

#include "device.h"

#ifndef ASCENDC_AUTO_SYNC
#define ASCENDC_AUTO_SYNC 1
#endif

#define ASCENDC_LAUNCH(kernel, blocks, stream) \
    ::sim::Launcher<decltype(&kernel), &kernel> { #kernel, static_cast<uint32_t>(blocks), stream }

namespace sim {

template <typename Function, Function function>
struct Launcher;

template <typename... Parameters, void (*function)(Parameters...)>
struct Launcher<void (*)(Parameters...), function> {
    const char* name;
    uint32_t blocks;
    void* stream;

    void operator()(Parameters... parameters) const {
        const std::tuple<Parameters...> arguments(parameters...);
        launch(name, run, &arguments, sizeof arguments, blocks, ASCENDC_AUTO_SYNC != 0, stream);
    }

    static void run(const void* arguments) { std::apply(function, *static_cast<const std::tuple<Parameters...>*>(arguments)); }
};

}  // namespace sim

#endif
