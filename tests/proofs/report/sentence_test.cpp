#include "proofs/report/sentence.hpp"

#include "proofs/report/advice.hpp"
#include "proofs/report/roll_call.hpp"
#include "proofs/report/text.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("sentence: confirmed by all, who agrees, how many were needed, what faking takes") {
  CHECK(sentence(sample::confirmed()) ==
        "7 of 7 independent services agree that key YgHnupF3… speaks for mimi://im.example/u/alice; 5 were "
        "needed. "
        "Whoever wanted to fake these proofs would have to control 7 of these services at once. "
        "For another key to be confirmed instead, control of 5 would do.");
  Report named = sample::confirmed();
  named.given_key = named.score.subject_key->key;
  CHECK_FALSE(has(sentence(named), "instead"));
}

TEST_CASE("sentence: groups that are set aside, named so that the rows add up") {
  Report report = sample::confirmed();
  report.score.set_aside = {"test5.org"};
  CHECK(has(sentence(report),
            " 1 agrees and does not count beside another that the same operator stands behind (test5.org)."));
}

TEST_CASE("sentence: confirmed with an outage, who could not be seen and who shows nothing") {
  const std::string said = sentence(sample::confirmed_with_outage());
  CHECK(has(said, "5 of 7 independent services agree"));
  CHECK(has(said, " 1 shows no valid proof of it: dating.example."));
  CHECK(has(said, " 1 could not be seen: code.example (TCP)."));
  CHECK(has(said, "control 5 of these services at once"));
}

TEST_CASE("sentence: undecided, the unseen named and said to decide") {
  const std::string said = sentence(sample::undecided());
  CHECK(has(said, "2 of 4 independent services agree"));
  CHECK(has(said, "3 are needed."));
  CHECK(has(said, " 2 could not be seen: code.example (timeout) and pictures.example (TCP); they decide."));
}

TEST_CASE("sentence: undecided with no key seen and one service down, in the singular") {
  sample::Builder builder;
  builder.anchored("https://alice.example/", sample::absent());
  builder.anchored("https://code.example/a", sample::unknown(Reason::dns_failed));
  CHECK(sentence(builder.answer(Answer::undecided, std::nullopt, 0, 2)) ==
        "No key was seen yet; 2 are needed to agree on one. 1 shows no proof that counts: alice.example. "
        "1 could not be seen: code.example (DNS); it decides.");
}

TEST_CASE("sentence: contested, both sides listed with their hosts") {
  const std::string said = sentence(sample::contested());
  CHECK(
      has(said,
          "2 of 3 independent services show key YgHnupF3… (alice.example and code.example); 3 were needed."));
  CHECK(has(said, "1 shows the rival key Zq7dVhW0… (dating.example)."));
  CHECK(has(said, "to fake the rival, 1 service."));
  CHECK_FALSE(has(said, "speaks for"));
}

TEST_CASE("sentence: a tie, no key preferred") {
  const std::string said = sentence(sample::tied());
  CHECK(has(said, "No key leads among 2 independent services"));
  CHECK(has(said,
            "key YgHnupF3… is shown by 1 (alice.example) and key Zq7dVhW0… is shown by 1 (dating.example)"));
}

TEST_CASE("sentence: key changed, said first, and the key that nothing shows claims nothing") {
  const std::string said = sentence(sample::key_changed());
  CHECK(said.starts_with("The contact's key is not the one that is shown now."));
  CHECK(has(said, "None of 3 independent services shows key YgHnupF3…"));
  CHECK(has(said, "3 show the rival key Zq7dVhW0…"));
  CHECK_FALSE(has(said, "claims"));
}

TEST_CASE("sentence: a rival that is the same key for another subject, told apart by the subject") {
  sample::Builder builder;
  Speaker other = sample::alice_key();
  other.subject = "mimi://im.example/u/mallory";
  builder.anchored("https://alice.example/", sample::proven(), {sample::alice_key()});
  builder.anchored("https://code.example/a", sample::proven(), {other});
  const std::string said = sentence(builder.answer(Answer::contested, sample::alice_key(), 1, 1));
  CHECK(has(said, "key YgHnupF3… for mimi://im.example/u/alice (alice.example)"));
  CHECK(has(said, "the rival key YgHnupF3… for mimi://im.example/u/mallory (code.example)"));
}

TEST_CASE("sentence: corroborated, consistent, revoked, equivocating") {
  CHECK(has(sentence(sample::corroborated()), "and none contradicts them; for a quorum 5 are needed."));
  const std::string consistent = sentence(sample::consistent());
  CHECK(has(consistent, "4 accounts show key YgHnupF3…, which speaks for mimi://im.example/u/alice"));
  CHECK(has(consistent,
            "you named only 1. 3 accounts were named by the key itself and count for nothing yet."));
  CHECK(has(consistent, "control the one you named; the others anybody can open."));
  CHECK(has(sentence(sample::revoked()), "The owner of key YgHnupF3… has revoked it"));
  CHECK(has(sentence(sample::equivocating()), "two statements that contradict each other"));
}

