#include "proofs/scan/pseudonyms.hpp"

#include "proofs/identity/host.hpp"

#include <algorithm>
#include <utility>

namespace quorate {
namespace {

constexpr std::size_t kept_bytes = 16;
constexpr std::string_view joint = " + ";  // between the members of a group

}  // namespace

Pseudonyms::Pseudonyms(Bytes key, const Operators& operators, SuffixList suffixes,
                       std::set<std::string, std::less<>> hosts)
    : key_(std::move(key)), operators_(operators), suffixes_(std::move(suffixes)), hosts_(std::move(hosts)) {
  for (const Operator& entry : operators_.entries()) operator_names_.insert(entry.name);
}

std::string Pseudonyms::hash(std::string_view text) const {
  const auto digest = hmac_sha256(key_, as_bytes(text));
  return "p" + encode_hex(ByteView(digest).first(kept_bytes));
}

std::string Pseudonyms::fingerprint() const { return hash("quorate pseudonyms"); }

std::string Pseudonyms::digest(std::string_view digest) const {
  return encode_hex(hmac_sha256(key_, as_bytes("quorate digest " + std::string(digest))));
}

void Pseudonyms::apply_name(std::string& text) const {
  if (!text.empty()) text = hash(text);
}

void Pseudonyms::apply_host(std::string& host) const {
  if (hosts_.count(host) != 0) return;
  const std::string registered = suffixes_.registered_domain(host);
  if (operators_.of(host) == nullptr && hosts_.count(registered) == 0) {
    const std::string pseudonym = hash(registered) + ".invalid";
    host = host == registered ? pseudonym : hash(host) + "." + pseudonym;
    return;
  }
  if (host == registered) return;
  // Of the names above it, the longest that is the operator's own.
  for (std::string_view above = host; !above.empty(); above = name_above(above))
    if (const Operator* entry = operators_.of(host))
      for (const std::string& domain : entry->domains)
        if (domain == above) {
          if (above != host) host = hash(host) + "." + std::string(above);
          return;
        }
  host = hash(host) + "." + registered;
}

// Groups are called as companies or domains are, or as several of them.
void Pseudonyms::apply_holder(std::string& holder) const {
  std::string all;
  std::string_view rest = holder;
  while (true) {
    const std::size_t end = rest.find(joint);
    std::string part(rest.substr(0, end));
    if (operator_names_.count(part) == 0 && canonical_host(part)) apply_host(part);
    all += part;
    if (end == rest.npos) break;
    all += joint;
    rest.remove_prefix(end + joint.size());
  }
  holder = std::move(all);
}

void Pseudonyms::apply_speaker(Speaker& speaker) const {
  apply_name(speaker.key.id);
  apply_name(speaker.subject);
}

void Pseudonyms::apply_cheapest(CheapestLine& set) const {
  for (std::string& holder : set.holders) apply_holder(holder);
}

void Pseudonyms::apply_target(TargetLine& target) const {
  apply_name(target.id);
  // What is wrong with a line, and the entry of an opt-out list, are made of names.
  if (target.state == TargetState::invalid) target.error = "line " + std::to_string(target.n);
  if (target.state == TargetState::excluded) target.error = "on the list";
  if (target.subject) apply_name(*target.subject);
  if (target.given_key) apply_name(target.given_key->id);
  if (target.score.key) apply_speaker(*target.score.key);
  for (GroupLine& group : target.score.group_states) apply_holder(group.name);
  std::sort(target.score.group_states.begin(), target.score.group_states.end(),
            [](const GroupLine& a, const GroupLine& b) { return a.name < b.name; });
  if (target.score.forge) {
    apply_cheapest(target.score.forge->overall);
    apply_cheapest(target.score.forge->without_issuers);
    apply_cheapest(target.score.forge->operators);
  }
  for (KeyFacts& facts : target.facts) {
    apply_speaker(facts.speaker);
    for (KeyName& key : facts.joined) apply_name(key.id);
    if (facts.successor) apply_name(facts.successor->id);
    for (std::string& account : facts.listed_accounts) apply_name(account);
  }
}

void Pseudonyms::apply_account(AccountLine& account) const {
  apply_name(account.account);
  apply_host(account.host);
  apply_host(account.domain);
  apply_holder(account.group);
  for (std::string& group : account.observed) apply_holder(group);
  for (ShownKey& shown : account.proven) apply_speaker(shown.speaker);
  for (Speaker& speaker : account.conflicted) apply_speaker(speaker);
  for (ControlPoint& point : account.points)
    if (point.kind != ControlKind::network && point.kind != ControlKind::issuer) apply_holder(point.holder);
}

void Pseudonyms::apply(TargetLines& lines) const {
  apply_target(lines.target);
  for (AccountLine& account : lines.accounts) apply_account(account);
}

}  // namespace quorate
