// Turns a schedule into the JSON in which the database holds it, and back.
#pragma once

#include "crawler/store/contact_record.hpp"

#include <string>
#include <string_view>

namespace quorate {

//   {"next": TIME, "last": TIME, "failures": N, "accounts":
//     [{"account": URI, "next": TIME, "last": TIME, "change": TIME, "failures": N, "held": TIME}..]}
std::string write_schedule(const Schedule& schedule);

// Errors: bad_json, bad_config with the place.
Result<Schedule> read_schedule(std::string_view text);

}  // namespace quorate
