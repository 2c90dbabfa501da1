#include "proofs/extract/extract.hpp"

#include "proofs/extract/answer.hpp"
#include "proofs/formats/badge.hpp"
#include "proofs/http_status.hpp"

#include <algorithm>
#include <optional>

namespace quorate {
namespace {

constexpr std::size_t max_badge_records = 16;  // statement.md section 4

Verdict unknown(Reason reason, std::string detail) { return {Outcome::unknown, reason, std::move(detail)}; }

// Why nothing could be seen.
Reason reason_of(Code code) {
  switch (code) {
    case Code::dns_failed:
      return Reason::dns_failed;
    case Code::connect_failed:
      return Reason::connect_failed;
    case Code::tls_failed:
      return Reason::tls_failed;
    case Code::timed_out:
      return Reason::timed_out;
    case Code::over_limit:
      return Reason::limit;
    case Code::address_refused:
      return Reason::address_refused;
    case Code::redirect_refused:
      return Reason::redirect_refused;
    case Code::bad_page:
      return Reason::page_not_understood;
    case Code::robots_denied:
      return Reason::robots;
    case Code::held_off:
      return Reason::rate_limited;
    default:
      return Reason::transfer_failed;
  }
}

// What the status alone decides; nothing where the answer itself must be read.
std::optional<Verdict> judge_status(int status) {
  const std::string detail = "HTTP status " + std::to_string(status);
  if (status == 200) return std::nullopt;
  if (status == 404 || status == 410) return Verdict{Outcome::absent, Reason::not_found, detail};
  if (status == 401 || status == 403 || status == 451) return unknown(Reason::access_denied, detail);
  if (status == 429) return unknown(Reason::rate_limited, detail);
  if (status >= 500 && status <= 599) return unknown(Reason::server_error, detail);
  if (is_redirect(status)) return unknown(Reason::redirect_refused, detail);
  return unknown(Reason::unexpected_status, detail);
}

Extracted read_records(const Observation& observation) {
  std::vector<OwnedText> owned;
  for (const std::string& record : observation.records)
    if (record.find(badge_prefix) != record.npos) owned.push_back({record, OwnedText::Layout::free});
  if (owned.size() > max_badge_records) return unknown(Reason::limit, "more than 16 TXT records with badges");
  if (owned.empty()) return Verdict{Outcome::absent, Reason::not_found, "no TXT record with a badge"};
  return owned;
}

// `what` failed on a page that came whole: whatever the cause, it is not that nothing is there.
Verdict not_understood(std::string_view what, const Error& error) {
  const Reason reason = error.code == Code::over_limit ? Reason::limit : Reason::page_not_understood;
  return unknown(reason, std::string(what) + ": " + error.detail);
}

// Whether the page says that it is the account's own; if not, why that cannot be told.
std::optional<Verdict> check_owner(AnswerReader& reader, const OwnerCheck& owner) {
  constexpr std::string_view what = "owner check";
  const auto names = reader.read(owner.region, owner.attribute);
  if (!names) return not_understood(what, names.error());
  if (names->size() != 1) return not_understood(what, {Code::bad_page, "not one name, but none or several"});
  if (trimmed(names->front()) != owner.equals)
    return not_understood(what, {Code::bad_page, "the page does not name " + owner.equals + " as its owner"});
  return std::nullopt;
}

Extracted read_answer(const Observation& observation, const Place& place) {
  AnswerReader reader(observation);
  if (place.owner)
    if (auto obstacle = check_owner(reader, *place.owner)) return *obstacle;
  std::vector<OwnedText> owned;
  for (const Region& region : place.regions) {
    auto texts = reader.read(region);
    if (!texts) return not_understood("region", texts.error());
    const bool by_lines = region.kind == RegionKind::lines;
    for (std::string& text : *texts)
      owned.push_back({std::move(text), by_lines ? OwnedText::Layout::lines : OwnedText::Layout::free});
  }
  return owned;
}

}  // namespace

Extracted extract(const Observation& observation, const Place& place) {
  if (observation.error) return unknown(reason_of(observation.error->code), observation.error->detail);
  const auto is_of_dns = [](const Region& region) { return region.kind == RegionKind::txt; };
  if (std::any_of(place.regions.begin(), place.regions.end(), is_of_dns)) return read_records(observation);
  if (const auto verdict = judge_status(observation.status)) return *verdict;
  if (place.regions.empty()) return unknown(Reason::page_not_understood, "the place names no region");
  return read_answer(observation, place);
}

}  // namespace quorate
