// Turns a finished look at a watched contact into all that the store writes of it. Pure.
#pragma once

#include "crawler/past.hpp"
#include "crawler/store/look_record.hpp"
#include "crawler/watch/schedule.hpp"
#include "crawler/watch/watched_asker.hpp"

#include <functional>
#include <span>

namespace quorate {

// What a look started from and saw. All of it outlives the call.
struct FinishedLook {
  const ContactState& before;
  const Past& past;      // with `after`
  const Report& report;  // complete
  LookNotes notes;
  std::span<const Decision> decisions;  // of the contact: what was refused is not proposed again
};

// `random`: any number, evenly distributed, another one each time.
LookRecord look_record(FinishedLook look, UnixTime now, const ScheduleRules& rules,
                       const std::function<std::uint32_t()>& random);

// An event as the store keeps it: its JSON is {"kind", "account": URI|null, "key": SPEAKER|null, "since":
// TIME|null, "detail"}, its text one printable line.
NewEvent new_event(const Event& event);
// One that the daemon itself tells: "service dead", "service back", "not checked", "accepted", "refused",
// "contact removed", "paused", "watched again".
NewEvent daemon_event(std::string_view kind, const std::string& account, const std::string& detail);

}  // namespace quorate
