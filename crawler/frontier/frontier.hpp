// Frontier: decides which of the requests that wait goes out next, and when.
#pragma once

#include "crawler/manners/bucket.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>

namespace quorate {

struct FrontierRules {
  BucketRate domain;              // requests to one registrable domain
  unsigned domain_in_flight = 1;  // of them, at once
  BucketRate all;                 // requests to all domains together
  unsigned in_flight = 1;
  std::size_t capacity = 1;                  // requests that wait
  std::chrono::milliseconds longest_hold{};  // a domain that wants longer is given up for that time
};

// What goes first.
enum class Rank {
  rules,       // robots.txt: others wait for it
  anchored,    // accounts that the relying party named
  discovered,  // accounts that only a key named
};

// A request that wants to go out.
struct Visit {
  std::string domain;  // registrable
  std::string host;
  Rank rank = Rank::anchored;
};

// A step function: it is told what is wanted, what ended and what time it is, and says what to do. Among the
// domains that may be asked, those with visits of a better rank go first, then the one that has waited
// longest; within a domain and a rank, the visits to one host follow each other, so that they share its
// connections. What it remembers of a domain is dropped as soon as it would make no difference.
class Frontier {
 public:
  using Time = Bucket::Time;
  using Ticket = std::uint64_t;

  explicit Frontier(const FrontierRules& rules) : rules_(rules), all_(rules.all) {}

  // Nothing when `capacity` visits wait already.
  std::optional<Ticket> add(const Visit& visit, Time now);

  struct Go {
    Ticket ticket = 0;
  };
  struct GiveUp {  // will not go out; needs no done()
    Ticket ticket = 0;
  };
  struct WaitUntil {
    Time time;
  };
  struct Idle {};  // until something is added or ends
  using Step = std::variant<Idle, Go, GiveUp, WaitUntil>;

  // What to do now. After Go and GiveUp it wants to be asked again at once, and done() when that visit is
  // over.
  Step next(Time now);

  // The visit is over: it had gone out, or it is not wanted any more.
  void done(Ticket ticket, Time now);

  // The domain asked to be left alone until then. Visits to it are given up where that is too long.
  void hold(const std::string& domain, Time until, Time now);

  std::size_t waiting() const { return waiting_; }
  std::size_t in_flight() const { return in_flight_; }
  std::size_t domains() const { return domains_.size(); }  // that something is remembered of

 private:
  using Place = std::pair<Rank, std::uint64_t>;
  using Moment = std::pair<Time, std::string>;  // a time, and the domain to which it matters

  // The visits of one rank to one domain, by host.
  struct Queue {
    std::map<std::string, std::deque<Ticket>> hosts;  // none is empty
    std::string last_host;                            // of the last visit that went out
  };
  struct Domain {
    std::string name;
    Bucket bucket;
    Time held_until{};
    unsigned in_flight = 0;
    std::map<Rank, Queue> queues;  // none is empty
    std::uint64_t since = 0;       // smaller: waits for longer
    // Where it stands in ready_, later_ or resting_; nowhere while enough of its visits are out.
    std::optional<Place> ready;
    std::optional<Moment> later;
    std::optional<Moment> resting;
  };
  struct Entry {
    Domain* domain = nullptr;
    std::string host;
    Rank rank = Rank::anchored;
    bool is_out = false;
  };

  Domain& domain_of(const std::string& name);
  void give_up(Domain& domain);
  void settle(Domain& domain, Time now);
  void unlist(Domain& domain);
  void wake(Time now);
  static Ticket pull(Domain& domain);
  static void remove(const Entry& entry, Ticket ticket);

  FrontierRules rules_;
  Bucket all_;
  std::unordered_map<std::string, std::unique_ptr<Domain>> domains_;
  std::unordered_map<Ticket, Entry> entries_;
  std::deque<Ticket> given_up_;        // not told yet
  std::map<Place, Domain*> ready_;     // may be asked now
  std::map<Moment, Domain*> later_;    // have visits, for which it is too early
  std::map<Moment, Domain*> resting_;  // have none, and are remembered until then
  std::uint64_t tickets_ = 0;
  std::uint64_t turns_ = 0;
  std::size_t waiting_ = 0;
  std::size_t in_flight_ = 0;
};

}  // namespace quorate
