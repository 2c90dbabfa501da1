// Checks many contacts at once, and hands over their reports one by one, in the contacts' order.
#pragma once

#include "crawler/check.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <vector>

namespace quorate {

struct Case {
  const Contact& contact;
  Past* past = nullptr;  // see check()
};

using ReportSink = std::function<void(std::size_t number, Report report)>;

// At most limits.contacts_in_flight contacts are under way or wait for an earlier one to be handed over.
// Fills everything of the reports but versions and connect_to. `cases`, `workshop` and `sink` must stay
// until the end.
boost::asio::awaitable<void> check_all(const std::vector<Case>& cases, const Workshop& workshop, UnixTime now,
                                       const ReportSink& sink);

}  // namespace quorate
