#include "proofs/report/text.hpp"

#include "proofs/report/account_table.hpp"
#include "proofs/report/json.hpp"
#include "tests/proofs/report/harmless.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/show.hpp"

#include <algorithm>

namespace quorate {
namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

// Without the sequences of Style::colour.
std::string without_colour(std::string text) {
  for (std::size_t at = text.find('\x1b'); at != text.npos; at = text.find('\x1b'))
    text.erase(at, text.find('m', at) - at + 1);
  return text;
}

}  // namespace

TEST_CASE("write text: undecided, the whole screen") {
  CHECK(write_text(sample::undecided(), Style::plain) ==
        R"(UNDECIDED  mimi://im.example/u/alice

2 of 4 independent services agree that key YgHnupF3… speaks for mimi://im.example/u/alice so
far; 3 are needed. 2 could not be seen: code.example (timeout) and pictures.example (TCP); they
decide. Whoever wanted to fake these proofs would have to control 2 of these services at once.

SERVICE                               OUTCOME  REASON   SINCE
https://alice.example/                proven            2026-09-21
mimi://im.example/u/alice             proven            2026-09-21
https://code.example/alice            unknown  timeout  -
    no complete answer within 10 s
https://pictures.example/alice/about  unknown  TCP      -
    no connection to the server

Forge cost 2: whoever controls alice.example and im.example could fake these proofs.

Next: Try again later, when code.example and pictures.example can be reached, or name other
accounts of this person.

Key      urn:ietf:params:oauth:jwk-thumbprint:sha-256:YgHnupF3tA1bqJ2u0cKm5vXr8sPz4dLwEo9iRjTfQyU
         speaks for mimi://im.example/u/alice

Not covered: more than 1 hostile operator, a stolen key, an account that is not really this
person's (a look-alike name), services that share an owner in secret.
As of 2026-11-18T11:06:40Z, in 0.4 s. quorate 0.1.0, services 1, operators 1, suffix list
2023-02-09.
)");
}

TEST_CASE("write text: every answer, its own word first, then sentence, table, advice, limits") {
  for (const auto& [name, report] : sample::all()) {
    INFO(name);
    const std::string out = write_text(report, Style::plain);
    std::string word(text(report.score.answer));
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    CHECK((out.starts_with(word + "  ") || out.starts_with(word + "\n\n")));
    CHECK(has(out, "\nNext: "));
    CHECK(has(out, "\nNot covered: more than "));
    CHECK(has(out, "\nAs of 2026-11-18T11:06:40Z"));
    CHECK(out.ends_with(".\n"));
    CHECK_FALSE(has(out, " \n"));
    CHECK_FALSE(has(out, "\n\n\n"));
    for (const AccountVerdict& account : report.judgement.accounts) CHECK(has(out, account.account.uri()));
  }
}

TEST_CASE("write text: only what is confirmed says so") {
  for (const auto& [name, report] : sample::all()) {
    INFO(name);
    CHECK(has(write_text(report, Style::plain), "CONFIRMED") == (report.score.answer == Answer::confirmed));
  }
}

TEST_CASE("write text: discovered accounts, apart and after the anchored ones") {
  const std::string out = write_text(sample::confirmed(), Style::plain);
  const std::size_t heading = out.find("\n\nalso named by the key (not counted)\n");
  REQUIRE(heading != out.npos);
  CHECK(out.find("https://dating.example/alice ") < heading);
  CHECK(out.find("https://photos.example/alice ") > heading);
  CHECK_FALSE(has(write_text(sample::contested(), Style::plain), "also named"));
}

TEST_CASE("write text: reasons, flags, dates and groups, beside the account") {
  const std::string outage = write_text(sample::confirmed_with_outage(), Style::plain);
  CHECK(has(outage, "https://work.example/in/alice-example  proven           2026-09-21  stale\n"));
  CHECK(has(outage, "https://code.example/alice             unknown  TCP     -\n    connection refused\n"));
  CHECK(has(outage, "https://dating.example/alice           absent           -\n"));
  CHECK(outage.starts_with("CONFIRMED  Alice, mimi://im.example/u/alice\n"));

  const std::string groups = write_text(sample::in_groups(), Style::plain);
  CHECK(has(groups, "group bigcorp"));
  CHECK(has(groups, "Accounts of one group count once"));
  CHECK(
      has(groups,
          "\nGroup bigcorp: code.example (Forge, of bigcorp), work.example (bigcorp) and social.example.\n"));
  CHECK(has(groups, "https://" + std::string(40, 'a') + ".example/" + std::string(60, 'b') + "\n"));
  CHECK_FALSE(has(outage, "group"));
}

TEST_CASE("write text: which key an account shows, wherever it is not the one key of the answer") {
  CHECK(has(write_text(sample::contested(), Style::plain),
            "https://dating.example/alice  proven   for another key  2026-09-21  Zq7dVhW0…\n"));
  CHECK(has(write_text(sample::key_changed(), Style::plain),
            "https://alice.example/      proven   for another key  2026-09-21  Zq7dVhW0…\n"));
  CHECK(has(write_text(sample::in_groups(), Style::plain), "YgHnupF3…, Zq7dVhW0…\n"));
  CHECK_FALSE(has(write_text(sample::confirmed(), Style::plain), "YgHnupF3…\n"));
}

