#include "crawler/watch/known_answers.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

namespace quorate {
namespace {

constexpr int ok_status = 200;

constexpr std::size_t longest_type = 200;  // bytes; the store cuts longer ones

// Whether the store keeps all that the answer was judged by: the body and one Content-Type, word for word.
// Two of them, or a place in another header, are asked for anew.
bool is_kept_whole(const ObservationRecord& record, const Place& place) {
  const auto is_plain = [](char c) { return c >= ' ' && c <= '~' && c != ','; };  // a comma joins two
  const std::string& type = record.answer.content_type;
  if (type.size() > longest_type || !std::all_of(type.begin(), type.end(), is_plain)) return false;
  const auto is_header = [](const Region& region) { return region.kind == RegionKind::header; };
  if (place.owner && is_header(place.owner->region)) return false;
  return std::none_of(place.regions.begin(), place.regions.end(), is_header);
}

// The answer as it came; what only the connection could tell is not kept.
Observation observation_of(const ObservationRecord& record, std::string body) {
  Observation observation;
  observation.status = record.answer.status;
  if (!record.answer.content_type.empty())
    observation.headers.emplace_back("content-type", record.answer.content_type);
  observation.final_url = record.answer.final_url.empty() ? record.place.url : record.answer.final_url;
  observation.body = std::move(body);
  return observation;
}

}  // namespace

Result<void> recall_answers(std::span<const ObservationRecord> newest, const Tables& tables,
                            StoreReader& store, FindingMemory& memory) {
  const auto long_ago = FindingMemory::Time::min();
  for (const ObservationRecord& record : newest) {
    if (record.validators.empty() || record.answer.status != ok_status || !record.answer.error.empty())
      continue;
    const auto account = Account::parse(record.place.account);
    if (!account) continue;
    const Plan plan = plan_account(*account, tables.services, tables.limits);
    const auto* planned = std::get_if<std::vector<PlannedRequest>>(&plan);
    if (planned == nullptr) continue;
    for (const PlannedRequest& each : *planned) {
      if (each.request.url != record.place.url || !is_kept_whole(record, each.place)) continue;
      const std::string name = FindingMemory::name_of(each);
      if (!memory.validators(name).empty()) continue;
      auto body = store.body(record.body);
      if (!body) return body.error();
      if (!*body) continue;
      const Observation observation = observation_of(record, std::move(**body));
      auto finding =
          std::make_shared<const Finding>(examine(each.account, each.place, each.request, observation));
      memory.keep(name, std::move(finding), record.validators, long_ago);
    }
  }
  return {};
}

}  // namespace quorate
