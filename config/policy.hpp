// Turns a policy file, or the `policy` of a contact, into how many must agree and which answers the relying
// party accepts.
#pragma once

#include "config/yaml/yaml.hpp"
#include "proofs/score/score.hpp"

#include <string_view>
#include <vector>

namespace quorate {

struct Policy {
  QuorumRule rule;  // neither of the two set: the default of docs/quorum.md
  std::vector<Answer> accept = {
      Answer::confirmed};  // those that end with exit status 0; `confirmed` is always one
};

// `hostile: f` or `quorum: k`, and `accept: [confirmed, corroborated]`; each may be left out, both numbers
// may not stand together. Errors: bad_config with the place.
Result<Policy> read_policy(const YamlNode& node);
Result<Policy> load_policy(std::string_view file, std::string_view bytes);

bool accepts(const Policy& policy, Answer answer);

}  // namespace quorate