TEST_CASE("sentence: insufficient, one account, none at all, none that shows anything") {
  const std::string one = sentence(sample::insufficient());
  CHECK(has(one, "alice.example shows key YgHnupF3…, which claims mimi://im.example/u/alice, unproven"));
  CHECK(has(one, "a quorum takes 2 independent services"));
  CHECK(has(one, "would only have to control alice.example."));
  CHECK(has(sentence(sample::nothing_named()), "No account that could count was named"));

  sample::Builder builder;
  builder.anchored("https://alice.example/", {Outcome::absent, Reason::not_found, ""});
  builder.anchored("https://code.example/a", sample::refuted(Reason::expired));
  CHECK(sentence(builder.answer(Answer::insufficient, std::nullopt, 0, 0)) ==
        "None of 2 independent services shows a key that could count; 2 were needed. "
        "2 show no proof that counts: alice.example (not found) and code.example (expired).");
}

TEST_CASE("sentence: accounts that share a group, counted as groups, and a conflict counts for neither") {
  const std::string said = sentence(sample::in_groups());
  CHECK(has(said, "4 of 6 independent groups of services agree"));
  CHECK(has(said, "1 group shows the rival key Zq7dVhW0… (pictures.example)."));
  CHECK(has(said,
            "1 group shows two keys that contradict each other and counts for neither (dating.example)."));
  CHECK(has(said, "control 4 of these groups at once"));
  CHECK_FALSE(has(said, "could not be seen"));  // what is unseen stands in a group that agrees
}

TEST_CASE("sentence: an account that the policy requires and that is missing, named with what to do") {
  Report report = sample::corroborated();
  report.score.answer = Answer::insufficient;
  report.score.missing = {"https://work.example/in/alice-example"};
  CHECK(has(sentence(report),
            "The policy requires https://work.example/in/alice-example, which shows no proof that counts."));
  CHECK(has(advice(report), "on https://work.example/in/alice-example, as your policy requires."));
  report.score.answer = Answer::undecided;
  CHECK(has(sentence(report), "The policy requires https://work.example/in/alice-example"));
  CHECK(has(advice(report), "Try again later, when https://work.example/in/alice-example can be reached"));
  CHECK_FALSE(has(sentence(sample::corroborated()), "requires"));
}

TEST_CASE(
    "sentence: a proof that is too old for the policy, said so and not counted among those that agree") {
  Report report = sample::corroborated();
  report.evidence[2].outdated = report.evidence[2].proven;
  report.judgement.accounts[2].flags = {Flag::too_old};
  report.score.weight = 2;
  for (GroupScore& group : report.score.group_scores)
    if (group.name == "code.example") group.state = GroupState::silent;
  CHECK(has(sentence(report), "code.example (too old)"));
  CHECK(has(sentence(report), "show no proof that counts"));
  report.score.answer = Answer::insufficient;
  CHECK(has(advice(report), "put it on code.example: what stands there is older than your policy allows"));
  CHECK(roll_call(report).sides.front().hosts == std::vector<std::string>{"alice.example", "im.example"});
  CHECK(has(write_text(report, Style::plain), "too old"));
}

TEST_CASE("sentence: the subject's own account shows the key too long ago, the key only claims it") {
  Report report = sample::confirmed();
  CHECK(subject_claim(report) == SubjectClaim::proven);
  report.evidence[1].outdated = report.evidence[1].proven;
  CHECK(subject_claim(report) == SubjectClaim::claimed);
}

TEST_CASE("sentence: more wanted than the threshold, since groups hold several domains") {
  Report report = sample::confirmed();
  report.score.confirm_at = 6;
  CHECK(has(sentence(report), "; 6 were needed."));
}

TEST_CASE("sentence: a rival that stands only beside the key, still said") {
  Report report = sample::contested();
  report.score.rivals[0].weight = 0;
  CHECK(has(sentence(report), " The rival key Zq7dVhW0… is shown, too (dating.example)."));
  CHECK(has(sentence(report), "to fake the rival, 1 service."));
}

TEST_CASE("sentence: a key of another kind, named and said to be scored apart") {
  sample::Builder builder;
  builder.report().subject = sample::alice;
  builder.anchored("https://alice.example/", sample::proven(), {sample::keybase_key()});
  builder.anchored("https://code.example/a", sample::absent());
  Report report = builder.answer(Answer::insufficient, std::nullopt, 0, 0);
  report.score.group_scores[0].state = GroupState::silent;
  const std::string said = sentence(report);
  CHECK(said.starts_with("None of 2 independent services shows a key that could count; 2 were needed."));
  CHECK(has(said, " 1 shows Keybase key 0120f1c6a1b2…, which is scored apart (alice.example)."));
}

