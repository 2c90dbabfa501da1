// Checks one contact: the whole way from accounts to a report.
#pragma once

#include "config/contact.hpp"
#include "config/limits.hpp"
#include "config/services.hpp"
#include "config/target/exclusions.hpp"
#include "crawler/manners/manners.hpp"
#include "crawler/observer.hpp"
#include "crawler/past.hpp"
#include "proofs/forge/networks.hpp"
#include "proofs/groups/operators.hpp"
#include "proofs/report/report.hpp"
#include "proofs/score/suffix_list.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

namespace quorate {

enum class NameServers { not_asked, asked };

// What every check of a run shares. All of it outlives the checks.
struct Workshop {
  const Services& services;
  const Limits& limits;
  const Operators& operators;
  const SuffixList& suffixes;
  const Networks& networks;  // may be empty
  Observer& observer;
  Manners manners = Manners::check;
  NameServers name_servers = NameServers::not_asked;
  const Exclusions* exclusions =
      nullptr;              // accounts that are not looked at, though keys name them; may be null
  std::size_t contact = 0;  // whose check it is: its number in the run
};

// Never throws for what the world does. Fills everything of the report but versions, connect_to and
// elapsed_ms. `past`: of this contact, with what `bring_past` brought into it; null where no look is held
// against earlier ones; it outlives the check.
boost::asio::awaitable<Report> check(Contact contact, Workshop workshop, UnixTime now, Past* past);

}  // namespace quorate
