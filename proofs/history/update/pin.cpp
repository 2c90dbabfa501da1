#include "proofs/history/file/limits.hpp"
#include "proofs/history/pin/offer.hpp"
#include "proofs/history/update/page.hpp"

#include <algorithm>

namespace quorate {
namespace {

void update_retired(const Page& page, Pin& pin) {
  for (const RetiredAccount& account : page.look.recall.retired) {
    const bool known = std::find(pin.retired.begin(), pin.retired.end(), account) != pin.retired.end();
    if (!known) page.tell(EventKind::account_retired, pin.speaker, {}, {}, account.account);
  }
  pin.retired = page.look.recall.retired;
  std::sort(pin.retired.begin(), pin.retired.end(),
            [](const RetiredAccount& a, const RetiredAccount& b) { return a.account < b.account; });
}

void update_rotation(const Page& page, const Pin& pin) {
  const std::vector<Speaker>& chain = page.look.recall.chain;
  if (chain.size() < 2) {
    page.after.rotation.reset();
    return;
  }
  const RotationMemory today{pin.speaker, chain.back(), page.when};
  const auto& known = page.before.rotation;
  if (known && known->from == today.from && known->to == today.to) return;
  page.after.rotation = today;
  page.tell(EventKind::rotated, today.to);
}

// SPEC: quorum.md "Over time": by the policy alone, and only after the rotation has stood at every look for
// long enough to be revoked.
void repin(const Page& page, Pin& pin) {
  const auto& rotation = page.after.rotation;
  if (page.rules.repinning != Repinning::with_rotation || !rotation) return;
  if (page.when - rotation->since < page.rules.rotation_stands) return;
  for (const Speaker& passed : page.look.recall.chain)
    if (passed != rotation->to) pin.former.push_back(passed.key.id);
  if (pin.former.size() > most_former_keys)
    pin.former.erase(pin.former.begin(), pin.former.end() - static_cast<std::ptrdiff_t>(most_former_keys));
  const Statement* newest = newest_of(page.look.judgement, rotation->to);
  pin.speaker = rotation->to;
  pin.since = page.when;
  pin.seq = newest == nullptr ? 0 : newest->seq;
  page.tell(EventKind::repinned, pin.speaker, rotation->since);
  page.after.rotation.reset();
  page.after.candidates.clear();
}

void update_candidates(const Page& page) {
  std::vector<Candidate> standing;
  for (const Speaker& speaker : page.look.recall.candidates) {
    Candidate candidate{speaker, page.when, 0};
    for (const Candidate& known : page.before.candidates)
      if (known.speaker == speaker) candidate = known;
    const bool offered_before = offered(candidate, page.before.last_look, page.rules) == Offer::due;
    ++candidate.looks;
    if (!offered_before && offered(candidate, page.when, page.rules) == Offer::due)
      page.tell(EventKind::replacement_offered, speaker, candidate.since);
    standing.push_back(std::move(candidate));
  }
  std::sort(standing.begin(), standing.end(),
            [](const Candidate& a, const Candidate& b) { return a.speaker < b.speaker; });
  page.after.candidates = std::move(standing);
}

}  // namespace

void update_pin(const Page& page) {
  if (!page.after.pin) return;
  update_retired(page, *page.after.pin);
  update_candidates(page);
  update_rotation(page, *page.after.pin);
  repin(page, *page.after.pin);
}

Offer offered(const Candidate& candidate, UnixTime when, const HistoryRules& rules) {
  const bool long_enough = when - candidate.since >= rules.replacement_stands;
  return long_enough && candidate.looks >= rules.replacement_looks ? Offer::due : Offer::early;
}

}  // namespace quorate
