"""Deliberate faults: each is a change of a few words that some test must notice (tests/mutants/run.py)."""

from typing import NamedTuple


class Fault(NamedTuple):
    name: str  # what it breaks
    file: str
    old: str  # stands in the file exactly once
    new: str


NUMBERS = "proofs/score/numbers.cpp"
ANSWER = "proofs/score/answer.cpp"
BOARD = "proofs/score/board.cpp"
ROSTER = "proofs/score/roster.cpp"
PARTITION = "proofs/score/partition.cpp"
REQUIRED = "proofs/score/required.cpp"
SCORE = "proofs/score/score.cpp"
SUBJECT = "proofs/score/subject.cpp"
LEAD = "proofs/score/lead.cpp"
RELATIONS = "proofs/score/relations.cpp"
INDEPENDENT = "proofs/score/independent.cpp"
SPREAD = "proofs/score/spread.cpp"
TALLY = "proofs/score/tally.cpp"
WEIGH = "proofs/judge/weigh.cpp"
KNOWLEDGE = "proofs/judge/knowledge.cpp"
JUDGE = "proofs/judge/judge.cpp"
GATHER = "proofs/judge/gather.cpp"
GROUPS = "proofs/groups/groups.cpp"
OPERATORS = "proofs/groups/operators.cpp"

