// Turns a stored event into the one line of JSON that receivers of events get.
#pragma once

#include "crawler/store/event_record.hpp"

#include <string>

namespace quorate {

// {"schema": "quorate.event/1", "id": N, "at": TIME, "contact": {"id": N, "name": TEXT}|null, "kind": TEXT,
//  "account": URI|null, "text": TEXT, "event": {...}}. ASCII control characters cannot stand in it unescaped.
std::string event_line(const StoredEvent& event);

}  // namespace quorate
