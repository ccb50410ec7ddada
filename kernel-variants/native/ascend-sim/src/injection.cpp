#include "injection.h"

#include <cstdlib>
#include <sstream>

namespace sim {

Injection::Injection(const char* text) {
    std::istringstream parts(text ? text : "");
    for (std::string part; std::getline(parts, part, ',');) {
        const size_t at = part.find('@'), is = part.find('=');
        const std::string call = part.substr(0, std::min(is, at));
        const std::string nth = at == std::string::npos ? "1" : part.substr(at + 1);
        const aclError code = is == std::string::npos ? ACL_ERROR_RT_STREAM_SYNC_TIMEOUT : static_cast<aclError>(strtol(part.c_str() + is + 1, nullptr, 10));
        rules[call].push_back({code, nth == "*" ? 0 : strtol(nth.c_str(), nullptr, 10)});
    }
}

aclError Injection::next(const std::string& call) {
    const auto found = rules.find(call);
    if (found == rules.end()) {
        return ACL_SUCCESS;
    }
    const long now = ++calls[call];
    for (const Rule& rule : found->second) {
        if (rule.nth == 0 || rule.nth == now) {
            return rule.code;
        }
    }
    return ACL_SUCCESS;
}

}  // namespace sim
