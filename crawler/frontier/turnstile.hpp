// Turnstile: lets the coroutines that want to ask something go one by one, when the frontier says so.
#pragma once

#include "crawler/frontier/frontier.hpp"
#include "proofs/result.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace quorate {

class Gate;

// The right to ask, as long as it exists.
class Turn {
 public:
  Turn(std::shared_ptr<Gate> gate, Frontier::Ticket ticket);
  ~Turn();
  Turn(Turn&& other) noexcept = default;
  Turn& operator=(Turn&&) = delete;

 private:
  std::shared_ptr<Gate> gate_;
  Frontier::Ticket ticket_;
};

class Turnstile {
 public:
  // `executor` must run one handler at a time; enter() is awaited on it, and turns end on it.
  Turnstile(const boost::asio::any_io_executor& executor, const FrontierRules& rules);
  // Those who wait are told system_error(operation_aborted).
  ~Turnstile();
  Turnstile(const Turnstile&) = delete;
  Turnstile& operator=(const Turnstile&) = delete;

  // Waits for the visit's turn. Errors: held_off where its domain wants to be left alone for too long,
  // timed_out where the turn did not come before the deadline. Throws system_error(operation_aborted) when
  // cancelled or when the turnstile goes away, and std::length_error when more wait than the rules allow:
  // whoever lets requests in must let in no more.
  boost::asio::awaitable<Result<Turn>> enter(Visit visit, std::optional<Frontier::Time> deadline);

  // The domain asked to be left alone for so long.
  void hold(const std::string& domain, std::chrono::milliseconds time);

 private:
  std::shared_ptr<Gate> gate_;
};

}  // namespace quorate
