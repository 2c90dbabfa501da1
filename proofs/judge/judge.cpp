#include "proofs/judge/judge.hpp"

#include "proofs/judge/knowledge.hpp"
#include "proofs/judge/lasting.hpp"
#include "proofs/judge/weigh.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace quorate {
namespace {

// What one finding's tokens say, each for itself.
std::vector<Say> says_of(const Finding& finding, const Context& context, const Knowledge& knowledge) {
  std::vector<Say> says;
  if (finding.obstacle) says.push_back({*finding.obstacle, {}, {}, 0});
  for (const VerifiedToken& token : finding.tokens) {
    if (const auto* statement = std::get_if<VerifiedStatement>(&token)) {
      says.push_back(weigh_statement(**statement, finding.account, context, knowledge));
    } else if (const auto* revocation = std::get_if<VerifiedRevocation>(&token)) {
      const bool early = (*revocation)->issued_at > latest(context) + clock_tolerance;
      says.push_back({{Outcome::refuted, early ? Reason::not_yet_valid : Reason::revoked,
                       "a revocation of " + (*revocation)->kid},
                      {},
                      {},
                      0});
    } else {
      const auto& rejected = std::get<RejectedToken>(token);
      says.push_back({{Outcome::refuted, rejected.reason, rejected.detail}, {}, {}, 0});
    }
  }
  for (const Badge& badge : finding.badges)
    says.push_back(weigh_badge(badge, finding.account, context, knowledge));
  for (const RejectedToken& broken : finding.broken_badges)
    says.push_back({{Outcome::refuted, broken.reason, broken.detail}, {}, {}, 0});
  for (const KeybaseProof& proof : finding.keybase) says.push_back(weigh_keybase(proof, context));
  if (says.empty()) says.push_back({{Outcome::absent, Reason::none, "nothing there"}, {}, {}, 0});
  if (finding.extent == Extent::part) says.push_back({rest_unseen(), {}, {}, 0});
  return says;
}

// SPEC: statement.md section 5: without DNSSEC nothing that a dns: account shows counts, for or against.
void set_aside(std::vector<Say>& says) {
  for (Say& say : says) {
    if (!say.speaker) continue;
    say = {{Outcome::unknown, Reason::not_secure,
            "a proof stands there, but the zone is not signed with DNSSEC"},
           {},
           {Flag::not_secure},
           0};
  }
}

void add_flag(std::vector<Flag>& flags, Flag flag) {
  if (std::find(flags.begin(), flags.end(), flag) == flags.end()) flags.push_back(flag);
}

// Splits the speakers proven at one account into those without a rival and those with one. Keys of other
// kinds, the same key for another subject, and keys that a rotation joins are no rivals; revoked keys are
// never proven.
void separate_rivals(const std::set<Speaker>& speakers, const Knowledge& knowledge, AccountVerdict& verdict) {
  for (const Speaker& speaker : speakers) {
    const bool has_rival = std::any_of(speakers.begin(), speakers.end(), [&](const Speaker& other) {
      return other.key.kind == speaker.key.kind && other.key != speaker.key &&
             !knowledge.joined(speaker, other);
    });
    (has_rival ? verdict.conflicted : verdict.proven).push_back(speaker);
  }
}

class Bench {
 public:
  Bench(const Context& context, const Knowledge& knowledge) : context_(context), knowledge_(knowledge) {}

  AccountVerdict judge_account(const std::vector<const Finding*>& findings) const {
    AccountVerdict account{.account = findings.front()->account};
    std::vector<Say> says;
    std::array<bool, key_kinds> looked{};
    for (const Finding* finding : findings) {
      note(*finding, account);
      auto more = says_of(*finding, context_, knowledge_);
      if (finding->agreement == Agreement::partial) add_flag(account.flags, Flag::vantages_differ);
      if (finding->dnssec == Dnssec::insecure) {
        set_aside(more);
        add_flag(account.flags, Flag::not_secure);
      }
      const auto kind = static_cast<std::size_t>(finding->kind);
      for (Say& say : more) {
        Verdict& best = account.by_kind[kind];
        best = looked[kind] ? better(best, say.verdict) : say.verdict;
        looked[kind] = true;
        says.push_back(std::move(say));
      }
    }
    std::set<Speaker> speakers;
    for (const Say& say : says)
      if (say.speaker) speakers.insert(*say.speaker);
    separate_rivals(speakers, knowledge_, account);
    settle(says, looked, account);
    date(says, account);
    if (context_.max_age) sort_out_old(account);
    return account;
  }

 private:
  static void date(const std::vector<Say>& says, AccountVerdict& account) {
    account.dated.assign(account.proven.size(), 0);
    for (std::size_t i = 0; i < account.proven.size(); ++i)
      for (const Say& say : says)
        if (say.speaker == account.proven[i]) account.dated[i] = std::max(account.dated[i], say.dated);
  }

  // As if each statement expired `max_age` after its issue, for counting only.
  void sort_out_old(AccountVerdict& account) const {
    for (std::size_t i = 0; i < account.proven.size(); ++i) {
      const UnixTime dated = account.dated[i];
      if (dated != 0 && latest(context_) < dated + *context_.max_age) continue;
      account.outdated.push_back(account.proven[i]);
      add_flag(account.flags, Flag::too_old);
    }
  }

  static void note(const Finding& finding, AccountVerdict& account) {
    const auto add = [](std::vector<std::string>& list, const std::string& item) {
      if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
    };
    add(account.services, finding.service);
    add(account.places, finding.where);
    for (const VerifiedToken& token : finding.tokens)
      if (!signer(token).empty()) account.signers.push_back({KeyKind::native, std::string(signer(token))});
    std::sort(account.signers.begin(), account.signers.end());
    account.signers.erase(std::unique(account.signers.begin(), account.signers.end()), account.signers.end());
    account.elapsed_us = std::max(account.elapsed_us, finding.elapsed_us);
  }

