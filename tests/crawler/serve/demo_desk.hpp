// DemoDesk: a daemon that only notes what it is asked, over a store in memory; and contacts to show.
#pragma once

#include "crawler/serve/desk.hpp"
#include "crawler/store/store.hpp"

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace quorate {

class DemoDesk final : public Desk {
 public:
  DemoDesk(Store& store, std::function<UnixTime()> now) : store_(store), now_(std::move(now)) {}

  Result<ContactId> add_contact(std::string_view name, std::string_view document) override;
  Result<void> remove_contact(ContactId id) override;
  Result<void> watch_contact(ContactId id, Watching watching) override;
  Result<void> decide(ContactId id, Revision revision, Decided decided, std::string_view by) override;
  Result<Queued> check_soon(ContactId id) override;
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
};

// Three contacts with reports, timelines, events and a change that waits. `text` begins every text that
// others could have written.
void fill_demo(Store& store, UnixTime now, const std::string& text);

}  // namespace quorate
