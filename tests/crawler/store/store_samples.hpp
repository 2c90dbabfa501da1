// Made-up contacts and looks for tests of stores.
#pragma once

#include "crawler/store/look_record.hpp"

#include <string>

namespace quorate {

NewContact sample_contact(const std::string& name, UnixTime next_check);

// Everything that a look can hold: two observations, two verdicts, two events, a pending change.
LookRecord sample_look(ContactId contact, Revision revision, UnixTime at);

}  // namespace quorate
