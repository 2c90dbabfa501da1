// Builds small score inputs: accounts, speakers and facts, for the tests of the scorer.
#pragma once

#include "proofs/score/score.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace quorate {

inline const std::string alice = "mimi://im.example/u/alice";

inline Speaker native(std::string id, std::string subject = alice) {
  return {{KeyKind::native, std::move(id)}, std::move(subject)};
}

inline const Speaker k = native("K");
inline const Speaker r = native("R");  // a rival of K

inline Speaker keybase(std::string id) {
  return {{KeyKind::keybase, std::move(id)}, "https://keybase.io/alice"};
}

// The account https://NAME.example/, in a domain and group of its own, where nothing was found.
inline AccountEvidence silent(const std::string& name) {
  AccountEvidence account;
  account.account = "https://" + name + ".example/";
  account.domain = account.group = name + ".example";
  account.outcome = {Outcome::absent, Outcome::absent};
  return account;
}

inline AccountEvidence with(AccountEvidence account, KeyKind kind, Outcome outcome) {
  account.outcome[static_cast<std::size_t>(kind)] = outcome;
  return account;
}

inline AccountEvidence unknown(const std::string& name) {
  return with(silent(name), KeyKind::native, Outcome::unknown);
}

inline AccountEvidence refuted(const std::string& name) {
  return with(silent(name), KeyKind::native, Outcome::refuted);
}

inline AccountEvidence shows(const std::string& name, const Speaker& speaker) {
  AccountEvidence account = with(silent(name), speaker.key.kind, Outcome::proven);
  account.proven = {speaker};
  return account;
}

inline AccountEvidence conflicted(const std::string& name, const Speaker& one, const Speaker& other) {
  AccountEvidence account = with(silent(name), one.key.kind, Outcome::refuted);
  account.conflicted = {one, other};
  return account;
}

inline AccountEvidence discovered(AccountEvidence account) {
  account.standing = Standing::discovered;
  return account;
}

inline AccountEvidence in_group(AccountEvidence account, const std::string& group) {
  account.group = group;
  return account;
}

inline AccountEvidence in_domain(AccountEvidence account, const std::string& domain) {
  account.domain = account.group = domain;
  return account;
}

// Seen to be served by these, by the names of their groups.
inline AccountEvidence served_by(AccountEvidence account, std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  account.observed = std::move(names);
  return account;
}

// The look with one group joined to another, and everything that named it following.
inline ScoreInput merged(ScoreInput look, const std::string& from, const std::string& into) {
  for (AccountEvidence& account : look.accounts) {
    if (account.group == from) account.group = into;
    std::replace(account.observed.begin(), account.observed.end(), from, into);
    std::sort(account.observed.begin(), account.observed.end());
  }
  return look;
}

inline KeyFacts facts(const Speaker& speaker, KeyState state = KeyState::sound) {
  return {speaker, state, {}, {}, {}};
}

// The first `agreeing` of `total` accounts show `k`, the next `unreachable` are unknown, the rest show
// nothing.
inline ScoreInput look(unsigned total, unsigned agreeing, unsigned unreachable = 0) {
  ScoreInput input;
  for (unsigned i = 0; i < total; ++i) {
    const std::string name = "s" + std::to_string(i);
    if (i < agreeing) {
      input.accounts.push_back(shows(name, k));
    } else {
      input.accounts.push_back(i < agreeing + unreachable ? unknown(name) : silent(name));
    }
  }
  return input;
}

inline bool has(const Score& score, ScoreFlag flag) {
  return std::find(score.flags.begin(), score.flags.end(), flag) != score.flags.end();
}

}  // namespace quorate