TEST_CASE("sentence: corroborated beside a conflict, no word of nobody contradicting") {
  Report report = sample::corroborated();
  report.score.group_scores.back().state = GroupState::conflicted;
  CHECK_FALSE(has(sentence(report), "none contradicts"));
  CHECK(has(sentence(report), "shows two keys that contradict each other and counts for neither"));
}

TEST_CASE(
    "speaks for: said only where the subject is itself an account, counted and proven for a sound key") {
  const auto claim = [](auto change) {
    Report report = sample::confirmed();
    change(report);
    return subject_claim(report);
  };
  const std::size_t im = 1;  // the account that is the subject
  CHECK(claim([](Report&) {}) == SubjectClaim::proven);
  CHECK(claim([&](Report& r) { r.evidence[im].proven.clear(); }) == SubjectClaim::claimed);
  CHECK(claim([&](Report& r) { r.evidence[im].proven = {sample::villain_key()}; }) == SubjectClaim::claimed);
  CHECK(claim([&](Report& r) { r.evidence[im].conflicted = r.evidence[im].proven; }) ==
        SubjectClaim::claimed);
  CHECK(claim([&](Report& r) { r.evidence[im].counting = Counting::not_counted; }) == SubjectClaim::claimed);
  CHECK(claim([&](Report& r) { r.judgement.accounts[im].flags = {Flag::not_secure}; }) ==
        SubjectClaim::claimed);
  CHECK(claim([](Report& r) { r.judgement.keys[0].state = KeyState::revoked; }) == SubjectClaim::claimed);
  CHECK(claim([](Report& r) { r.judgement.keys[0].state = KeyState::equivocating; }) ==
        SubjectClaim::claimed);
  CHECK(claim([](Report& r) { r.score.subject_key.reset(); }) == SubjectClaim::none);
  CHECK(claim([](Report& r) { r.score.subject_key->subject.clear(); }) == SubjectClaim::none);
  CHECK(claim([](Report& r) { r.score.subject_key->subject = "mimi://im.example/u/alice2"; }) ==
        SubjectClaim::none);
  CHECK(subject_claim(sample::key_changed()) == SubjectClaim::none);

  Report report = sample::confirmed();
  report.evidence[im].proven.clear();
  CHECK(has(sentence(report), "agree on key YgHnupF3…, which claims mimi://im.example/u/alice, unproven;"));
  CHECK_FALSE(has(sentence(report), "speaks for"));
}

TEST_CASE("speaks for: evidence that does not match the accounts is a bug and never a yes") {
  Report report = sample::confirmed();
  report.evidence.clear();
  CHECK_THROWS(subject_claim(report));
}

TEST_CASE("advice: fits the answer, and never says to accept where nothing was confirmed") {
  CHECK(advice(sample::confirmed()) == "You can accept this key.");
  for (const auto& [name, report] : sample::all()) {
    INFO(name);
    const std::string said = advice(report);
    CHECK(said.ends_with("."));
    CHECK(has(said, "can accept") ==
          (report.score.answer == Answer::confirmed && report.score.flags.empty()));
  }
  CHECK(has(advice(sample::undecided()),
            "Try again later, when code.example and pictures.example can be reached"));
  CHECK(has(advice(sample::contested()), "Do not accept either key"));
  CHECK(has(advice(sample::key_changed()), "Do not accept the new key"));
  CHECK(has(advice(sample::insufficient()), "Name one more account"));
  CHECK(has(advice(sample::nothing_named()), "Name at least two accounts"));
  CHECK(has(advice(sample::consistent()), "do you know to be this person's?"));
  CHECK(has(advice(sample::revoked()), "Do not use this key"));
}

TEST_CASE("advice: rehearsals, unproven subjects and hopeless retries, said") {
  Report rehearsal = sample::confirmed();
  rehearsal.connect_to = "127.0.0.1:1";
  CHECK(has(advice(rehearsal), "without --connect-to"));

  Report unproven = sample::confirmed();
  unproven.evidence[1].proven.clear();
  CHECK(has(advice(unproven), "only the key says"));

  Report accepted = sample::corroborated();
  accepted.acceptance = Acceptance::corroborated_too;
  CHECK(has(advice(accepted), "Your policy accepts this answer"));

  Report contested = sample::confirmed();
  contested.score.flags.push_back(ScoreFlag::contested);
  for (Report* replay : {&rehearsal, &unproven, &accepted, &contested}) {
    replay->replayed = true;
    CHECK(has(advice(*replay), "without --replay"));
  }

  sample::Builder builder;
  builder.anchored("https://alice.example/", sample::unknown(Reason::no_service));
  builder.anchored("https://code.example/a", sample::unknown(Reason::no_place));
  CHECK(has(advice(builder.answer(Answer::undecided, std::nullopt, 0, 2)), "Trying again will hardly help"));
}

}  // namespace quorate
