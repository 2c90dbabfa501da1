#include "tests/proofs/score/adversary/world.hpp"

#include "proofs/score/suffix_list.hpp"

#include <algorithm>

namespace quorate::adversary {
namespace {

constexpr unsigned outpost_count = 31;  // beside the account itself, as many as a statement may list

Account parsed(const std::string& uri) { return Account::parse(uri).value(); }

}  // namespace

std::string_view text(Story story) {
  switch (story) {
    case Story::statements:
      return "statements";
    case Story::badges:
      return "badges";
    case Story::rotated:
      return "rotated";
    case Story::replaced:
      return "replaced";
    case Story::moved:
      return "moved";
    case Story::split:
      return "split";
  }
  return "";
}

std::string_view text(Estate estate) {
  switch (estate) {
    case Estate::plain:
      return "plain";
    case Estate::companies:
      return "companies";
    case Estate::zone:
      return "zone";
  }
  return "";
}

std::string describe(const Setting& setting) {
  std::string line(text(setting.story));
  if (setting.story == Story::split) line += " " + std::to_string(setting.seconds);
  line += ", " + std::string(text(setting.estate)) + ", n=" + std::to_string(setting.groups) +
          " hostile=" + std::to_string(setting.hostile) + " d=" + std::to_string(setting.unreachable);
  if (setting.rule.hostile) line += " policy f=" + std::to_string(*setting.rule.hostile);
  return line;
}

World::World(const Setting& setting) : setting_(setting) {
  found_groups();
  write_history();
  for (std::size_t i = 0; i < anchored_.size(); ++i) {
    if (honest(group_of_[i]))
      settle_honest(group_of_[i], anchored_[i]);
    else
      seats_.push_back({group_of_[i], moves_of(anchored_[i], craft_)});
  }
  settle_askers();
  settle_outposts();
}

void World::found_groups() {
  std::vector<Operator> companies;
  for (unsigned group = 0; group < setting_.groups; ++group) {
    const std::string name = "g" + std::to_string(group) + ".example";
    const bool first = group == 0 || group == setting_.hostile;
    const bool zone = setting_.estate == Estate::zone && group == 0 && !honest(0);
    std::vector<std::string> uris = {zone ? "dns:" + name : "https://" + name + "/"};
    if (setting_.estate == Estate::companies && first) {
      uris.push_back("https://also-" + name + "/");
      const std::string id = "company" + std::to_string(group);
      companies.push_back({id, id, "", {name, "also-" + name}});
    }
    for (const std::string& uri : uris) {
      anchored_.push_back(parsed(uri));
      group_of_.push_back(group);
    }
  }
  operators_ = Operators("test", std::move(companies), {});
  groups_ = std::make_unique<Groups>(operators_, SuffixList::builtin());
  std::vector<std::string> hosts;
  for (const Account& account : anchored_) hosts.push_back(account.host());
  const Division division = groups_->divide(hosts);
  names_.resize(setting_.groups);
  for (std::size_t i = 0; i < hosts.size(); ++i) names_[group_of_[i]] = division.of(hosts[i]).group;
}

void World::write_history() {
  craft_.accounts = anchored_;
  std::vector<Account> hostile;
  for (std::size_t i = 0; i < anchored_.size(); ++i)
    (honest(group_of_[i]) ? craft_.honest : hostile).push_back(anchored_[i]);
  for (unsigned i = 0; i < outpost_count; ++i)
    craft_.outposts.push_back(parsed("https://outpost" + std::to_string(i) + ".example/"));
  const Draft now_all{.accounts = anchored_};
  Draft older = now_all;
  older.seq = 5;
  Draft elsewhere = now_all;
  elsewhere.seq = 7;
  elsewhere.subject = "mimi://im.example/u/alice-at-work";
  Draft expired = now_all;
  expired.seq = 4;
  expired.from = now - 300 * day;
  expired.to = now - 200 * day;
  craft_.owners = {Holder::owner};
  craft_.newest = {statement(now_all)};
  craft_.history = {statement(older), statement(elsewhere), statement(expired), statement(now_all)};
  if (!hostile.empty() && !craft_.honest.empty()) {
    Draft retiring = now_all;
    retiring.seq = 6;
    retiring.accounts = hostile;
    retiring.retired = craft_.honest;
    craft_.history.push_back(statement(retiring));
  }
  published_ = {kid_of(Holder::owner)};
  if (setting_.story == Story::rotated) {
    Draft last = now_all;
    last.seq = 11;
    last.next = Holder::heir;
    Draft first = now_all;
    first.holder = Holder::heir;
    first.prev = Holder::owner;
    craft_.newest = {statement(last), statement(first)};
    craft_.owners.push_back(Holder::heir);
    published_.insert(kid_of(Holder::heir));
  } else if (setting_.story == Story::replaced) {
    Draft former = now_all;
    former.holder = Holder::former;
    craft_.history.push_back(statement(former));
    craft_.newest.push_back(revocation(Holder::former));
    craft_.owners.push_back(Holder::former);
    revoked_ = {kid_of(Holder::former)};
  } else if (setting_.story == Story::moved && !hostile.empty() && !craft_.honest.empty()) {
    Draft newest = now_all;
    newest.seq = 12;
    std::erase(newest.accounts, hostile.front());
    newest.retired = {hostile.front()};
    craft_.newest = {statement(newest)};
  } else if (setting_.story == Story::split) {
    Draft second = now_all;
    second.holder = Holder::second;
    craft_.history.push_back(statement(second));
    craft_.owners.push_back(Holder::second);
    if (setting_.seconds > 0) published_.insert(kid_of(Holder::second));
    if (setting_.seconds >= setting_.groups - setting_.hostile) published_.erase(kid_of(Holder::owner));
  }
  craft_.history.insert(craft_.history.end(), craft_.newest.begin(), craft_.newest.end());
}

void World::settle_honest(unsigned group, const Account& account) {
  std::vector<std::string> shown = craft_.newest;
  const bool holder = group - setting_.hostile <= setting_.unreachable;
  if (setting_.story == Story::badges && !holder) shown = {badge(account, Draft{})};
  if (setting_.story == Story::split && group - setting_.hostile < setting_.seconds)
    shown = {statement({.holder = Holder::second, .accounts = anchored_})};
  pages_.push_back({group, found(account, shown), out_of_reach(account)});
}

void World::settle_askers() {
  const auto ask = [this](std::string name, bool subject, std::optional<Holder> holder, bool bytes) {
    Asker asker{std::move(name), {}, {}, holder};
    asker.context.now = now;
    if (subject) asker.context.subject = alice;
    if (holder && bytes) asker.context.key = key_of(*holder);
    if (holder) asker.key = KeyName{KeyKind::native, kid_of(*holder)};
    askers_.push_back(std::move(asker));
  };
  ask("subject and key", true, Holder::owner, true);
  ask("subject", true, {}, false);
  ask("key", false, Holder::owner, false);
  ask("nothing", false, {}, false);
  ask("subject and forged key", true, Holder::enemy, true);
  if (setting_.story == Story::rotated) ask("subject and heir", true, Holder::heir, true);
  if (setting_.story == Story::replaced) ask("subject and former key", true, Holder::former, true);
  if (setting_.story == Story::split) ask("subject and second key", true, Holder::second, true);
}

void World::settle_outposts() {
  outposts_.emplace_back();
  Draft wide = forgery(craft_);
  wide.seq = 12;
  wide.accounts = craft_.outposts;
  std::vector<std::string> everything = craft_.history;
  everything.push_back(statement(wide));
  outposts_.push_back({found(craft_.outposts.front(), everything)});
  std::vector<Finding> many;
  for (const Account& account : craft_.outposts) many.push_back(found(account, {statement(wide)}));
  outposts_.push_back(std::move(many));
}

bool World::joined(const std::string& one, const std::string& other) const {
  if (setting_.story != Story::rotated) return false;
  const std::set<std::string> pair = {kid_of(Holder::owner), kid_of(Holder::heir)};
  return pair.count(one) > 0 && pair.count(other) > 0;
}

}  // namespace quorate::adversary
