#include "proofs/history/hold.hpp"
#include "proofs/history/update/page.hpp"

#include <algorithm>

namespace quorate {
namespace {

void update_since(const Page& page, EventKind kind, bool applies, const std::optional<Speaker>& speaker,
                  std::optional<UnixTime>& since) {
  if (!applies) {
    since.reset();
  } else if (!since) {
    since = page.when;
    page.tell(kind, speaker, page.before.peak ? std::optional(page.before.peak->last) : std::nullopt);
  }
}

// The key that stands in the way of the one held so far: what the answer is about, or where that is the key
// held, its strongest rival.
std::optional<Speaker> other_key(const Page& page) {
  const Score& score = page.look.score;
  const std::vector<Speaker> line = line_of(page.before, page.look);
  const bool is_held =
      score.subject_key && std::find(line.begin(), line.end(), *score.subject_key) != line.end();
  if (!is_held || score.rivals.empty()) return score.subject_key;
  return score.rivals.front().speaker;
}

// A first best answer takes W >= f + 1: below that, hostile accounts alone could set what later answers are
// held against.
void raise(const Page& page) {
  const Score& score = page.look.score;
  if (!score.subject_key || strength(score.answer) < strength(Answer::corroborated)) return;
  std::optional<Peak>& peak = page.after.peak;
  const std::vector<Speaker> line = line_of(page.before, page.look);
  const bool ours = line.empty() || std::find(line.begin(), line.end(), *score.subject_key) != line.end();
  if (!ours || (peak && strength(score.answer) < strength(peak->answer))) return;
  peak = Peak{*score.subject_key, score.answer, score.weight, page.when};
}

}  // namespace

void update_peak(const Page& page) {
  const std::vector<ScoreFlag> flags = held_against(page.after, page.look);
  const auto has = [&](ScoreFlag flag) { return std::find(flags.begin(), flags.end(), flag) != flags.end(); };
  update_since(page, EventKind::regressed, has(ScoreFlag::regressed), reference(page.before),
               page.after.regressed_since);
  update_since(page, EventKind::key_changed, has(ScoreFlag::key_changed), other_key(page),
               page.after.key_changed_since);
  raise(page);
}

}  // namespace quorate
