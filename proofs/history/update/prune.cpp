#include "proofs/history/file/limits.hpp"
#include "proofs/history/update/page.hpp"
#include "proofs/judge/lasting.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace quorate {
namespace {

// The groups of today's anchored accounts, by account.
std::map<std::string_view, std::string_view> groups_of(const Look& look) {
  std::map<std::string_view, std::string_view> groups;
  for (const AccountEvidence& account : look.evidence)
    if (account.standing == Standing::anchored) groups.emplace(account.account, account.group);
  return groups;
}

// The place of each key in the shares that it takes, the best one: 0 for the first of a share. One share for
// each group, of the keys that were seen there; one for what no account showed that is named today. What a
// group brings moves back only what it brought itself. Unsound keys go first, for the others can be seen
// again; then those with the largest W; of equals those that came first.
std::vector<std::size_t> places_in_shares(std::vector<KeyMemory>& keys, const Look& look) {
  std::sort(keys.begin(), keys.end(), [](const KeyMemory& a, const KeyMemory& b) {
    return std::tuple(a.state == KeyState::sound, b.most, a.first_seen, a.speaker) <
           std::tuple(b.state == KeyState::sound, a.most, b.first_seen, b.speaker);
  });
  const auto groups = groups_of(look);
  std::map<std::string_view, std::size_t> taken;
  std::vector<std::size_t> places;
  for (const KeyMemory& key : keys) {
    std::set<std::string_view> shares;
    for (const std::string& account : key.shown_by)
      if (const auto found = groups.find(account); found != groups.end()) shares.insert(found->second);
    if (shares.empty()) shares.insert("");
    std::size_t best = keys.size();
    for (const std::string_view share : shares) best = std::min(best, taken[share]++);
    places.push_back(best);
  }
  return places;
}

// Keys that are held stay, and of the others as many as each group's share has room for. Held are a dozen at
// most: the line, the pinned key, and the one that the contact names.
void prune_keys(const Page& page) {
  const std::vector<Speaker> line = line_of(page.after, page.look);
  const bool named = page.look.recall.input.key.has_value();
  const auto held = [&](const Speaker& speaker) {
    return std::find(line.begin(), line.end(), speaker) != line.end() ||
           (page.after.pin && page.after.pin->speaker == speaker) ||
           (named && page.look.score.subject_key == speaker);
  };
  std::vector<KeyMemory>& keys = page.after.keys;
  const std::vector<std::size_t> places = places_in_shares(keys, page.look);
  std::vector<KeyMemory> staying;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (held(keys[i].speaker) || places[i] < page.rules.remembered_keys) staying.push_back(keys[i]);
  std::sort(staying.begin(), staying.end(),
            [](const KeyMemory& a, const KeyMemory& b) { return a.speaker < b.speaker; });
  keys = std::move(staying);
}

// Accounts that are not named any more hold no share.
void prune_places(const Page& page) {
  const auto groups = groups_of(page.look);
  for (KeyMemory& key : page.after.keys)
    std::erase_if(key.shown_by, [&](const std::string& account) { return groups.count(account) == 0; });
}

// Accounts that nobody names any more go first, the longest unseen before the others.
void prune_proofs(const Page& page) {
  std::vector<ProofMemory>& proofs = page.after.proofs;
  std::erase_if(proofs,
                [&](const ProofMemory& proof) { return find_key(page.after, proof.speaker) == nullptr; });
  const auto& named = page.after.accounts;
  std::map<std::string, UnixTime> others;
  for (const ProofMemory& proof : proofs)
    if (!std::binary_search(named.begin(), named.end(), proof.account))
      others[proof.account] = std::max(others[proof.account], proof.last_seen);
  while (others.size() > most_other_accounts) {
    const auto oldest = std::min_element(others.begin(), others.end(), [](const auto& a, const auto& b) {
      return std::tie(a.second, a.first) < std::tie(b.second, b.first);
    });
    std::erase_if(proofs, [&](const ProofMemory& proof) { return proof.account == oldest->first; });
    others.erase(oldest);
  }
}

// The statements of one key: for remembered subjects first, then by falling seq.
void prune_statements(const History& history, std::vector<const VerifiedToken*>& statements) {
  const auto rank = [&](const VerifiedToken* token) {
    const Statement& statement = *std::get<VerifiedStatement>(*token);
    const bool known = find_key(history, {{KeyKind::native, statement.kid}, statement.subject}) != nullptr;
    return std::tuple(!known, -static_cast<std::int64_t>(statement.seq), std::string_view(statement.token));
  };
  std::sort(statements.begin(), statements.end(),
            [&](const VerifiedToken* a, const VerifiedToken* b) { return rank(a) < rank(b); });
  if (statements.size() > most_statements_of_key) statements.resize(most_statements_of_key);
}

void prune_tokens(History& history) {
  std::set<std::string_view> known;
  for (const KeyMemory& key : history.keys) known.insert(key.speaker.key.id);
  std::map<std::string_view, std::vector<const VerifiedToken*>> statements;
  std::set<std::string_view> kept;
  for (const VerifiedToken& token : history.tokens) {
    if (known.count(signer(token)) == 0) continue;
    if (std::holds_alternative<VerifiedRevocation>(token)) kept.insert(token_text(token));
    if (std::holds_alternative<VerifiedStatement>(token)) statements[signer(token)].push_back(&token);
  }
  for (auto& [key, all] : statements) {
    prune_statements(history, all);
    for (const VerifiedToken* token : all) kept.insert(token_text(*token));
  }
  std::vector<VerifiedToken> tokens;
  for (const VerifiedToken& token : history.tokens)
    if (kept.count(token_text(token)) > 0) tokens.push_back(token);
  history.tokens = std::move(tokens);
}

}  // namespace

void prune(const Page& page) {
  prune_places(page);
  prune_keys(page);
  prune_proofs(page);
  prune_tokens(page.after);
}

}  // namespace quorate
