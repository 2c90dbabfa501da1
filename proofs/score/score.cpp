#include "proofs/score/score.hpp"

#include "proofs/score/required.hpp"
#include "proofs/score/subject.hpp"
#include "proofs/score/tally.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

namespace quorate {
namespace {

// All that is counted, before anything is concluded. Points into the input.
struct Scene {
  explicit Scene(const ScoreInput& given)
      : input(given),
        accounts(taking_part(given.accounts)),
        named(named_speaker(given)),
        roster(given, accounts, named),
        domains(by_domain(accounts)),
        groups(by_group(accounts, domains)),
        domain_board(roster, accounts, domains),
        group_board(roster, accounts, groups),
        weights{group_board.weights(), domain_board.weights()},
        left(uncounted_domains(given.accounts)),
        subject(choose_subject(given, roster, weights,
                               Lead(roster, group_board, domain_board, containing(domains, groups), weights,
                                    {given.rule, left}))),
        counted{subject.view.kind, subject.view.party, Ages::counted},
        relations(accounts, groups),
        tally(quorate::tally(group_board, domain_board, relations, counted, left, given.rule)),
        required(look_for(given.required, accounts, group_board, roster, counted)),
        merged(numbers(groups.blocks, left, given.rule)),
        apart(numbers(domains.blocks, left, given.rule)) {}
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  const ScoreInput& input;
  Accounts accounts;
  std::optional<Speaker> named;
  Roster roster;
  Partition domains;
  Partition groups;
  Board domain_board;
  Board group_board;
  Weights weights;
  unsigned left;  // domains that were named and are not counted
  Subject subject;
  View counted;  // of the subject, by the proofs that count
  Relations relations;
  Tally tally;
  Required required;
  Numbers merged;  // n, f and t
  Numbers apart;   // the same over domains alone
};

KeyScore key_score(const Scene& scene, unsigned party) {
  return {*scene.roster.parties()[party].speaker, scene.weights.groups[party], scene.weights.domains[party],
          scene.roster.parties()[party].state};
}

// By falling weight; of equals the smaller speaker first, which is the smaller number.
void sort_by_weight(const Scene& scene, std::vector<unsigned>& parties) {
  const auto rank = [&](unsigned party) {
    return std::tuple(scene.weights.groups[party], scene.weights.domains[party]);
  };
  std::sort(parties.begin(), parties.end(),
            [&](unsigned a, unsigned b) { return rank(a) != rank(b) ? rank(a) > rank(b) : a < b; });
}

std::vector<KeyScore> all_keys(const Scene& scene) {
  std::vector<unsigned> order(scene.roster.parties().size());
  for (unsigned party = 0; party < order.size(); ++party) order[party] = party;
  sort_by_weight(scene, order);
  const auto own = scene.subject.view.party ? std::find(order.begin(), order.end(), *scene.subject.view.party)
                                            : order.begin();
  if (own != order.end()) std::rotate(order.begin(), own, own + 1);
  std::vector<KeyScore> keys;
  keys.reserve(order.size());
  for (const unsigned party : order) keys.push_back(key_score(scene, party));
  return keys;
}

// SPEC: quorum.md, the verdict table: sound keys of the subject key's kind that some domain shows without a
// conflict. By domain, for merging a rival's domain into an agreeing group must not hide the rival. Where
// keys tie, these and their rivals.
std::vector<unsigned> rivals(const Scene& scene) {
  std::vector<unsigned> found = scene.subject.tied;
  std::vector<unsigned> leading = scene.subject.tied;
  if (scene.subject.view.party) leading.push_back(*scene.subject.view.party);
  for (unsigned party = 0; party < scene.roster.parties().size(); ++party) {
    if (scene.roster.parties()[party].state != KeyState::sound || scene.weights.domains[party] == 0) continue;
    const bool rival = std::any_of(leading.begin(), leading.end(),
                                   [&](unsigned leader) { return scene.roster.rivals(leader, party); });
    if (rival && std::find(found.begin(), found.end(), party) == found.end()) found.push_back(party);
  }
  sort_by_weight(scene, found);
  return found;
}

// Another key reaches the threshold, by groups or by domains, while the contact names one.
bool key_changed(const Scene& scene, const std::vector<unsigned>& rivals) {
  return scene.input.key && std::any_of(rivals.begin(), rivals.end(), [&](unsigned party) {
           const bool reaches = scene.weights.groups[party] >= scene.merged.threshold ||
                                scene.weights.domains[party] >= scene.apart.threshold;
           return reaches && scene.roster.parties()[party].speaker->key != *scene.input.key;
         });
}

// Whether the account shows a key that contradicts the subject key, alone or in conflict.
bool contradicts(const Scene& scene, const AccountEvidence& account) {
  const auto is_rival = [&](const Speaker& speaker) {
    const unsigned party = *scene.roster.find(speaker);
    return scene.roster.parties()[party].voice == Voice::heard &&
           scene.roster.rivals(*scene.subject.view.party, party);
  };
  return std::any_of(account.proven.begin(), account.proven.end(), is_rival) ||
         std::any_of(account.conflicted.begin(), account.conflicted.end(), is_rival);
}

std::set<std::string_view> listed_accounts(const Scene& scene, const Speaker& subject) {
  std::set<std::string_view> listed;
  for (const KeyFacts& facts : scene.input.keys)
    if (facts.speaker == subject) listed.insert(facts.listed_accounts.begin(), facts.listed_accounts.end());
  return listed;
}

// SPEC: quorum.md, `consistent`: at least two of the accounts that the key's statement lists show it,
// wherever they are known from, and none of those listed is refuted or shows a rival.
bool breadth_without_doubt(const Scene& scene) {
  constexpr std::size_t breadth = 2;
  if (!scene.subject.view.party) return false;
  const Speaker& subject = *scene.roster.parties()[*scene.subject.view.party].speaker;
  const auto kind = static_cast<std::size_t>(subject.key.kind);
  const auto listed = listed_accounts(scene, subject);
  std::set<std::string_view> proven;
  for (const AccountEvidence& account : scene.input.accounts) {
    if (account.counting == Counting::not_counted || listed.count(account.account) == 0) continue;
    if (account.outcome[kind] == Outcome::refuted || contradicts(scene, account)) return false;
    const auto holds = [&](const std::vector<Speaker>& speakers) {
      return std::find(speakers.begin(), speakers.end(), subject) != speakers.end();
    };
    if (holds(account.proven) && !holds(account.outdated)) proven.insert(account.account);
  }
  return proven.size() >= breadth;
}

// The rows of the table from `confirmed` on, for a key that is neither revoked nor equivocating, or none.
// Under a quorum that is too small the best answer is `corroborated`; then `undecided` says that unreachable
// accounts decide about that one.
Answer weigh(const Scene& scene, const std::vector<unsigned>& rivals) {
  const Tally& tally = scene.tally;
  const bool sure = scene.apart.overlap == Overlap::sure;
  const auto best = [sure](const Numbers& numbers) { return sure ? numbers.threshold : numbers.hostile + 1; };
  const bool enough = tally.weight >= best(tally.hardest);
  const bool reached = enough && scene.required.missing.empty();
  if (sure && reached && scene.subject.view.party && !key_changed(scene, rivals)) return Answer::confirmed;
  if (!rivals.empty()) return Answer::contested;
  const bool may_come = scene.required.hope == Hope::some;
  if (!reached && may_come && tally.high >= best(tally.hardest_high)) return Answer::undecided;
  if (tally.weight > tally.hardest.hostile && scene.required.missing.empty()) return Answer::corroborated;
  if (scene.apart.groups < scene.apart.threshold && breadth_without_doubt(scene)) return Answer::consistent;
  return Answer::insufficient;
}

Answer conclude(const Scene& scene, const std::vector<unsigned>& rivals) {
  const auto party = scene.subject.view.party;
  switch (party ? scene.roster.parties()[*party].state : KeyState::sound) {
    case KeyState::revoked:
      return Answer::revoked;
    case KeyState::equivocating:
      return Answer::equivocating;
    case KeyState::sound:
      break;
  }
  return weigh(scene, rivals);
}

std::vector<ScoreFlag> flags(const Scene& scene, const std::vector<unsigned>& rivals, Answer answer) {
  std::vector<ScoreFlag> result;
  if (answer == Answer::confirmed && !rivals.empty()) result.push_back(ScoreFlag::contested);
  if (key_changed(scene, rivals)) result.push_back(ScoreFlag::key_changed);
  if (scene.apart.overlap == Overlap::weak) result.push_back(ScoreFlag::weak_policy);
  if (!scene.subject.tied.empty()) result.push_back(ScoreFlag::tie);
  if (!scene.required.missing.empty()) result.push_back(ScoreFlag::required_missing);
  return result;
}

std::vector<GroupScore> group_scores(const Scene& scene) {
  std::vector<GroupScore> groups(scene.groups.blocks);
  for (std::size_t i = 0; i < scene.accounts.size(); ++i) {
    GroupScore& group = groups[scene.groups.block_of[i]];
    const AccountEvidence& account = *scene.accounts[i];
    if (group.accounts.empty() || account.group < group.name) group.name = account.group;
    group.accounts.push_back(account.account);
  }
  for (unsigned block = 0; block < groups.size(); ++block) {
    std::sort(groups[block].accounts.begin(), groups[block].accounts.end());
    groups[block].state = scene.group_board.state(block, scene.counted);
  }
  return groups;
}

// Names of the groups that agree and are not in W, beside those to which they are related.
std::vector<std::string> set_aside(const Scene& scene, const std::vector<GroupScore>& groups) {
  std::vector<std::string> names;
  const auto& counted = scene.tally.counted;
  for (unsigned block = 0; block < groups.size(); ++block)
    if (groups[block].state == GroupState::agrees &&
        !std::binary_search(counted.begin(), counted.end(), block))
      names.push_back(groups[block].name);
  return names;
}

void set_margins(const Scene& scene, const std::vector<unsigned>& rivals, Score& score) {
  const int weight = static_cast<int>(score.weight);
  unsigned best = 0;
  for (const unsigned party : rivals) best = std::max(best, scene.weights.groups[party]);
  score.margin_forge = weight - 1;
  score.margin_unique = 2 * weight - static_cast<int>(score.groups) - 1;
  score.margin_rival = weight - static_cast<int>(best);
}

}  // namespace

Score score(const ScoreInput& input) {
  const Scene scene(input);
  const std::vector<unsigned> contenders = rivals(scene);
  Score score;
  score.answer = conclude(scene, contenders);
  score.flags = flags(scene, contenders, score.answer);
  if (const auto party = scene.subject.view.party)
    score.subject_key = *scene.roster.parties()[*party].speaker;
  score.groups = scene.merged.groups;
  score.hostile = scene.merged.hostile;
  score.threshold = scene.merged.threshold;
  score.confirm_at = scene.tally.hardest.threshold;
  score.weight = score.low = scene.tally.weight;
  score.high = scene.tally.high;
  score.exact = scene.tally.exact;
  set_margins(scene, contenders, score);
  score.keys = all_keys(scene);
  if (score.subject_key) score.keys.front().weight = score.weight;
  for (const unsigned party : contenders) score.rivals.push_back(key_score(scene, party));
  score.group_scores = group_scores(scene);
  score.set_aside = set_aside(scene, score.group_scores);
  score.missing = scene.required.missing;
  return score;
}

}  // namespace quorate
