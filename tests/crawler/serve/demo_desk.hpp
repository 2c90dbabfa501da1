// DemoDesk: a daemon that only notes what it is asked, over a store in memory; and contacts to show.
#pragma once

#include "crawler/serve/desk.hpp"
#include "crawler/store/store.hpp"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

class DemoDesk final : public Desk {
 public:
  DemoDesk(Store& store, std::function<UnixTime()> now) : store_(store), now_(std::move(now)) {}

  Result<ContactId> add_contact(std::string_view name, std::string_view document) override;
  Result<void> remove_contact(ContactId id) override;
  Result<void> watch_contact(ContactId id, Watching watching, std::string_view by) override;
  Result<void> decide(ContactId id, const Wish& wish, std::string_view by) override;
  Result<Queued> check_soon(ContactId id) override;
  Result<std::optional<CheckId>> check_once(std::string_view document, std::string_view by) override;
  std::optional<OneCheck> one_check(CheckId id, std::string_view by) override;
  std::optional<std::string> trouble() override { return trouble_; }
  std::vector<Metric> metrics() override;

  void set_trouble(std::optional<std::string> trouble) { trouble_ = std::move(trouble); }
  std::size_t writes() const { return writes_; }

  static constexpr std::size_t queue_places = 3;

 private:
  Result<ContactState> state_of(ContactId id);

  Store& store_;
  std::function<UnixTime()> now_;
  std::set<ContactId> queue_;
  std::optional<std::string> trouble_;
  std::size_t writes_ = 0;
  std::vector<std::string> once_by_;  // who asked for each, from the check with id 1 on
};

// Three contacts with reports, timelines, events and a change that waits. `text` begins every text that
// others could have written.
void fill_demo(Store& store, UnixTime now, const std::string& text);

}  // namespace quorate
