#include "crawler/serve/event_text.hpp"

#include "crawler/serve/routes/records.hpp"

namespace quorate {

// JSON has no line breaks outside of its strings, and within them they are escaped.
std::string event_text(const StoredEvent& event) {
  return "id: " + std::to_string(event.id) + "\ndata: " + json::write(event_value(event)) + "\n\n";
}

}  // namespace quorate
