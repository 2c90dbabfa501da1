#include "crawler/fetch/pace.hpp"

#include <string>

namespace quorate {
namespace {

Error timed_out(const std::string& why) { return {Code::timed_out, why}; }

std::string in_words(std::chrono::milliseconds time) {
  if (time.count() % 1000 == 0) return std::to_string(time.count() / 1000) + " s";
  return std::to_string(time.count()) + " ms";
}

}  // namespace

void Pace::connecting(Time now) {
  if (!connecting_) connecting_ = now;
}

void Pace::asked(Time now) { asked_ = now; }

std::optional<Error> Pace::look(Time now, std::size_t received) {
  if (now >= deadline_) return timed_out("no complete answer in the time for the whole fetch");
  if (connecting_ && !asked_ && now - *connecting_ >= limits_.connect)
    return timed_out("no connection within " + in_words(limits_.connect));
  if (!asked_) return std::nullopt;
  if (received == 0) {
    if (now - *asked_ < limits_.first_byte) return std::nullopt;
    return timed_out("no byte of an answer within " + in_words(limits_.first_byte));
  }
  if (!window_start_) {
    window_start_ = now;
    received_at_window_start_ = received;
    return std::nullopt;
  }
  if (now - *window_start_ < limits_.low_speed_window) return std::nullopt;
  const auto window = std::chrono::duration_cast<std::chrono::milliseconds>(now - *window_start_);
  const std::size_t came = received - received_at_window_start_;
  if (came * 1000 < limits_.low_speed_bytes * static_cast<std::size_t>(window.count()))
    return timed_out("slower than " + std::to_string(limits_.low_speed_bytes) + " bytes a second");
  window_start_ = now;
  received_at_window_start_ = received;
  return std::nullopt;
}

}  // namespace quorate
