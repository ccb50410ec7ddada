// Errors that a test asks for with MSDA_SIM_INJECT="CALL=CODE[@N],hang[@N]".
#ifndef INJECTION_H
#define INJECTION_H

#include <map>
#include <string>
#include <vector>

#include "acl/acl.h"

namespace sim {

class Injection {
public:
    explicit Injection(const char* text);
    // Counts a call; the error that it shall end with, 0 for none.
    aclError next(const std::string& call);

private:
    struct Rule {
        aclError code;
        long nth;  // 0: every one
    };
    std::map<std::string, std::vector<Rule>> rules;
    std::map<std::string, long> calls;
};

}  // namespace sim

#endif
