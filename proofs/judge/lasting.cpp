#include "proofs/judge/lasting.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace quorate {
namespace {

using Tokens = std::vector<const VerifiedToken*>;

const Statement& statement_of(const VerifiedToken& token) { return *std::get<VerifiedStatement>(token); }
const Revocation& revocation_of(const VerifiedToken& token) { return *std::get<VerifiedRevocation>(token); }

bool before(const VerifiedToken* a, const VerifiedToken* b) {
  const Statement& first = statement_of(*a);
  const Statement& second = statement_of(*b);
  return std::tie(first.seq, first.payload, first.token) < std::tie(second.seq, second.payload, second.token);
}

// `all`: the statements of one key, sorted. One key may sign the same claims twice (ES256): they are one.
Tokens choose_statements(const Tokens& all, UnixTime now) {
  Tokens chosen;
  std::map<std::string, const VerifiedToken*> newest;
  std::map<std::string, const VerifiedToken*> by_next;
  for (const VerifiedToken* token : all) {
    const Statement& statement = statement_of(*token);
    if (statement.issued_at <= now + clock_tolerance) newest[statement.subject] = token;
    if (statement.next) by_next.try_emplace(*statement.next, token);
  }
  for (const auto& [subject, token] : newest) chosen.push_back(token);
  constexpr std::size_t contradiction = 2;  // two of them void a rotation, a third adds nothing
  for (const auto& [next, token] : by_next)
    if (chosen.size() < newest.size() + contradiction) chosen.push_back(token);
  chosen.push_back(all.back());
  if (all.size() >= contradiction) {
    const VerifiedToken* second = all[all.size() - contradiction];
    if (statement_of(*second).seq == statement_of(*all.back()).seq) chosen.push_back(second);
  }
  return chosen;
}

const VerifiedToken* choose_revocation(const Tokens& all) {
  return *std::min_element(all.begin(), all.end(), [](const VerifiedToken* a, const VerifiedToken* b) {
    const Revocation& first = revocation_of(*a);
    const Revocation& second = revocation_of(*b);
    return std::tie(first.issued_at, first.token) < std::tie(second.issued_at, second.token);
  });
}

}  // namespace

std::string_view token_text(const VerifiedToken& token) {
  if (const auto* statement = std::get_if<VerifiedStatement>(&token)) return (*statement)->token;
  if (const auto* revocation = std::get_if<VerifiedRevocation>(&token)) return (*revocation)->token;
  return "";
}

std::string_view signer(const VerifiedToken& token) {
  if (const auto* statement = std::get_if<VerifiedStatement>(&token)) return (*statement)->kid;
  if (const auto* revocation = std::get_if<VerifiedRevocation>(&token)) return (*revocation)->kid;
  return "";
}

std::vector<VerifiedToken> lasting(const std::vector<VerifiedToken>& tokens, UnixTime now) {
  std::map<std::string_view, Tokens> statements;
  std::map<std::string_view, Tokens> revocations;
  for (const VerifiedToken& token : tokens) {
    if (std::holds_alternative<VerifiedStatement>(token)) statements[signer(token)].push_back(&token);
    if (std::holds_alternative<VerifiedRevocation>(token)) revocations[signer(token)].push_back(&token);
  }
  Tokens chosen;
  for (auto& [key, all] : statements) {
    std::sort(all.begin(), all.end(), before);
    const auto same = [](const VerifiedToken* a, const VerifiedToken* b) {
      return statement_of(*a).seq == statement_of(*b).seq &&
             statement_of(*a).payload == statement_of(*b).payload;
    };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    const Tokens some = choose_statements(all, now);
    chosen.insert(chosen.end(), some.begin(), some.end());
  }
  for (const auto& [key, all] : revocations) chosen.push_back(choose_revocation(all));
  const auto order = [](const VerifiedToken* token) { return std::pair(signer(*token), token_text(*token)); };
  std::sort(chosen.begin(), chosen.end(),
            [&](const VerifiedToken* a, const VerifiedToken* b) { return order(a) < order(b); });
  std::vector<VerifiedToken> result;
  for (const VerifiedToken* token : chosen)
    if (result.empty() || token_text(result.back()) != token_text(*token)) result.push_back(*token);
  return result;
}

}  // namespace quorate
