// Short ways to make the answers that the extraction tests read, and to say what came of them.
#pragma once

#include "proofs/extract/extract.hpp"
#include "proofs/extract/tokens.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

inline Observation answer(std::string body, std::string content_type = {}) {
  Observation observation;
  observation.status = 200;
  observation.body = std::move(body);
  if (!content_type.empty()) observation.headers.emplace_back("content-type", std::move(content_type));
  return observation;
}

inline Place place_of(RegionKind kind, std::string path = {}) {
  Place place;
  place.service = "test";
  place.regions = {{kind, std::move(path)}};
  return place;
}

// The texts joined by "|", or the verdict as reports print it.
inline std::string said(const Extracted& extracted) {
  if (const auto* verdict = std::get_if<Verdict>(&extracted)) return summary(*verdict);
  std::string joined;
  for (const OwnedText& owned : std::get<std::vector<OwnedText>>(extracted))
    joined += (joined.empty() ? "" : "|") + owned.text;
  return joined;
}

inline std::string detail(const Extracted& extracted) {
  const auto* verdict = std::get_if<Verdict>(&extracted);
  return verdict != nullptr ? verdict->detail : std::string();
}

// All badges and statements in the owner's texts, joined by spaces, or the verdict.
inline std::string tokens(const Extracted& extracted) {
  const auto* texts = std::get_if<std::vector<OwnedText>>(&extracted);
  if (texts == nullptr) return said(extracted);
  std::string joined;
  for (const OwnedText& owned : *texts) {
    const auto found = find_tokens(owned);
    if (!found) return "error: " + found.error().detail;
    for (const auto* list : {&found->badges, &found->statements})
      for (const std::string& token : *list) joined += (joined.empty() ? "" : " ") + token;
  }
  return joined;
}

}  // namespace quorate
