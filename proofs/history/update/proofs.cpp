#include "proofs/history/update/page.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace quorate {
namespace {

bool holds(const std::vector<Speaker>& speakers, const Speaker& speaker) {
  return std::find(speakers.begin(), speakers.end(), speaker) != speakers.end();
}

// One account of today.
struct Sight {
  const AccountEvidence& evidence;
  const AccountVerdict& verdict;
  bool stale() const {
    return std::find(verdict.flags.begin(), verdict.flags.end(), Flag::stale) != verdict.flags.end();
  }
};

// An account that showed the newest statement and now shows an older one was turned back; one that never
// showed a statement that is new to us merely lags.
bool rolled_back(const Page& page, const ProofMemory& proof) {
  const KeyMemory* key = find_key(page.before, proof.speaker);
  const Statement* newest = newest_of(page.look.judgement, proof.speaker);
  return key != nullptr && newest != nullptr && key->seq == newest->seq &&
         find_proof(page.before, proof.account, proof.speaker) != nullptr;
}

void note_age(const Page& page, const Sight& sight, ProofMemory& proof) {
  if (!sight.stale()) {
    proof.stale_since.reset();
    return;
  }
  if (!proof.stale_since) {
    proof.stale_since = page.when;
    if (rolled_back(page, proof))
      page.tell(EventKind::rolled_back, proof.speaker, proof.last_seen, {}, proof.account);
  } else if (page.has_come(*proof.stale_since + page.rules.lagging_after)) {
    page.tell(EventKind::lagging, proof.speaker, proof.stale_since, {}, proof.account);
  }
}

// A key of the held line stands in the place of another one.
bool handed_over(const Page& page, const Sight& sight, const Speaker& speaker) {
  const std::vector<Speaker> line = line_of(page.before, page.look);
  return holds(line, speaker) && std::any_of(line.begin(), line.end(), [&](const Speaker& heir) {
           return holds(sight.evidence.proven, heir);
         });
}

// What stands in its place. The account's verdict may be that another key is proven there.
std::string why_gone(const Sight& sight, std::size_t kind) {
  const Verdict& verdict = sight.verdict.by_kind[kind];
  if (verdict.outcome != Outcome::proven) return summary(verdict);
  std::string others;
  for (const Speaker& speaker : sight.evidence.proven)
    others += (others.empty() ? "key " : " and key ") + speaker.key.id;
  return others.empty() ? "another key is proven there now" : others + " is proven there now";
}

void update(const Page& page, const Sight& sight, ProofMemory& proof) {
  const auto kind = static_cast<std::size_t>(proof.speaker.key.kind);
  const bool conflicted = holds(sight.evidence.conflicted, proof.speaker);
  if (holds(sight.evidence.proven, proof.speaker)) {
    note_age(page, sight, proof);
    if (proof.state == ProofState::gone)
      page.tell(EventKind::proof_back, proof.speaker, proof.gone_since, {}, proof.account);
    proof.state = ProofState::standing;
    proof.gone_since.reset();
    proof.last_seen = page.when;
  } else if (proof.state == ProofState::gone) {
    return;
  } else if (!conflicted && sight.evidence.outcome[kind] == Outcome::unknown) {
    proof.state = ProofState::out_of_sight;
  } else {
    proof.state = ProofState::gone;
    proof.gone_since = page.when;
    if (!handed_over(page, sight, proof.speaker))
      page.tell(conflicted ? EventKind::proof_conflicted : EventKind::proof_removed, proof.speaker,
                proof.last_seen, why_gone(sight, kind), proof.account);
  }
}

}  // namespace

void update_proofs(const Page& page) {
  auto& proofs = page.after.proofs;
  for (std::size_t i = 0; i < page.look.evidence.size(); ++i) {
    const Sight sight{page.look.evidence[i], page.look.judgement.accounts.at(i)};
    const std::string& account = sight.evidence.account;
    if (sight.evidence.standing != Standing::anchored) continue;
    for (const Speaker& speaker :
         std::set<Speaker>(sight.evidence.proven.begin(), sight.evidence.proven.end()))
      if (find_proof(page.after, account, speaker) == nullptr)
        proofs.push_back({account, speaker, page.when, page.when, ProofState::standing, {}, {}});
    for (ProofMemory& proof : proofs)
      if (proof.account == account) update(page, sight, proof);
  }
  std::sort(proofs.begin(), proofs.end(), [](const ProofMemory& a, const ProofMemory& b) {
    return std::tie(a.account, a.speaker) < std::tie(b.account, b.speaker);
  });
}

}  // namespace quorate
