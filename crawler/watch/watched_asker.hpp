// WatchedAsker: asks for a watched contact's look: leaves alone what is not due, and keeps what came for the
// store.
#pragma once

#include "crawler/asker.hpp"
#include "crawler/store/look_record.hpp"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace quorate {

// What one look at a contact asked and got.
struct LookNotes {
  std::set<std::string> left_alone;      // accounts that are not asked this time
  std::set<ObservedPlace> known;         // places that the store holds an answer of
  std::vector<NewObservation> seen;      // without outcome and reason: these follow from the whole look
  std::map<std::string, UnixTime> held;  // by account: the host wants no request before
};

class WatchedAsker final : public Asker {
 public:
  WatchedAsker(std::unique_ptr<Asker> world, std::function<UnixTime()> clock)
      : world_(std::move(world)), clock_(std::move(clock)) {}

  // The look at the contact with that number begins; take() ends it.
  void begin(std::size_t contact, LookNotes notes) { notes_[contact] = std::move(notes); }
  LookNotes take(std::size_t contact);

  // An account that is left alone gets held_off without a request.
  boost::asio::awaitable<Reply> ask(Question question, Rank rank) override;

 private:
  void note(const Question& question, const Observation& observation);

  std::unique_ptr<Asker> world_;
  std::function<UnixTime()> clock_;
  std::map<std::size_t, LookNotes> notes_;
};

}  // namespace quorate
