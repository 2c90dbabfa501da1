#include "proofs/report/layout/wording.hpp"

#include "proofs/encoding/utf8.hpp"
#include "proofs/report/meaning.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/show.hpp"

namespace quorate {

TEST_CASE("shown: white space of any kind and length, one space") {
  CHECK(shown("a  b") == "a b");
  CHECK(shown("  a ") == "a");
  CHECK(shown("a\xc2\xa0\xe3\x80\x80\xe2\x80\x83 b") == "a b");
  CHECK(shown(std::string(5000, ' ')).empty());
  CHECK(shown("a\tb\nc") == "a\\u{9}b\\u{a}c");
  CHECK(shown("na\xc3\xafve \xe6\x97\xa5") == "na\xc3\xafve \xe6\x97\xa5");
}

TEST_CASE("shown: long text whole, long detail cut with dots") {
  const std::string text(100000, 'x');
  CHECK(shown(text) == text);
  CHECK(shown_detail(text).size() < 400);
  CHECK(shown_detail(text).ends_with("..."));
}

TEST_CASE("counted and listed: singular, plural, none, very many") {
  CHECK(counted(0, "service", "services") == "0 services");
  CHECK(counted(1, "service", "services") == "1 service");
  CHECK(counted(2, "service", "services") == "2 services");
  CHECK(listed({}).empty());
  CHECK(listed({"a"}) == "a");
  CHECK(listed({"a", "b"}) == "a and b");
  CHECK(listed({"a", "b", "c"}) == "a, b and c");
  CHECK(listed(std::vector<std::string>(20, "x")) == "x, x, x, x, x, x, x, x and 12 more");
}

TEST_CASE("full stop: one, and only where none stands") {
  CHECK(full_stop("a") == "a.");
  CHECK(full_stop("a.") == "a.");
  CHECK(full_stop("a?") == "a?");
  CHECK(full_stop("") == ".");
}

TEST_CASE("short key: a key made to look alike, told apart") {
  Report report = sample::contested();
  CHECK(short_key(report, sample::alice_key().key) == "YgHnupF3…");
  KeyName twin = sample::alice_key().key;
  twin.id.back() = 'Z';
  report.score.rivals[0].speaker.key = twin;
  CHECK(short_key(report, sample::alice_key().key) != short_key(report, twin));
  CHECK(short_key(report, twin) == twin.id.substr(kid_prefix.size()));
}

TEST_CASE("key phrase: native and Keybase keys, and ids that are short or strange") {
  const Report report = sample::contested();
  CHECK(key_phrase(report, sample::keybase_key().key) == "Keybase key 0120f1c6a1b2…");
  CHECK(key_phrase(report, {KeyKind::native, ""}) == "key ");
  CHECK(key_phrase(report, {KeyKind::native, "abc"}) == "key abc");
  CHECK(is_utf8(key_phrase(report, {KeyKind::native, "1234567\xc3\xa4\xc3\xa4"})));
}

TEST_CASE("meaning: every reason, explained or plain by itself, and a retry helps no refutation") {
  for (int i = 1; !text(static_cast<Reason>(i)).empty(); ++i) {
    const auto reason = static_cast<Reason>(i);
    INFO(text(reason));
    CHECK((!meaning(reason).empty() || reason == Reason::not_found));
    CHECK_FALSE(meaning(reason).ends_with("."));
    if (reason <= Reason::www_twin) CHECK(retry(reason) == Retry::will_not_help);
  }
  CHECK(retry(Reason::timed_out) == Retry::may_help);
  CHECK(retry(Reason::no_service) == Retry::will_not_help);
}

}  // namespace quorate
