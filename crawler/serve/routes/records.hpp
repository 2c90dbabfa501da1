// Turns what the store keeps into the JSON of the API (docs/openapi.yaml).
#pragma once

#include "crawler/store/store_reader.hpp"
#include "proofs/encoding/json.hpp"

#include <vector>

namespace quorate {

// A time, or null for 0, which the store means by "never".
json::Value time_or_null(UnixTime time);

json::Value answer_value(const AnswerSpan& answer);
json::Value summary_value(const ContactSummary& contact);
json::Value contact_value(const ContactState& contact, const std::optional<AnswerSpan>& answer);
json::Value verdict_value(const VerdictSpan& span);
json::Value decision_value(const Decision& decision);
json::Value event_value(const StoredEvent& event);
json::Value observation_value(const ObservationRecord& observation);

// {NAME: [ITEM...], "next": what to ask for as `after` (or `before`) to go on, null at the end}
json::Value page_value(std::string_view name, std::vector<json::Value> items,
                       std::optional<std::int64_t> next);

}  // namespace quorate
