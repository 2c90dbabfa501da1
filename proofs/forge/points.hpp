// Turns what was seen on the way to an account into who could fake it.
#pragma once

#include "proofs/forge/control_point.hpp"
#include "proofs/forge/networks.hpp"
#include "proofs/groups/groups.hpp"
#include "proofs/observation.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// What names are looked up in. All of it outlives the calls.
struct Directory {
  const Operators& operators;
  const Networks& networks;  // may be empty
  const Division& division;  // of the anchored accounts' hosts: holders are named as groups are
};

// The name of the group to which the entry's company belongs.
std::string holder_name(const Operator& entry, const Directory& directory);

// Everybody seen on the route to `host`, sorted and each once; whoever is the group itself is left out. The
// route is the host's own word, and so is what follows from it: it can only say that more people could fake
// this host.
std::vector<ControlPoint> points_of(std::string_view host, const Route& route, const Directory& directory);

// Of the points, the holders that are groups of operators.yaml by kind (host, cdn):
// AccountEvidence::observed.
std::vector<std::string> observed(const std::vector<ControlPoint>& points);

}  // namespace quorate
