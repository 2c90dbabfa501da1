// Turns what was asked, and what was seen beside the answer itself, into fields and back.
#pragma once

#include "crawler/record/fields.hpp"
#include "proofs/observation.hpp"

#include <optional>
#include <string>

namespace quorate {

// What decides the answer to a request: two requests with the same fields are the same question. `zone` adds
// to what is seen, and `time_left` to what may be missed; neither is part of it.
Fields request_fields(const Request& request);

// The observation less status, headers and body; these stand in the record with the id `answer`.
Fields observation_fields(const Observation& observation, const std::optional<std::string>& answer);

// What a metadata record says of one fetch.
struct Recorded {
  std::string question;  // write_fields(request_fields(request))
  Observation observation;
  std::optional<std::string> answer;
};

// Reads request_fields followed by observation_fields. Errors: bad_encoding, also for a field that is
// unknown.
Result<Recorded> read_recorded(const Fields& fields);

}  // namespace quorate
