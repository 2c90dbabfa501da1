// Checks many contacts at once: takes them from a source as there is room, and hands over their reports one
// by one.
#pragma once

#include "crawler/check.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <optional>

namespace quorate {

struct Case {
  Contact contact;
  std::size_t number = 0;  // of the contact in the run: a record names it
  Past* past = nullptr;    // see check(); outlives the case
};

// The next contact to be checked; nothing when there is none left, after which it is not asked again. It may
// wait; it is asked for one at a time, and only when there is room.
using CaseSource = std::function<boost::asio::awaitable<std::optional<Case>>()>;

using ReportSink = std::function<void(const Case& of, Report report)>;

enum class HandOver {
  in_order,  // as the cases came: one that is slow holds up what is handed over after it
  as_they_come,
};

// The time by which a check that begins now judges.
using RunClock = std::function<UnixTime()>;

// At most limits.contacts_in_flight cases are under way or wait for an earlier one to be handed over: memory
// depends on that alone. Fills everything of the reports but versions and connect_to. `workshop` must stay
// until the end. Throws what source and sink throw, once all other checks are cancelled.
boost::asio::awaitable<void> check_all(CaseSource source, const Workshop& workshop, RunClock clock,
                                       HandOver order, ReportSink sink);

}  // namespace quorate
