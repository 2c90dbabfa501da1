// Puts together the route of a request that went over several hosts.
#pragma once

#include "proofs/observation.hpp"

#include <string>
#include <vector>

namespace quorate {

// Each once, in the order in which they came.
void add_once(std::vector<std::string>& names, const std::string& name);
void add_once(std::vector<std::string>& names, const std::vector<std::string>& more);

// All names and addresses on the way; the certificate is that of the later host.
Route joined(Route earlier, const Route& later);

}  // namespace quorate
