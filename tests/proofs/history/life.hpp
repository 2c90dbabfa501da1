// Life: accounts that show signed tokens, and an observer who looks at them again and again.
#pragma once

#include "proofs/formats/sign.hpp"
#include "proofs/history/accept.hpp"
#include "proofs/history/look_back.hpp"
#include "proofs/judge/finding.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace quorate::life {

inline constexpr UnixTime start = 1'790'000'000;  // 2026-09-21
inline constexpr UnixTime day = day_seconds;
inline const std::string alice = "mimi://im.example/u/alice";

// Keys are called by small numbers.
Ed25519Seed seed_of(unsigned key);
std::string kid_of(unsigned key);
Speaker speaker_of(unsigned key, const std::string& subject = alice);
// The account of the given number: each is a group of its own.
std::string uri_of(unsigned account);
std::vector<std::string> uris(unsigned count);

struct Draft {
  unsigned key = 1;
  std::uint32_t seq = 1;
  std::vector<std::string> accounts = {};
  std::vector<std::string> retired = {};
  UnixTime from = start - day;
  UnixTime days = 366;
  std::optional<unsigned> next = {};
  std::optional<unsigned> prev = {};
  std::string subject = alice;
};
std::string statement(const Draft& draft);
std::string badge(unsigned account, const Draft& draft);
std::string revocation(unsigned key, UnixTime at);

// What one look came to.
struct Seen {
  Judgement judgement;
  std::vector<AccountEvidence> evidence;
  Recall recall;
  Score plain;   // without the flags of the history
  Score answer;  // with them
  std::vector<Event> events;
  Hindsight hindsight;
  UnixTime now = 0;

  bool has(ScoreFlag flag) const;
  bool told(EventKind kind) const;
  std::string told_kinds() const;  // "quorum reached, rival"
};

class Life {
 public:
  explicit Life(unsigned accounts) : count_(accounts) {}

  void show(unsigned account, const std::string& text) { shown_[account] = text; }
  void show_all(const std::string& text);
  void hide(unsigned account) { shown_.erase(account); }
  void take_down(unsigned account) { down_.insert(account); }
  void bring_up(unsigned account) { down_.erase(account); }

  // Looks, remembers, writes the history and reads it again.
  Seen look(UnixTime now);
  // The same without remembering.
  Remembered glance(UnixTime now, Seen& seen) const;
  // Pins what that look found.
  Result<void> accept(const Seen& seen, const std::optional<KeyName>& named = {});

  History history;
  HistoryRules rules;
  QuorumRule quorum;
  std::optional<std::string> subject = alice;
  std::optional<KeyName> key;   // that the contact names
  std::vector<unsigned> order;  // in which the accounts are looked at, where not by number

 private:
  std::vector<Finding> findings() const;
  std::vector<Account> accounts() const;
  unsigned count_;
  std::map<unsigned, std::string> shown_;
  std::set<unsigned> down_;
};

}  // namespace quorate::life