  static void settle(const std::vector<Say>& says, const std::array<bool, key_kinds>& looked,
                     AccountVerdict& account) {
    for (std::size_t kind = 0; kind < key_kinds; ++kind) {
      const auto of_kind = [&](const Speaker& speaker) {
        return static_cast<std::size_t>(speaker.key.kind) == kind;
      };
      const bool stands = std::any_of(account.proven.begin(), account.proven.end(), of_kind);
      const bool conflicts = std::any_of(account.conflicted.begin(), account.conflicted.end(), of_kind);
      if (conflicts && !stands)
        account.by_kind[kind] = {Outcome::refuted, Reason::conflicted,
                                 "two keys are proven here that nothing joins"};
      if (!looked[kind])
        account.by_kind[kind] = {Outcome::absent, Reason::none, "no place for this kind of key"};
    }
    if (!account.conflicted.empty()) add_flag(account.flags, Flag::conflicted);
    account.verdict = better(account.by_kind[0], account.by_kind[1]);
    for (const Say& say : says) {
      const bool counts = say.speaker && std::find(account.proven.begin(), account.proven.end(),
                                                   *say.speaker) != account.proven.end();
      if (!counts) continue;
      account.since = std::max(account.since, say.since);
      for (const Flag flag : say.flags) add_flag(account.flags, flag);
    }
  }

  const Context& context_;
  const Knowledge& knowledge_;
};

// What is known about one speaker's key, apart from rotations.
KeyFacts facts_of(const Speaker& speaker, const Knowledge& knowledge) {
  KeyFacts facts{.speaker = speaker};
  if (speaker.key.kind != KeyKind::native) return facts;
  if (const Statement* newest = knowledge.newest(speaker.key.id, speaker.subject))
    for (const Account& account : newest->accounts) facts.listed_accounts.push_back(account.uri());
  if (const Revocation* revocation = knowledge.revocation_of(speaker.key.id)) {
    facts.state = KeyState::revoked;
    facts.proof = {revocation->token};
  } else if (const auto pair = knowledge.equivocation_of(speaker.key.id)) {
    facts.state = KeyState::equivocating;
    facts.proof = {pair->first, pair->second};
  }
  return facts;
}

// Adds the rotations: each key names at most one successor, so one look-up for each is enough.
void add_joins(std::map<Speaker, KeyFacts>& all, const Knowledge& knowledge) {
  for (auto& [speaker, facts] : all) {
    const Statement* newest =
        speaker.key.kind == KeyKind::native ? knowledge.newest(speaker.key.id, speaker.subject) : nullptr;
    if (newest == nullptr || !newest->next) continue;
    const auto heir = all.find({{KeyKind::native, *newest->next}, speaker.subject});
    if (heir == all.end() || !knowledge.handed_over(speaker, heir->first)) continue;
    facts.successor = heir->first.key;
    facts.joined.push_back(heir->first.key);
    heir->second.joined.push_back(speaker.key);
  }
}

std::vector<KeyFacts> key_facts(const std::vector<AccountVerdict>& accounts, const Knowledge& knowledge) {
  std::map<Speaker, KeyFacts> all;
  const auto add = [&](const std::vector<Speaker>& speakers) {
    for (const Speaker& speaker : speakers) all.try_emplace(speaker, facts_of(speaker, knowledge));
  };
  add(knowledge.speakers());
  for (const AccountVerdict& account : accounts) {
    add(account.proven);
    add(account.conflicted);
  }
  // SPEC: statement.md "Revocation": it ends the key, whatever its subject. Of a key that nothing
  // else is known of, the subject is the one that its revocation names.
  std::set<KeyName> known;
  for (const auto& [speaker, fact] : all) known.insert(speaker.key);
  for (const Revocation* revocation : knowledge.revocations())
    if (const KeyName key{KeyKind::native, revocation->kid}; known.count(key) == 0)
      add({Speaker{key, revocation->subject}});
  add_joins(all, knowledge);
  std::vector<KeyFacts> facts;
  for (auto& [speaker, fact] : all) facts.push_back(std::move(fact));
  return facts;
}

std::vector<VerifiedToken> all_tokens(const std::vector<Finding>& findings, const Context& context) {
  std::vector<VerifiedToken> tokens = context.known;
  for (const Finding& finding : findings) {
    tokens.insert(tokens.end(), finding.tokens.begin(), finding.tokens.end());
    tokens.insert(tokens.end(), finding.seen_besides.begin(), finding.seen_besides.end());
  }
  return tokens;
}

}  // namespace

UnixTime latest(const Context& context) { return std::max(context.now, context.last_look); }

Judgement judge(const std::vector<Finding>& findings, const Context& context) {
  const Knowledge knowledge(findings, context);
  const Bench bench(context, knowledge);
  std::map<std::string, std::vector<const Finding*>> by_account;
  std::vector<std::string> order;
  for (const Finding& finding : findings) {
    auto& list = by_account[finding.account.uri()];
    if (list.empty()) order.push_back(finding.account.uri());
    list.push_back(&finding);
  }
  Judgement judgement;
  for (const std::string& uri : order) judgement.accounts.push_back(bench.judge_account(by_account[uri]));
  judgement.keys = key_facts(judgement.accounts, knowledge);
  for (const Speaker& speaker : knowledge.speakers())
    if (const Statement* newest = knowledge.newest(speaker.key.id, speaker.subject))
      judgement.statements.push_back(*newest);
  judgement.lasting = lasting(all_tokens(findings, context), latest(context));
  return judgement;
}

}  // namespace quorate
