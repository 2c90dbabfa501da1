// Turns what was asked, and what was seen beside the answer itself, into fields and back.
#pragma once

#include "crawler/asker.hpp"
#include "crawler/record/fields.hpp"
#include "proofs/observation.hpp"

#include <optional>
#include <string>

namespace quorate {

// Who asked: the number of the contact in the run, and the account.
Fields asker_fields(const Question& question);

// What was asked: two questions with the same fields have the same answer, but for the moment. Of the
// request, `zone` adds to what is seen, and `time_left` to what may be missed; neither is part of it.
Fields question_fields(const Question& question);

// The observation less status, headers and body; these stand in the record with the id
// `observation.exchange`.
Fields observation_fields(const Observation& observation);

// What a metadata record says of one question.
struct Recorded {
  std::string asker;     // write_fields(asker_fields(question))
  std::string question;  // write_fields(question_fields(question))
  Observation observation;
};

// Reads asker_fields, question_fields and observation_fields, one after the other. Errors: bad_encoding, also
// for a field that is unknown.
Result<Recorded> read_recorded(const Fields& fields);

}  // namespace quorate
