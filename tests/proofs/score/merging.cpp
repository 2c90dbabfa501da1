#include "tests/proofs/score/merging.hpp"

#include "tests/proofs/score/cases.hpp"
#include "tests/proofs/score/observing.hpp"

#include <algorithm>

namespace quorate {
namespace {

// Whether every block of `fine` lies within one of `coarse`.
bool refines(const std::vector<unsigned>& fine, const std::vector<unsigned>& coarse) {
  for (std::size_t a = 0; a < fine.size(); ++a)
    for (std::size_t b = 0; b < a; ++b)
      if (fine[a] == fine[b] && coarse[a] != coarse[b]) return false;
  return true;
}

class Mergings {
 public:
  Mergings(unsigned domains, const QuorumRule& rule, Relating relating, Ledger& ledger)
      : domains_(domains),
        relating_(relating),
        rule_(rule),
        ledger_(ledger),
        partitions_(partitions(domains)),
        scores_(partitions_.size()) {
    for (const auto& coarse : partitions_) {
      std::vector<std::size_t> finer;
      for (std::size_t i = 0; i < partitions_.size(); ++i)
        if (refines(partitions_[i], coarse)) finer.push_back(i);
      finer_.push_back(std::move(finer));
    }
  }

  void run(const std::vector<Sight>& order) {
    std::vector<std::size_t> digits(domains_, 0);
    ScoreInput input = blank(domains_);
    input.rule = rule_;
    for (bool more = true; more;) {
      std::string look;
      for (unsigned domain = 0; domain < domains_; ++domain) {
        show(input, domain, order[digits[domain]]);
        look += std::to_string(static_cast<int>(order[digits[domain]]));
      }
      input.key = native("K").key;
      check(input, look);
      input.key.reset();
      check(input, look);
      more = false;
      for (unsigned domain = 0; domain < domains_ && !more; ++domain) {
        digits[domain] = (digits[domain] + 1) % order.size();
        more = digits[domain] != 0;
      }
    }
  }

 private:
  void check(ScoreInput& input, const std::string& look) {
    for (std::size_t i = 0; i < partitions_.size(); ++i) {
      std::vector<std::string> names;
      for (const unsigned block : partitions_[i]) names.emplace_back(1, static_cast<char>('A' + block));
      for (std::size_t account = 0; account < input.accounts.size(); ++account)
        input.accounts[account].group = names[account / 2];
      if (relating_ != 0) relate(input, relating_, names);
      const Score s = score(input);
      ledger_.looked(s.answer);
      scores_[i] = {s.answer, strength(s), s.weight >= s.threshold && !has(s, ScoreFlag::weak_policy),
                    s.subject_key};
    }
    for (std::size_t coarse = 0; coarse < partitions_.size(); ++coarse) compare(input, look, coarse);
  }

  void compare(const ScoreInput& input, const std::string& look, std::size_t coarse) {
    const auto tell = [&] {
      std::string line = look + " " + describe(rule_) + (input.key ? " named" : " unnamed") + " merged as ";
      for (const unsigned block : partitions_[coarse]) line += std::to_string(block);
      if (relating_ != 0) line += " related " + std::to_string(relating_);
      return line + ": " + std::string(text(scores_[coarse].answer));
    };
    bool every = true;
    for (const std::size_t fine : finer_[coarse]) {
      every = every && scores_[fine].reaches;
      ledger_.check(Law::merging, scores_[coarse].strength <= scores_[fine].strength, tell);
      if (scores_[coarse].answer == Answer::confirmed)
        ledger_.check(Law::merging, scores_[coarse].subject == scores_[fine].subject, tell);
    }
    // Where domains are related too, a key may be held to more than any of these.
    const bool confirmed = scores_[coarse].answer == Answer::confirmed;
    if (input.key)
      ledger_.check(Law::hardest, every == confirmed || (relating_ != 0 && every && !confirmed), tell);
  }

  struct Merged {
    Answer answer = Answer::insufficient;
    int strength = 0;
    bool reaches = false;  // W >= t under this partition, by itself
    std::optional<Speaker> subject;
  };

  unsigned domains_;
  Relating relating_;
  QuorumRule rule_;
  Ledger& ledger_;
  std::vector<std::vector<unsigned>> partitions_;
  std::vector<std::vector<std::size_t>> finer_;  // for each partition those that refine it, itself included
  std::vector<Merged> scores_;
};

}  // namespace

std::vector<std::vector<unsigned>> partitions(unsigned domains) {
  std::vector<std::vector<unsigned>> all = {{}};
  for (unsigned domain = 0; domain < domains; ++domain) {
    std::vector<std::vector<unsigned>> longer;
    for (const auto& partition : all) {
      const unsigned blocks =
          partition.empty() ? 0 : *std::max_element(partition.begin(), partition.end()) + 1;
      for (unsigned block = 0; block <= blocks; ++block) {
        longer.push_back(partition);
        longer.back().push_back(block);
      }
    }
    all = std::move(longer);
  }
  return all;
}

int strength(const Score& score) {
  switch (score.answer) {
    case Answer::confirmed:
      return 5;
    case Answer::undecided:
      return has(score, ScoreFlag::weak_policy) ? 2 : 4;
    case Answer::corroborated:
      return 3;
    case Answer::consistent:
      return 1;
    case Answer::revoked:
    case Answer::equivocating:
    case Answer::contested:
    case Answer::insufficient:
      return 0;
  }
  return 0;
}

void check_all_mergings(unsigned domains, const QuorumRule& rule, const std::vector<Sight>& order,
                        Ledger& ledger, Relating relating) {
  Mergings(domains, rule, relating, ledger).run(order);
}

}  // namespace quorate
