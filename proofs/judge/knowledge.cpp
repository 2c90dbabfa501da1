#include "proofs/judge/knowledge.hpp"

#include <algorithm>
#include <tuple>

namespace quorate {
namespace {

auto order_of(const Statement& statement) { return std::tie(statement.seq, statement.payload); }

}  // namespace

Knowledge::Knowledge(const std::vector<Finding>& findings, const Context& context) : now_(latest(context)) {
  if (context.key) keys_.emplace(kid(*context.key), *context.key);
  const auto learn = [&](const VerifiedToken& token) {
    if (const auto* statement = std::get_if<VerifiedStatement>(&token)) {
      statements_[(*statement)->kid].push_back(&**statement);
      keys_.emplace((*statement)->kid, (*statement)->key);
    } else if (const auto* revocation = std::get_if<VerifiedRevocation>(&token)) {
      keys_.emplace((*revocation)->kid, (*revocation)->key);
      if ((*revocation)->issued_at > now_ + clock_tolerance) return;
      const Revocation*& known = revocations_[(*revocation)->kid];
      const bool earlier = known == nullptr || std::tie((*revocation)->issued_at, (*revocation)->token) <
                                                   std::tie(known->issued_at, known->token);
      if (earlier) known = &**revocation;
    }
  };
  for (const VerifiedToken& token : context.known) learn(token);
  for (const Finding& finding : findings) {
    for (const VerifiedToken& token : finding.tokens) learn(token);
    for (const VerifiedToken& token : finding.seen_besides) learn(token);
  }
  for (auto& [key, list] : statements_) {
    std::sort(list.begin(), list.end(),
              [](const Statement* a, const Statement* b) { return order_of(*a) < order_of(*b); });
    const auto same = [](const Statement* a, const Statement* b) { return order_of(*a) == order_of(*b); };
    list.erase(std::unique(list.begin(), list.end(), same), list.end());
  }
}

const Statement* Knowledge::newest(const std::string& kid, const std::string& subject) const {
  const auto found = statements_.find(kid);
  if (found == statements_.end()) return nullptr;
  const Statement* coming = nullptr;
  for (auto it = found->second.rbegin(); it != found->second.rend(); ++it) {
    if ((*it)->subject != subject) continue;
    if ((*it)->issued_at <= now_ + clock_tolerance) return *it;
    coming = *it;
  }
  return coming;
}

std::vector<std::pair<std::string, PublicKey>> Knowledge::keys_of(const Badge& badge) const {
  std::vector<std::pair<std::string, PublicKey>> found;
  for (const auto& [kid, key] : keys_) {
    if (key.curve != Curve::ed25519) continue;
    const auto digest = thumbprint(key);
    if (std::equal(badge.digest.begin(), badge.digest.end(), digest.begin())) found.emplace_back(kid, key);
  }
  return found;
}

std::vector<std::string> Knowledge::subjects_of(const std::string& kid) const {
  std::set<std::string> subjects;
  if (const auto found = statements_.find(kid); found != statements_.end())
    for (const Statement* statement : found->second) subjects.insert(statement->subject);
  return {subjects.begin(), subjects.end()};
}

const Revocation* Knowledge::revocation_of(const std::string& kid) const {
  const auto found = revocations_.find(kid);
  return found == revocations_.end() ? nullptr : found->second;
}

std::vector<const Revocation*> Knowledge::revocations() const {
  std::vector<const Revocation*> all;
  for (const auto& [kid, revocation] : revocations_) all.push_back(revocation);
  return all;
}

std::optional<std::pair<std::string, std::string>> Knowledge::equivocation_of(const std::string& kid) const {
  const auto found = statements_.find(kid);
  if (found == statements_.end() || found->second.size() < 2) return std::nullopt;
  const Statement* last = found->second[found->second.size() - 1];
  const Statement* before = found->second[found->second.size() - 2];
  if (last->seq != before->seq) return std::nullopt;
  return std::pair(before->token, last->token);
}

bool Knowledge::succeeds(const std::string& old_kid, const std::string& new_kid,
                         const std::string& subject) const {
  const Statement* old_statement = newest(old_kid, subject);
  const Statement* new_statement = newest(new_kid, subject);
  if (old_statement == nullptr || new_statement == nullptr || revocation_of(old_kid) != nullptr) return false;
  if (old_statement->next != new_kid || new_statement->prev != old_kid) return false;
  const auto& statements = statements_.at(old_kid);
  return std::all_of(statements.begin(), statements.end(),
                     [&](const Statement* s) { return !s->next || *s->next == new_kid; });
}

bool Knowledge::handed_over(const Speaker& speaker, const Speaker& heir) const {
  const bool native = speaker.key.kind == KeyKind::native && heir.key.kind == KeyKind::native;
  return native && speaker.subject == heir.subject && succeeds(speaker.key.id, heir.key.id, speaker.subject);
}

bool Knowledge::joined(const Speaker& a, const Speaker& b) const {
  return handed_over(a, b) || handed_over(b, a);
}

std::vector<Speaker> Knowledge::speakers() const {
  std::set<Speaker> all;
  for (const auto& [kid, list] : statements_)
    for (const Statement* statement : list) all.insert({{KeyKind::native, kid}, statement->subject});
  return {all.begin(), all.end()};
}

}  // namespace quorate
