// What the device throws when a kernel breaks a rule: the error that AscendCL reports, and a text that ends with the source line.
#ifndef FAULT_H
#define FAULT_H

#include <string>

#include "acl/acl.h"
#include "ascendc/types.h"

namespace sim {

struct Fault {
    aclError code;
    std::string text;
};

std::string lineOf(Site at);  // "msda_forward.asc:88"
[[noreturn]] void raise(aclError code, const std::string& check, const std::string& text, Site at);

}  // namespace sim

#endif
