// Counter: turns what was asked into what the crowd answers.
#pragma once

#include "bench/crowd/hand.hpp"
#include "bench/crowd/street.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace quorate {

struct CrowdAnswer {
  enum class Way { whole, reset, wrong_length };
  int status = 200;
  std::string_view type = "text/plain; charset=utf-8";
  std::string body;
  Way way = Way::whole;
  std::chrono::milliseconds after{};
  std::string_view retry_after;  // seconds; empty: none
  std::string etag;              // empty: none
};

class Counter {
 public:
  // Both must outlive it. `slow`: how late the slow ones are.
  Counter(const Street& street, Hand& hand, std::chrono::milliseconds slow);

  // `if_none_match`: as it was sent; empty: it was not.
  CrowdAnswer answer(std::string_view host, std::string_view path, std::string_view if_none_match);

  std::size_t asked() const { return asked_; }
  std::size_t unchanged() const { return unchanged_; }  // answers with 304
  const std::array<std::size_t, faults>& by_fault() const { return by_fault_; }

 private:
  std::string token(const Door& door, Fault fault);
  void show(const Door& door, const std::string& token, CrowdAnswer& answer) const;

  const Street& street_;
  Hand& hand_;
  std::chrono::milliseconds slow_;
  std::string page_head_;  // of the profile pages: what stands before and after what is the person's
  std::string page_tail_;
  std::size_t asked_ = 0;
  std::size_t unchanged_ = 0;
  std::array<std::size_t, faults> by_fault_{};
};

}  // namespace quorate
