#include "crawler/watch/known_answers.hpp"

#include <algorithm>
#include <variant>

namespace quorate {
namespace {

constexpr int ok_status = 200;

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
      if (each.request.url != record.place.url) continue;
      const std::string name = FindingMemory::name_of(each);
      if (!memory.validators(name).empty()) continue;
      auto body = store.body(record.body);
      if (!body) return body.error();
      if (!*body) continue;
      const Observation observation = observation_of(record, std::move(**body));
      memory.keep(name, examine(each.account, each.place, each.request, observation), record.validators,
                  long_ago);
    }
  }
  return {};
}

}  // namespace quorate
