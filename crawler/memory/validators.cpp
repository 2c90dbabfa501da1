#include "crawler/memory/validators.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace quorate {
namespace {

constexpr int ok = 200;
constexpr std::size_t max_etag_bytes = 256;  // nobody needs more, and we would send them back every time
constexpr std::size_t max_date_bytes = 64;
constexpr std::string_view if_none_match = "If-None-Match";
constexpr std::string_view if_modified_since = "If-Modified-Since";

// The value of a header that is there once and is not too long; empty otherwise.
std::string only(const Observation& observation, std::string_view name, std::size_t max_bytes) {
  std::string found;
  for (const auto& [key, value] : observation.headers) {
    if (key != name) continue;
    if (!found.empty() || value.size() > max_bytes) return {};
    found = value;
  }
  const bool visible = std::all_of(found.begin(), found.end(), [](char c) { return c >= ' ' && c <= '~'; });
  return visible ? found : std::string();
}

// entity-tag = [ "W/" ] DQUOTE *etagc DQUOTE (RFC 9110 section 8.8.3)
bool is_entity_tag(std::string_view text) {
  if (text.starts_with("W/")) text.remove_prefix(2);
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
  const std::string_view opaque = text.substr(1, text.size() - 2);
  return std::none_of(opaque.begin(), opaque.end(), [](char c) { return c == '"' || c == ' '; });
}

}  // namespace

Validators validators_of(const Observation& observation) {
  if (observation.error || observation.status != ok || observation.ending == Ending::unsure) return {};
  const bool varies_by_anything =
      std::any_of(observation.headers.begin(), observation.headers.end(), [](const auto& header) {
        return header.first == "vary" && header.second.find('*') != std::string::npos;
      });
  if (varies_by_anything) return {};
  Validators validators{only(observation, "etag", max_etag_bytes),
                        only(observation, "last-modified", max_date_bytes)};
  if (!is_entity_tag(validators.etag)) validators.etag.clear();
  return validators;
}

Request conditional(Request request, const Validators& validators) {
  if (!validators.etag.empty()) request.headers.emplace_back(if_none_match, validators.etag);
  if (!validators.last_modified.empty())
    request.headers.emplace_back(if_modified_since, validators.last_modified);
  return request;
}

Validators validators_of(const Request& request) {
  Validators validators;
  for (const auto& [name, value] : request.headers) {
    if (name == if_none_match) validators.etag = value;
    if (name == if_modified_since) validators.last_modified = value;
  }
  return validators;
}

}  // namespace quorate
