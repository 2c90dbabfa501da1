// Turns operators files (operators.yaml) into Operators: who runs which hosts, and who owns whom.
#pragma once

#include "config/services.hpp"
#include "proofs/groups/operators.hpp"

#include <string_view>

namespace quorate {

// What stands in the file, beside what `known` has already. Success: ids and names are unique; every domain
// and label is canonical and has one operator, and where a domain lies below a domain of another one, or has
// the label that another one has as name, both belong to the same company (else whoever wrote the more
// special line could take a name out of its company's group); parents
// exist and form no loop; every shared host belongs to an operator; no address is published and no issuer
// named by two. Errors: bad_config with the place.
Result<Operators> load_operators(std::string_view file, std::string_view bytes, const Operators& known = {});

// The same of a file in the form of flow_table.hpp, in a fraction of the time. What is built into the program
// has it.
Result<Operators> load_operator_table(std::string_view file, std::string_view bytes,
                                      const Operators& known = {});

// What is built into the program: operators.yaml and, where that leaves the owner open, suffix_owners.yaml.
Result<Operators> load_shipped_operators();

// Whether each operator that a service names exists and runs the hosts of that service's examples, so that
// what a service says and what is counted are the same. Errors: bad_config with the place of the service.
Result<void> check_operators(const Services& services, const Operators& operators);

}  // namespace quorate