FAULTS = [
    # How many must agree.
    Fault("few groups: nobody hostile", NUMBERS, "groups < 4 ? 1", "groups < 4 ? 0"),
    Fault("f too large by default", NUMBERS, "(groups - 1) / 3", "groups / 3"),
    Fault("zones that leave n lower f", NUMBERS, "default_hostile(groups + left)", "default_hostile(groups)"),
    Fault("discovered accounts raise f", PARTITION, "account.standing == Standing::anchored && counted.count",
          "counted.count"),
    Fault("a tie, conflicts pass for rivals", BOARD, "(first && roster_.rivals(*first, seen.party))", "false"),
    Fault("t smaller by one", NUMBERS, "+ hostile) / 2 + 1)", "+ hostile) / 2)"),
    Fault("t a plain majority", NUMBERS, "std::uint64_t{groups} + hostile", "std::uint64_t{groups}"),
    Fault("policy may assume nobody hostile", NUMBERS, "std::max(1U, *rule.hostile)", "*rule.hostile"),
    Fault("a quorum too small by one passes for sure", NUMBERS, "result.threshold < safe",
          "result.threshold + 1 < safe"),
    Fault("exit status of undecided is a yes", ANSWER, "case Answer::undecided:\n      return 3;",
          "case Answer::undecided:\n      return 0;"),
    # What a group shows.
    Fault("key beside a rival agrees", BOARD, "(agrees || outdated) && rival", "outdated && rival"),
    Fault("conflicted account counts for the key", BOARD, "conflicted = conflicted || seen.shown == Shown::conflicted;",
          "agrees = agrees || seen.shown == Shown::conflicted;"),
    Fault("unknown group agrees", BOARD, "? GroupState::unknown : GroupState::silent",
          "? GroupState::agrees : GroupState::silent"),
    Fault("rival's group is silent", BOARD, "if (rival) return GroupState::rival;", ""),
    Fault("outdated proof counts", BOARD, "(outdated && view.ages == Ages::all)", "outdated"),
    Fault("proof for another subject agrees", BOARD, "const bool own = seen.party == *view.party;",
          "const bool own = true;"),
    # Observed relations.
    Fault("a common server relates nothing", RELATIONS, " || share_one(servers_[a], servers_[b])", ""),
    Fault("a group does not serve another", RELATIONS, "return serves(a, b) || serves(b, a) ||", "return"),
    Fault("a group serves in one direction only", RELATIONS, "serves(a, b) || serves(b, a)", "serves(a, b)"),
    Fault("an observed group is taken for somebody else", RELATIONS,
          "numbers[anchored[i]->group] = group_of_[i];", "static_cast<void>(i);"),
    Fault("related accounts count beside each other", SPREAD, "if (relations.none()) return result;", "return result;"),
    Fault("two accounts of a group count", SPREAD,
          "board.block_of(accounts[a]) == board.block_of(accounts[b]) ||", ""),
    Fault("an account that shows nothing stands for its group", SPREAD, "board.shows(account, view) ||", "true ||"),
    Fault("an unseen account stands for its group", SPREAD,
          "(unseen == Unseen::agreeing && board.is_unknown(account, view.kind))",
          "board.is_unknown(account, view.kind)"),
    Fault("an outdated proof stands for its group", BOARD,
          "(seen.shown == Shown::outdated && view.ages == Ages::all)", "seen.shown == Shown::outdated"),
    Fault("the last one in the way is left out of no set", INDEPENDENT, "degree(ends.fewest, left) <= 1",
          "degree(ends.fewest, left) <= 2"),
    Fault("a search for one way only", INDEPENDENT, "std::popcount(with) >= std::popcount(without) ? with : without",
          "std::popcount(with) >= 0 ? with : without"),
    Fault("a lower bound is said to be exact", INDEPENDENT, "result.largest = false;", ""),
    # The hardest partition.
    Fault("held to the groups alone", TALLY,
          "hardest_numbers(domains.blocks(), apart.weight(), result.groups.weight(), left, rule)",
          "numbers(groups.blocks(), left, rule)"),
    Fault("held to the domains alone", TALLY,
          "hardest_numbers(domains.blocks(), apart.weight(), result.groups.weight(), left, rule)",
          "numbers(domains.blocks(), left, rule)"),
    Fault("hi is lo", TALLY, "all_seen(groups, view.kind)\n                         ? low", "true\n                         ? low"),
    # Who is who.
    Fault("a join is believed from one side", ROSTER,
          "if (std::binary_search(said.begin(), said.end(), std::pair(b, a))) joins_", "joins_"),
    Fault("revoked key is heard", ROSTER, "other_subject || party.state == KeyState::revoked", "other_subject"),
    Fault("key for another subject is heard", ROSTER, "other_subject || party.state", "party.state"),
    Fault("the mildest state of a key counts", ROSTER, "gravity(facts[i].state) > gravity(known)",
          "gravity(facts[i].state) < gravity(known)"),
    Fault("keys of other kinds are rivals", ROSTER,
          " || first.speaker->key.kind != second.speaker->key.kind", ""),
    Fault("one key for two subjects is its own rival", ROSTER, "if (first.key == second.key || ", "if (a == b || "),
    Fault("the heir need not be joined", ROSTER, " && !rivals(party, heir)", ""),
    # Who counts.
    Fault("discovered accounts count", PARTITION,
          "account.standing == Standing::anchored && account.counting", "account.counting"),
    Fault("accounts without DNSSEC count", PARTITION, " && account.counting == Counting::counted", ""),
    Fault("one domain under two names is two groups", PARTITION,
          "parent[std::max(group, other)] = std::min(group, other);", "static_cast<void>(other);"),
    # Required accounts.
    Fault("required account's group need not agree", REQUIRED, " || group != GroupState::agrees", ""),
    Fault("required account may be outdated", REQUIRED, " && !holds(account.outdated, subject)", ""),
    Fault("required account that speaks against counts as hope", REQUIRED,
          "unseen && (group == GroupState::unknown || group == GroupState::agrees)", "unseen"),
    # The rows of the table.
    Fault("required accounts are ignored", SCORE, "enough && scene.required.missing.empty()", "enough"),
    Fault("corroborated without the required accounts", SCORE,
          "tally.hardest.hostile && scene.required.missing.empty()", "tally.hardest.hostile"),
    Fault("confirmed under a quorum too small", SCORE, "if (sure && reached &&", "if (reached &&"),
    Fault("another key's t is not noticed by domains", SCORE,
          "scene.weights.domains[party] >= scene.apart.threshold", "false"),
    Fault("another key's t is not noticed by groups", SCORE,
          "scene.weights.groups[party] >= scene.merged.threshold", "false"),
    Fault("merging hides a rival", SCORE, "scene.weights.domains[party] == 0) continue;",
          "scene.weights.groups[party] == 0) continue;"),
    Fault("equivocating key contests", SCORE, "scene.roster.parties()[party].state != KeyState::sound || ", ""),
    Fault("a rival does not contest", SCORE, "if (!rivals.empty()) return Answer::contested;", ""),
    Fault("undecided takes one more", SCORE, "tally.high >= best(tally.hardest_high)",
          "tally.high > best(tally.hardest_high)"),
    Fault("corroborated by f groups", SCORE, "tally.weight > tally.hardest.hostile", "tally.weight >= tally.hardest.hostile"),
    Fault("consistent by one account", SCORE, "std::size_t breadth = 2", "std::size_t breadth = 1"),
    Fault("consistent in spite of a refuted account", SCORE, "account.outcome[kind] == Outcome::refuted || ", ""),
    Fault("consistent in spite of a rival", SCORE, " || contradicts(scene, account)) return false", ") return false"),
    Fault("revoked subject key is weighed", SCORE, "return Answer::revoked;", "break;"),
    Fault("equivocating subject key is weighed", SCORE, "return Answer::equivocating;", "break;"),
    # The subject key.
    Fault("a tie goes to the first", SUBJECT,
          "if (std::any_of(candidates.begin(), candidates.end(), in_the_way)) continue;", ""),
    Fault("Keybase speaks beside a contact's subject", SUBJECT, "if (input.subject || any_weight", "if (any_weight"),
    Fault("equivocating key is set aside by merging", SUBJECT, "if (sound_rival) return weights.groups",
          "if (roster.rivals(candidate, other)) return weights.groups"),
    Fault("equal weights lead", LEAD, "ahead < 0 || (ahead == 0 && preferred(first, other))", "ahead <= 0"),
    Fault("merging resolves a tie", LEAD, "group.other_alone + (group.uneven ? group.both : 0)", "group.other_alone"),
    # What one token proves.
    Fault("statement for another subject proves", WEIGH,
          "if (context.subject && statement.subject != *context.subject)", "if (false)"),
    Fault("statement that does not name the account proves", WEIGH,
          "if (statement.lists(account)) return std::nullopt;", "return std::nullopt;"),
    Fault("older statement stands against the newest", WEIGH, "statement.seq < newest->seq", "false"),
    Fault("older statement's own dates count", WEIGH, "stale ? *newest : statement", "statement"),
    Fault("expired a second late", WEIGH, "latest(context) >= statement.expires_at", "latest(context) > statement.expires_at"),
    Fault("expired statement proves", WEIGH, "latest(context) >= statement.expires_at", "latest(context) < 0"),
    Fault("statement of the future proves", WEIGH, "statement.issued_at > context.now + clock_tolerance", "false"),
    Fault("revoked key proves", WEIGH, "if (revocation == nullptr) return std::nullopt;", "return std::nullopt;"),
    Fault("badge of another account proves", WEIGH,
          "badge.signature) == SignatureCheck::good", "badge.signature) <= SignatureCheck::good"),
    Fault("badge of the newest number needs no listing", WEIGH, "badge.seq <= newest->seq", "badge.seq < newest->seq"),
    Fault("badge of any key proves without a statement", WEIGH,
          "if (!context.key || kid(*context.key) != signer.kid)", "if (!context.key)"),
    Fault("Keybase proof for another subject proves", WEIGH,
          "if (context.subject && subject != *context.subject)", "if (false)"),
    Fault("expired Keybase proof proves", WEIGH, "latest(context) >= proof.expires_at", "false"),
    # What is known of keys.
    Fault("oldest statement taken for the newest", KNOWLEDGE, "return order_of(*a) < order_of(*b);",
          "return order_of(*b) < order_of(*a);"),
    Fault("newest statement of whatever subject", KNOWLEDGE, "if ((*it)->subject != subject) continue;", ""),
    Fault("newest statement may lie in the future", KNOWLEDGE,
          "if ((*it)->issued_at <= now_ + clock_tolerance) return *it;", "return *it;"),
    Fault("revocation of the future ends a key", KNOWLEDGE,
          "if ((*revocation)->issued_at > now_ + clock_tolerance) return;", ""),
    Fault("two numbers are an equivocation", KNOWLEDGE, "if (last->seq != before->seq) return std::nullopt;", ""),
    Fault("no equivocation is seen", KNOWLEDGE, "last->seq != before->seq", "last->seq == before->seq"),
    Fault("heir need not name whom it follows", KNOWLEDGE, " || new_statement->prev != old_kid", ""),
    Fault("key need not name its heir", KNOWLEDGE, "old_statement->next != new_kid || ", ""),
    Fault("two heirs are joined", KNOWLEDGE, "return !s->next || *s->next == new_kid;", "return s != nullptr;"),
    Fault("a revoked key's heir is joined", KNOWLEDGE, " || revocation_of(old_kid) != nullptr", ""),
    # One account, all tokens.
    Fault("rivals at one account both count", JUDGE, "(has_rival ? verdict.conflicted : verdict.proven)",
          "verdict.proven"),
    Fault("joined keys conflict", JUDGE, "other.key != speaker.key &&\n             !knowledge.joined(speaker, other);",
          "other.key != speaker.key;"),
    Fault("kinds conflict", JUDGE, "other.key.kind == speaker.key.kind && other.key != speaker.key", "other.key != speaker.key"),
    Fault("proof without DNSSEC counts", JUDGE, "set_aside(more);", ""),
    Fault("too old a second late", JUDGE, "latest(context_) < dated + *context_.max_age",
          "latest(context_) <= dated + *context_.max_age"),
    Fault("revocation is not told to the scorer", JUDGE, "facts.state = KeyState::revoked;", ""),
    Fault("equivocation is not told to the scorer", JUDGE, "facts.state = KeyState::equivocating;", ""),
    # Groups.
    Fault("every judged account is anchored", GATHER, "named ? Standing::anchored : Standing::discovered",
          "Standing::anchored"),
    Fault("accounts without DNSSEC are counted", GATHER, "insecure ? Counting::not_counted : Counting::counted",
          "Counting::counted"),
    Fault("what is outdated is not told", GATHER, "evidence.outdated = judged.outdated;", ""),
    Fault("neighbours under one registration are two", GROUPS,
          "domain_label(facts.domain), domain_label(facts.registered)}", "domain_label(facts.domain)}"),
    Fault("subsidiaries are companies of their own", GROUPS,
          "labels.push_back(company_label(company));", "labels.push_back(company_label(*facts.run_by));"),
    Fault("a policy's merge of domains is ignored", GROUPS,
          "labels.push_back(merge_label(i));", "static_cast<void>(i);"),
    Fault("a policy's merge of operators is ignored", GROUPS,
          "joined_by_policy_.join(merge_label(i), company_label(operators_.company(*entry)));", "static_cast<void>(entry);"),
    Fault("a name that ends alike is covered", OPERATORS,
          "return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';", "return true;"),
]
