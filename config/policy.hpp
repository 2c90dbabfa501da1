// Turns a policy file, or the `policy` of a contact, into how many must agree, what counts, and which answers
// the relying party accepts.
#pragma once

#include "config/yaml/yaml.hpp"
#include "proofs/groups/groups.hpp"
#include "proofs/history/rules.hpp"
#include "proofs/identity/account.hpp"
#include "proofs/score/score.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// What the policy takes for one with others: an operator by its id, or a domain, which has a dot.
struct MergeMember {
  std::string name;
  YamlPlace place;
};

// What a proof rests on: a signature over the very account, or a place that merely names the key and can be
// quoted by others. No format that this version reads gives a linked one, so `linked` changes nothing yet.
enum class Basis { signed_for_account, linked };

// Everything but `rule`, `accept`, `bases` and `repinning` can only weaken an answer.
struct Policy {
  QuorumRule rule;  // neither of the two set: the default of docs/quorum.md
  std::vector<Answer> accept = {
      Answer::confirmed};         // those that end with exit status 0; `confirmed` is always one
  std::vector<Basis> bases = {Basis::signed_for_account};  // `signed_for_account` is always one
  std::vector<Account> required;  // without these proven neither confirmed nor corroborated
  YamlPlace required_place;
  std::optional<std::uint32_t> max_age_days;  // older proofs do not count for their key
  std::vector<std::vector<MergeMember>> merge;
  Repinning repinning = Repinning::by_act_only;
};

//   hostile: f | quorum: k                  1 to 32; not both
//   accept: [confirmed, corroborated]
//   bases: [signed, linked]                 `signed` must be one
//   required: [URI, ...]                    canonical, up to 32
//   max_age: DAYS
//   merge: [[DOMAIN | OPERATOR, ...], ...]
//   auto_rotate: true | false
// Each may be left out. Errors: bad_config with the place.
Result<Policy> read_policy(const YamlNode& node);
Result<Policy> load_policy(std::string_view file, std::string_view bytes);

// Whether the policy can be applied: every operator that it names exists, and every account that it requires
// is one of the contact's, for others are never counted. Errors: bad_config with the place.
Result<void> check_operators(const Policy& policy, const Operators& operators);
Result<void> check_required(const Policy& policy, const std::vector<Account>& accounts);

std::vector<Merge> merges(const Policy& policy);
// In seconds.
std::optional<std::int64_t> max_age(const Policy& policy);
std::vector<std::string> required_uris(const Policy& policy);

bool counts(const Policy& policy, Basis basis);
bool accepts(const Policy& policy, Answer answer);

}  // namespace quorate