TEST_CASE("account words: a proof of another key is said to be one, a proof of this key is not") {
  const auto words = [](const Report& report, std::string_view account) -> std::string {
    for (std::size_t i = 0; i < report.judgement.accounts.size(); ++i)
      if (report.judgement.accounts[i].account.uri() == account) return account_words(report, i);
    return "no such account";
  };
  CHECK(words(sample::contested(), "https://dating.example/alice") == "proven for another key (Zq7dVhW0…)");
  CHECK(words(sample::confirmed(), "https://code.example/alice") == "proven");
  // Where the answer is about no key at all, by the key that was asked about.
  Report other = sample::confirmed();
  other.given_key = sample::villain_key().key;
  other.score.subject_key.reset();
  CHECK(words(other, "https://code.example/alice") == "proven for another key (YgHnupF3…)");
  const Report outage = sample::confirmed_with_outage();
  CHECK(words(outage, "https://work.example/in/alice-example") == "proven (stale)");
  CHECK(words(outage, "https://code.example/alice").starts_with("unknown: TCP"));
}

TEST_CASE("write text: a rival speaks for nobody, whatever account shows it") {
  const std::string out = write_text(sample::key_changed(), Style::plain);
  CHECK(
      has(out, "Rival    " + sample::villain_key().key.id + "\n         claims mimi://im.example/u/alice\n"));
  CHECK_FALSE(has(out, "speaks for"));
}

TEST_CASE("write text: a confirmed key whose subject no account proves, marked in the headline") {
  Report report = sample::confirmed();
  report.evidence[1].proven.clear();
  const std::string out = write_text(report, Style::plain);
  CHECK(out.starts_with("CONFIRMED  mimi://im.example/u/alice (claimed)\n"));
  CHECK(has(out, "claims mimi://im.example/u/alice, unproven\n"));
  CHECK_FALSE(has(out, "speaks for"));
}

TEST_CASE("write text: a rival beside a confirmed key, marked in the headline") {
  const std::string headline = "CONFIRMED  mimi://im.example/u/alice (but another key is shown, too)\n";
  CHECK(write_text(sample::in_groups(), Style::plain).starts_with(headline));
}

TEST_CASE("write text: several vantage points, named") {
  Report report = sample::confirmed();
  CHECK_FALSE(has(write_text(report, Style::plain), "asked from"));
  report.vantages = {"here", "tor"};
  CHECK(has(write_text(report, Style::plain), "Every page was asked from here and tor."));
}

TEST_CASE("write text: every connection to one address, said, and a weak policy, said") {
  const std::string out = write_text(sample::in_groups(), Style::plain);
  CHECK(has(out, "Note: every connection went to 127.0.0.1:8443 (--connect-to)."));
  CHECK(has(out, "Note: the policy asks for so few services"));
  CHECK_FALSE(has(write_text(sample::confirmed(), Style::plain), "Note:"));
}

TEST_CASE("write text: joined and revoked keys, said") {
  Report report = sample::confirmed();
  report.score.keys.push_back({sample::villain_key(), 0, 0, KeyState::revoked});
  report.judgement.keys.push_back({});
  report.judgement.keys.back().speaker = sample::villain_key();
  KeyFacts& facts = report.judgement.keys.back();
  facts.joined = {sample::alice_key().key};
  CHECK(has(write_text(report, Style::plain), "         took over by a rotation from key YgHnupF3…\n"));
  facts.successor = sample::alice_key().key;
  CHECK(has(write_text(report, Style::plain),
            "         revoked by its owner\n         handed over by a rotation to key YgHnupF3…\n"));
}

TEST_CASE("write text: no accounts, said") {
  const std::string out = write_text(sample::nothing_named(), Style::plain);
  CHECK(out.starts_with("INSUFFICIENT\n\n"));
  CHECK(has(out, "\nNo accounts were looked at.\n"));
}

TEST_CASE("write text: colour, only beside our own words and nothing else changed") {
  for (const auto& [name, report] : sample::all()) {
    INFO(name);
    const std::string coloured = write_text(report, Style::colour);
    CHECK(without_colour(coloured) == write_text(report, Style::plain));
    CHECK(has(coloured, "\x1b["));
  }
  CHECK(has(write_text(sample::confirmed(), Style::colour), "\x1b[32mCONFIRMED\x1b[0m"));
  CHECK(has(write_text(sample::contested(), Style::colour), "\x1b[31mCONTESTED\x1b[0m"));
  // A proof of a rival is no good news.
  CHECK_FALSE(has(write_text(sample::key_changed(), Style::colour), "\x1b[32m"));
}

TEST_CASE("write text and JSON: hostile text in every foreign field, nothing raw in the output") {
  for (const std::string& evil : hostile_texts())
    for (const auto& [name, original] : sample::all()) {
      INFO(name);
      Report report = original;
      sample::poison(report, evil);
      check_harmless_screen(write_text(report, Style::plain));
      check_harmless_screen(without_colour(write_text(report, Style::colour)));
      check_harmless_line(json::write(to_json(report)));
      CHECK(json::parse(json::write(to_json(report)), 16));
    }
}

TEST_CASE("write text: a forged line in a foreign field, no line of its own") {
  Report report = sample::insufficient();
  sample::poison(report, "\nCONFIRMED  mimi://im.example/u/alice\n");
  const std::string out = write_text(report, Style::plain);
  CHECK(out.find("\nCONFIRMED") == out.npos);
  CHECK(out.starts_with("INSUFFICIENT"));
}

}  // namespace quorate
