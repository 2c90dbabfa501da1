// World: one owner, her signed history, the pages of the honest groups, and all that hostile ones may show.
#pragma once

#include "proofs/groups/groups.hpp"
#include "proofs/judge/judge.hpp"
#include "proofs/score/score.hpp"
#include "tests/proofs/score/adversary/moves.hpp"

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace quorate::adversary {

// What the owner did.
enum class Story {
  statements,  // the newest statement stands on all her pages
  badges,      // badges, and the statement on as many honest pages as may be out of reach, and one more
  rotated,     // the key handed over to an heir; both last words stand on all pages
  replaced,    // an earlier key was revoked; the revocation stands on all pages
  moved,       // the newest statement retires the account of a hostile group
  split,       // some pages show one key and some another, and nothing joins them
};
inline constexpr unsigned stories = 6;
std::string_view text(Story story);

// Other ways in which hosts belong together.
enum class Estate {
  plain,      // one site for each group
  companies,  // the first hostile and the first honest group are companies with two domains
  zone,       // the account of the first hostile group is a dns: account
};
inline constexpr unsigned estates = 3;
std::string_view text(Estate estate);

struct Setting {
  Story story = Story::statements;
  Estate estate = Estate::plain;
  unsigned groups = 4;
  unsigned hostile = 1;      // how many are; what is assumed follows from the rule
  unsigned unreachable = 0;  // how many honest groups may be out of reach
  QuorumRule rule = {};
  unsigned seconds = 0;  // split: how many honest groups show the second key
};
std::string describe(const Setting& setting);

// An honest account, what it shows, and what is seen while it is out of reach.
struct Page {
  unsigned group = 0;
  Finding shown;
  Finding dark;
};

// A hostile account and its moves.
struct Seat {
  unsigned group = 0;
  std::vector<Move> moves;
};

// Who asks. `names`: whose key the contact names, if any.
struct Asker {
  std::string name;
  Context context;
  std::optional<KeyName> key;
  std::optional<Holder> names;
};

class World {
 public:
  explicit World(const Setting& setting);
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  const Setting& setting() const { return setting_; }
  const std::vector<Account>& anchored() const { return anchored_; }
  const Groups& groups() const { return *groups_; }
  const std::vector<Page>& pages() const { return pages_; }
  const std::vector<Seat>& seats() const { return seats_; }
  const std::vector<Asker>& askers() const { return askers_; }
  // Pages of the enemy that nobody anchored, which the crawler discovers: nothing, one, or many.
  const std::vector<std::vector<Finding>>& outposts() const { return outposts_; }
  const std::string& group_name(unsigned group) const { return names_[group]; }

  // Keys that an honest account shows.
  const std::set<std::string>& published() const { return published_; }
  const std::set<std::string>& revoked() const { return revoked_; }
  // Whether the owner's own statements join the two keys.
  bool joined(const std::string& one, const std::string& other) const;
  // The owner's key shown by every honest group; nothing where there is none.
  bool unanimous() const { return setting_.story != Story::split; }

 private:
  void found_groups();
  void write_history();
  void settle_honest(unsigned group, const Account& account);
  void settle_askers();
  void settle_outposts();
  bool honest(unsigned group) const { return group >= setting_.hostile; }

  Setting setting_;
  std::vector<Account> anchored_;  // hostile ones first
  std::vector<unsigned> group_of_;
  Operators operators_;
  std::unique_ptr<Groups> groups_;
  std::vector<std::string> names_;
  Craft craft_;
  std::vector<Page> pages_;
  std::vector<Seat> seats_;
  std::vector<Asker> askers_;
  std::vector<std::vector<Finding>> outposts_;
  std::set<std::string> published_;
  std::set<std::string> revoked_;
};

}  // namespace quorate::adversary
