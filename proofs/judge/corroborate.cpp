#include "proofs/judge/corroborate.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace quorate {
namespace {

using Evidence = std::set<std::string>;

std::string text_of(const VerifiedToken& token) {
  if (const auto* statement = std::get_if<VerifiedStatement>(&token)) return (*statement)->token;
  if (const auto* revocation = std::get_if<VerifiedRevocation>(&token)) return (*revocation)->token;
  return {};
}

// What holds, or for a badge may hold, each as one text; nothing that anybody could add or spoil.
Evidence evidence_of(const Finding& finding) {
  Evidence evidence;
  for (const VerifiedToken& token : finding.tokens)
    if (std::string text = text_of(token); !text.empty()) evidence.insert(std::move(text));
  for (const Badge& badge : finding.badges) evidence.insert(write_badge(badge));
  for (const KeybaseProof& proof : finding.keybase)
    if (proof.verdict.outcome == Outcome::proven)
      evidence.insert(proof.kid + " " + proof.username + " " + proof.claimed + " " +
                      std::to_string(proof.signed_at));
  return evidence;
}

bool could_look(const Finding& finding) {
  return !finding.obstacle || finding.obstacle->outcome != Outcome::unknown;
}

// The vantage points that saw the same.
struct Party {
  Evidence evidence;
  std::vector<std::size_t> members;
};

std::vector<Party> parties_of(const std::vector<Witness>& witnesses) {
  std::vector<Party> parties;
  for (std::size_t i = 0; i < witnesses.size(); ++i) {
    if (!could_look(witnesses[i].finding)) continue;
    Evidence evidence = evidence_of(witnesses[i].finding);
    const auto same = std::find_if(parties.begin(), parties.end(),
                                   [&](const Party& party) { return party.evidence == evidence; });
    if (same != parties.end()) {
      same->members.push_back(i);
    } else {
      parties.push_back({std::move(evidence), {i}});
    }
  }
  return parties;
}

// "near: 1 proof; far, other: none"
std::string in_words(const std::vector<Party>& parties, const std::vector<Witness>& witnesses) {
  std::string words;
  for (const Party& party : parties) {
    if (!words.empty()) words += "; ";
    for (const std::size_t member : party.members)
      words += (member == party.members.front() ? "" : ", ") + witnesses[member].vantage;
    const std::size_t count = party.evidence.size();
    words += count == 0 ? ": no proof" : ": " + std::to_string(count) + (count == 1 ? " proof" : " proofs");
  }
  return words;
}

// The tokens that hold and that the finding does not show itself, whoever saw them.
void add_seen_besides(Finding& finding, const std::vector<Witness>& witnesses) {
  Evidence known = evidence_of(finding);
  for (const Witness& witness : witnesses) {
    for (const VerifiedToken& token : witness.finding.tokens) {
      const std::string text = text_of(token);
      if (!text.empty() && known.insert(text).second) finding.seen_besides.push_back(token);
    }
  }
}

// The place, with nothing at it but the verdict.
Finding without_proofs(const Finding& finding, Verdict verdict) {
  Finding bare = finding;
  bare.tokens.clear();
  bare.badges.clear();
  bare.broken_badges.clear();
  bare.keybase.clear();
  bare.obstacle = std::move(verdict);
  return bare;
}

Verdict why_not_seen(const std::vector<Witness>& witnesses) {
  for (const Witness& witness : witnesses) {
    if (could_look(witness.finding)) continue;
    Verdict verdict = *witness.finding.obstacle;
    verdict.detail = "from " + witness.vantage + ": " + verdict.detail;
    return verdict;
  }
  return {Outcome::unknown, Reason::not_looked, ""};
}

}  // namespace

std::size_t allowed_dissent(std::size_t vantages) {
  if (vantages <= 2) return 0;
  return vantages <= 5 ? 1 : 2;
}

Finding corroborate(std::vector<Witness> witnesses) {
  const std::vector<Party> parties = parties_of(witnesses);
  const auto largest = std::max_element(parties.begin(), parties.end(), [](const Party& a, const Party& b) {
    return a.members.size() < b.members.size();
  });
  const std::size_t agreeing = largest == parties.end() ? 0 : largest->members.size();
  const Finding& place = witnesses[largest == parties.end() ? 0 : largest->members.front()].finding;
  const bool enough = agreeing > 0 && witnesses.size() - agreeing <= allowed_dissent(witnesses.size());
  Finding finding = place;
  if (!enough) {
    Verdict verdict = why_not_seen(witnesses);
    if (parties.size() > 1)
      verdict = {Outcome::refuted, Reason::vantages_differ, in_words(parties, witnesses)};
    finding = without_proofs(place, std::move(verdict));
  }
  if (parties.size() > 1) finding.agreement = Agreement::partial;
  add_seen_besides(finding, witnesses);
  return finding;
}

}  // namespace quorate
