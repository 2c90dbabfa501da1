// Turns stored events into the lines of a text/event-stream (WHATWG HTML section 9.2.5).
#pragma once

#include "crawler/store/event_record.hpp"

#include <string>
#include <string_view>

namespace quorate {

// "id: N", "data: {...}" on one line, and an empty line.
std::string event_text(const StoredEvent& event);

// A comment, which keeps the connection from looking dead.
inline constexpr std::string_view heartbeat_text = ": still here\n\n";

}  // namespace quorate
