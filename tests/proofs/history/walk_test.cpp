// Random lives: hostile accounts show anything, honest ones fail now and then, and what must hold is checked
// at every look (T4 and T5 of docs/quorum.md).
#include "tests/proofs/history/life.hpp"
#include "tests/proofs/score/random_look.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <map>

namespace quorate {
namespace {

using namespace life;

constexpr unsigned owner = 1;
constexpr unsigned thief = 30;  // the first of the enemy's keys

// What one life did so far, as everybody could see it.
class Walk {
 public:
  explicit Walk(std::uint64_t seed)
      : dice_(seed), count_(4 + dice_.roll(5)), hostile_(default_hostile(count_)), life_(count_) {
    if (dice_.chance(50)) life_.rules.repinning = Repinning::with_rotation;
    publish();
    for (unsigned i = 0; i < count_; ++i) life_.show(i, tokens_.back());
  }

  void run(unsigned looks) {
    REQUIRE(life_.accept(life_.look(now_)));
    for (unsigned i = 0; i < looks; ++i) step();
  }

 private:
  bool honest(unsigned account) const { return account >= hostile_; }

  void publish() {
    Draft draft{.key = key_, .seq = ++seq_, .accounts = uris(count_), .from = now_ - day};
    if (key_ > owner) draft.prev = key_ - 1;
    tokens_.push_back(statement(draft));
  }

  // The owner signs a new statement, or hands over to a new key.
  void act() {
    if (dice_.chance(10)) publish();
    if (dice_.chance(4) && key_ < owner + 6) {
      Draft last{.key = key_, .seq = ++seq_, .accounts = uris(count_), .from = now_ - day, .next = key_ + 1};
      if (key_ > owner) last.prev = key_ - 1;
      tokens_.push_back(statement(last));
      farewell_ = tokens_.back();
      ++key_;
      seq_ = 0;
      publish();
    }
    if (dice_.chance(1)) {
      const unsigned revoked = owner + dice_.roll(key_);
      tokens_.push_back(revocation(revoked, now_ - 1));
      revocation_ = tokens_.back();
    }
  }

  // Anything that was ever signed, and whatever the enemy signs himself.
  std::string anything() {
    if (dice_.chance(30)) return tokens_[dice_.roll(static_cast<unsigned>(tokens_.size()))];
    const unsigned key = thief + dice_.roll(3);
    Draft draft{.key = key, .seq = 1 + dice_.roll(4), .accounts = uris(count_), .from = now_ - day};
    if (dice_.chance(40)) draft.prev = owner + dice_.roll(key_);
    if (dice_.chance(20)) draft.next = thief + dice_.roll(3);
    if (draft.next == key || draft.prev == key) draft.next.reset(), draft.prev.reset();
    if (dice_.chance(5)) return revocation(key, now_ - 1);
    return statement(draft) + (dice_.chance(30) ? " " + anything() : "");
  }

  void step() {
    now_ += static_cast<UnixTime>(dice_.roll(4 * 86'400));
    act();
    const bool all_hostile_agree = dice_.chance(50);
    const std::string common = anything();
    for (unsigned i = 0; i < count_; ++i) {
      life_.bring_up(i);
      if (dice_.chance(15)) life_.take_down(i);
      if (!honest(i)) {
        life_.show(i, all_hostile_agree ? common : anything());
      } else if (dice_.chance(60)) {
        life_.show(i, tokens_.back().find(revocation_) == 0 && !revocation_.empty()
                          ? revocation_
                          : newest() + " " + farewell_);
      }
    }
    check();
  }

  std::string newest() const {
    for (auto it = tokens_.rbegin(); it != tokens_.rend(); ++it)
      if (*it != revocation_ && *it != farewell_) return *it;
    return tokens_.front();
  }

  void check() {
    const History before = life_.history;
    const UnixTime at = dice_.chance(5) ? now_ - 3 * day : now_;
    const Seen seen = life_.look(at);
    const History& after = life_.history;
    check_statements(before, after);
    check_pin(before, seen, after);
    if (seen.answer.answer == Answer::confirmed) CHECK(is_owners(*seen.answer.subject_key));
  }

  bool is_owners(const Speaker& speaker) const {
    for (unsigned key = owner; key <= key_; ++key)
      if (speaker.key.id == kid_of(key)) return true;
    return false;
  }

  // T4: what was newest never goes back, and what was revoked stays so, for the line of the pinned key.
  static void check_statements(const History& before, const History& after) {
    std::map<std::string, std::uint32_t> newest;
    std::map<std::string, bool> revoked;
    for (const VerifiedToken& token : after.tokens) {
      if (const auto* statement = std::get_if<VerifiedStatement>(&token)) {
        std::uint32_t& seq = newest[(*statement)->kid];
        seq = std::max(seq, (*statement)->seq);
      } else if (const auto* revocation = std::get_if<VerifiedRevocation>(&token)) {
        revoked[(*revocation)->kid] = true;
      }
    }
    for (const VerifiedToken& token : before.tokens) {
      if (const auto* statement = std::get_if<VerifiedStatement>(&token))
        CHECK(newest[(*statement)->kid] >= (*statement)->seq);
      if (const auto* revocation = std::get_if<VerifiedRevocation>(&token))
        CHECK(revoked[(*revocation)->kid]);
    }
  }

  // T5: the pin moves by auto_rotate alone, along a counted rotation that stood for seven days.
  void check_pin(const History& before, const Seen& seen, const History& after) {
    REQUIRE(after.pin);
    if (after.pin->speaker == before.pin->speaker) return;
    CHECK(life_.rules.repinning == Repinning::with_rotation);
    REQUIRE(before.rotation);
    CHECK(before.rotation->from == before.pin->speaker);
    CHECK(before.rotation->to == after.pin->speaker);
    CHECK(seen.now - before.rotation->since >= life_.rules.rotation_stands);
    CHECK(seen.recall.chain.back() == after.pin->speaker);
    CHECK(is_owners(after.pin->speaker));
    ++repinned;
  }

 public:
  unsigned repinned = 0;

 private:
  Dice dice_;
  unsigned count_;
  unsigned hostile_;
  Life life_;
  UnixTime now_ = start;
  unsigned key_ = owner;
  std::uint32_t seq_ = 0;
  std::vector<std::string> tokens_;  // everything that the owner ever signed
  std::string farewell_;
  std::string revocation_;
};

}  // namespace

TEST_CASE("history: random lives with up to f hostile groups, T4 and T5 hold at every look") {
  unsigned repinned = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    INFO("seed " << seed);
    Walk walk(seed);
    walk.run(40);
    repinned += walk.repinned;
  }
  CHECK(repinned > 0);  // else nothing was tried
}

}  // namespace quorate
