#include "proofs/history/file/limits.hpp"
#include "proofs/history/file/read.hpp"
#include "tests/proofs/history/life.hpp"
#include "tests/show.hpp"

#include <random>

namespace quorate {
namespace {

using namespace life;

// A history in which every member has something.
History full() {
  Life life(5);
  life.show_all(statement({.accounts = uris(5)}));
  REQUIRE(life.accept(life.look(start)));
  for (unsigned i = 0; i < 4; ++i)
    life.show(i, statement({.seq = 2, .accounts = uris(4), .retired = {uri_of(4)}, .next = 2}));
  life.look(start + day);
  life.show(0, statement({.key = 2, .accounts = uris(4), .prev = 1}));
  life.show(3, statement({.key = 7, .accounts = uris(4)}));
  life.show(4, revocation(8, start));
  life.look(start + 2 * day);
  History history = life.history;
  history.candidates = {{speaker_of(7), start, 3}};
  history.pin->former = {kid_of(5)};
  history.key_changed_since = start;
  REQUIRE(history.rotation);
  REQUIRE(history.regressed_since);
  REQUIRE(history.pin->retired.size() == 1);
  return history;
}

std::string error_of(std::string_view bytes) {
  const auto history = read_history("h.json", bytes);
  return history ? "read" : history.error().detail;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  INFO(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("history file: written and read, the same bytes again") {
  const std::string bytes = write_history(full());
  const auto again = read_history("h.json", bytes);
  REQUIRE(again);
  CHECK(write_history(*again) == bytes);
  CHECK(again->pin == full().pin);
  CHECK(again->keys == full().keys);
  CHECK(again->proofs == full().proofs);
}

TEST_CASE("history file: cut off anywhere, refused and never an empty history") {
  const std::string bytes = write_history(full());
  for (std::size_t size = 0; size + 2 < bytes.size(); size += size < 2000 ? 1 : 97) {
    const auto history = read_history("h.json", std::string_view(bytes).substr(0, size));
    REQUIRE_FALSE(history);
    REQUIRE(history.error().detail.starts_with("h.json: "));
  }
}

TEST_CASE("history file: oversized, refused") {
  const std::string bytes = write_history(full()) + std::string(max_history_bytes, ' ');
  const auto history = read_history("h.json", bytes);
  REQUIRE_FALSE(history);
  CHECK(history.error().code == Code::over_limit);
}

TEST_CASE("history file: another version or another format, refused by name") {
  const std::string bytes = write_history(full());
  CHECK(error_of(replaced(bytes, "quorate.history/1", "quorate.history/2")) ==
        "h.json: /schema: is quorate.history/2, which this version of quorate cannot read; use the one that "
        "wrote it");
  CHECK(error_of(R"({"schema": "quorate.report/1"})").find("this is no history file") != std::string::npos);
  CHECK(error_of("{}") == "h.json: /schema: is missing");
  CHECK(error_of("[]") == "h.json: /schema: is missing");
}

TEST_CASE("history file: a member missing, unknown or twice, refused with its place") {
  const std::string bytes = write_history(full());
  for (const std::string name :
       {"first_seen", "rival_since", "quorum_looks", "stale_since", "former", "answer"}) {
    INFO(name);
    CHECK(error_of(replaced(bytes, "\"" + name + "\"", "\"" + name + "_\""))
              .find("/" + name + ": is missing") != std::string::npos);
  }
  CHECK(error_of(replaced(bytes, "\"most\"", "\"more\": 1, \"most\"")) ==
        "h.json: /keys/0/more: is not known");
  CHECK(error_of(replaced(bytes, "\"quorum\": ", "\"quorum\": \"never\", \"quorum\": "))
            .starts_with("h.json: is no history file: "));
}

TEST_CASE("history file: values that make no sense, refused with their place") {
  const std::string bytes = write_history(full());
  const std::string kid_one = kid_of(1);
  struct Case {
    std::string from;
    std::string to;
    std::string says;
  };
  const std::vector<Case> cases = {
      {"\"count\": 3", "\"count\": 0", "/looks/count: a history has one look at least"},
      {"\"count\": 3", "\"count\": -1", "/looks/count: must be a whole number"},
      {"\"count\": 3", "\"count\": 1.0", "/looks/count: must be a whole number"},
      {"\"count\": 3", "\"count\": \"3\"", "/looks/count: must be a whole number"},
      {"\"last\": 1790172800", "\"last\": 1790172800000", "/looks/last: must be a whole number"},
      {"\"last\": 1790172800", "\"last\": 1", "/looks: last is before first"},
      {"\"state\": \"sound\"", "\"state\": \"fine\"", "/keys/0/state: must not be \"fine\""},
      {"\"quorum\": \"reached\"", "\"quorum\": null", "/quorum: must be a text"},
      {"\"kind\": \"native\"", "\"kind\": \"keybase\"", "id: must be the name of a key of this kind"},
      {"https://s0.example/", "https://S0.example/", "/accounts/0: must be a canonical account URI"},
      {"https://s0.example/", "https://s9.example/", "/accounts: must be sorted, with nothing twice"},
      {"\"state\": \"gone\"", "\"state\": \"standing\"", "gone_since and state do not fit together"},
      {"\"subject\": \"mimi://im.example/u/alice\"", "\"subject\": 7", "/subject: must be a text"},
  };
  for (const Case& one : cases) {
    INFO(one.to);
    const std::string error = error_of(replaced(bytes, one.from, one.to));
    CAPTURE(error);
    CHECK(error.find(one.says) != std::string::npos);
  }
}

TEST_CASE("history file: a token that does not hold, refused; signatures are never taken from a file") {
  const std::string bytes = write_history(full());
  const std::size_t at = bytes.find("eyJ") + 400;
  std::string forged = bytes;
  forged[at] = forged[at] == 'A' ? 'B' : 'A';
  CHECK(error_of(forged).find("/tokens/0: does not hold: ") != std::string::npos);
  const std::size_t first = bytes.find("\"eyJ");
  const std::string token = bytes.substr(first, bytes.find('"', first + 1) - first + 1);
  CHECK(error_of(replaced(bytes, token, token + ", " + token)).find("only once") != std::string::npos);
}

TEST_CASE("history file: any byte changed, read as something valid or refused, never a crash") {
  const std::string bytes = write_history(full());
  std::mt19937_64 dice(11);
  for (int round = 0; round < 400; ++round) {
    std::string spoilt = bytes;
    spoilt[dice() % spoilt.size()] = static_cast<char>(dice() % 256);
    const auto history = read_history("h.json", spoilt);
    if (history) CHECK(read_history("h.json", write_history(*history)));
  }
}

}  // namespace quorate
