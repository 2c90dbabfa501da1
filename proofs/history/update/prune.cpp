#include "proofs/history/file/limits.hpp"
#include "proofs/history/update/page.hpp"
#include "proofs/judge/lasting.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace quorate {
namespace {

// Which keys stay where hostile accounts show ever new ones: first those that are held, then those with the
// largest W, which f hostile groups cannot outdo; of equals those that came first.
void prune_keys(const Page& page) {
  const std::vector<Speaker> line = line_of(page.after, page.look);
  const auto held = [&](const Speaker& speaker) {
    return std::find(line.begin(), line.end(), speaker) != line.end() ||
           (page.after.pin && page.after.pin->speaker == speaker) ||
           (page.look.recall.input.key && page.look.recall.input.key == speaker.key);
  };
  std::vector<KeyMemory>& keys = page.after.keys;
  std::sort(keys.begin(), keys.end(), [&](const KeyMemory& a, const KeyMemory& b) {
    return std::tuple(!held(a.speaker), b.most, a.first_seen, a.speaker) <
           std::tuple(!held(b.speaker), a.most, b.first_seen, b.speaker);
  });
  if (keys.size() > page.rules.remembered_keys) keys.resize(page.rules.remembered_keys);
  std::sort(keys.begin(), keys.end(),
            [](const KeyMemory& a, const KeyMemory& b) { return a.speaker < b.speaker; });
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
  prune_keys(page);
  prune_proofs(page);
  prune_tokens(page.after);
}

}  // namespace quorate
