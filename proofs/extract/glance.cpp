#include "proofs/extract/glance.hpp"

#include "proofs/extract/answer.hpp"
#include "proofs/extract/plain/page.hpp"
#include "proofs/extract/tokens.hpp"
#include "proofs/formats/badge.hpp"

#include <optional>

namespace quorate {
namespace {

// What read_plainly is to find: the owner's name, if there is one, then the regions. Nothing where some of it
// stands in no element of a page.
std::optional<std::vector<PlainQuestion>> plain_questions(const Place& place) {
  std::vector<PlainQuestion> questions;
  const auto add = [&questions](const Region& region, const std::string& attribute) {
    if (region.kind != RegionKind::html) return false;
    auto path = parse_element_path(region.path);
    if (!path) return false;
    questions.push_back({std::move(*path), attribute});
    return true;
  };
  if (place.owner && !add(place.owner->region, place.owner->attribute)) return std::nullopt;
  for (const Region& region : place.regions)
    if (!add(region, {})) return std::nullopt;
  return questions;
}

bool may_hold_token(std::string_view text) {
  return text.find(statement_start) != text.npos || text.find(badge_prefix) != text.npos;
}

}  // namespace

std::optional<std::vector<OwnedText>> glance(const Observation& observation, const Place& place) {
  const bool is_native = place.formats == std::vector<FormatId>{FormatId::cross_signature};
  if (observation.error || observation.status != 200 || place.regions.empty() || !is_native)
    return std::nullopt;
  const auto questions = plain_questions(place);
  if (!questions) return std::nullopt;
  const auto page = AnswerReader(observation).html();
  if (!page) return std::nullopt;
  auto answers = read_plainly(*page, *questions);
  if (!answers) return std::nullopt;
  const std::size_t owners = place.owner ? 1 : 0;
  if (place.owner) {
    const PlainAnswer& name = answers->front();
    if (name.match != PlainAnswer::Match::exact || trimmed(name.text) != place.owner->equals)
      return std::nullopt;
  }
  std::vector<OwnedText> owned;
  for (std::size_t i = owners; i < answers->size(); ++i) {
    PlainAnswer& answer = (*answers)[i];
    if (!may_hold_token(answer.text)) continue;
    if (answer.match != PlainAnswer::Match::exact) return std::nullopt;
    owned.push_back({std::move(answer.text), OwnedText::Layout::free});
  }
  return owned;
}

}  // namespace quorate
