// Tells the service manager how the daemon is (sd_notify(3)): one datagram for each state.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace quorate {

class ServiceManager {
 public:
  // From NOTIFY_SOCKET and WATCHDOG_USEC; where there is no manager, every call does nothing.
  static ServiceManager from_environment();

  void ready(std::string_view status) const;
  void reloading() const;  // with the monotonic time, as Type=notify-reload wants it
  void stopping() const;
  void alive() const;  // the watchdog's ping

  // How often alive() must be called: half of what the manager waits. Nothing: it does not watch.
  std::optional<std::chrono::microseconds> interval() const { return interval_; }

 private:
  void send(const std::string& state) const;
  std::string socket_;
  std::optional<std::chrono::microseconds> interval_;
};

}  // namespace quorate
