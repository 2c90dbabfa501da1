// Turns operators files (operators.yaml) into Operators: who runs which hosts, and who owns whom.
#pragma once

#include "config/services.hpp"
#include "proofs/groups/operators.hpp"

#include <string_view>

namespace quorate {

// What stands in the file, beside what `known` has already. Success: ids and names are unique; every domain
// is canonical and has one operator, and where it lies below a domain of another one, both belong to the same
// company (else whoever wrote the more special line could take a name out of its company's group); parents
// exist and form no loop; every shared host belongs to an operator; no address is published and no issuer
// named by two. Errors: bad_config with the place.
Result<Operators> load_operators(std::string_view file, std::string_view bytes, const Operators& known = {});

// Whether each operator that a service names exists and runs the hosts of that service's examples, so that
// what a service says and what is counted are the same. Errors: bad_config with the place of the service.
Result<void> check_operators(const Services& services, const Operators& operators);

}  // namespace quorate
