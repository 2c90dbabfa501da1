// Asker: turns a Question into the Observation that answers it, by looking at the world or into a record.
#pragma once

#include "crawler/frontier/turnstile.hpp"
#include "proofs/observation.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace quorate {

struct Question {
  std::size_t contact = 0;  // for whose check: its number in the run
  std::string account;      // URI of the account that it is about
  std::string vantage;      // the vantage point to ask from; empty: the ordinary way
  Request request;
};

// What came. While it exists, the request counts as under way: so what lies about unread is bounded, too.
struct Reply {
  Observation observation;
  std::optional<Turn> turn;
};

class Asker {
 public:
  virtual ~Asker() = default;

  // Whatever the world does ends as an observation. Throws boost::system::system_error(operation_aborted)
  // when cancelled, or when what it asks through goes away meanwhile.
  virtual boost::asio::awaitable<Reply> ask(Question question, Rank rank) = 0;
};

// Who is told what each question got in the end.
class AnswerLog {
 public:
  virtual ~AnswerLog() = default;
  virtual void answered(const Question& question, const Observation& observation) = 0;
};

}  // namespace quorate
