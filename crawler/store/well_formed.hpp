// What may be written into a store: texts that are text, names and sizes within their limits.
#pragma once

#include "crawler/store/look_record.hpp"

#include <span>
#include <string_view>

namespace quorate {

// Errors of all: bad_argument with the name of the field.
Result<void> check_text(std::string_view field, std::string_view text);  // UTF-8 without NUL
Result<void> check_new_contact(const NewContact& contact);
Result<void> check_events(std::span<const NewEvent> events);
Result<void> check_look(const LookRecord& look);
Result<void> check_change(const ContactChange& change);
Result<void> check_note(std::string_view name, std::string_view text);

// What came from elsewhere and is only shown: what is no text is replaced, and more than max_detail_bytes cut
// off.
std::string as_detail(std::string_view bytes);
// Validators are sent back byte for byte: those that are no text are left out.
Validators storable(const Validators& validators);

inline constexpr std::size_t max_detail_bytes = 2000;

}  // namespace quorate
