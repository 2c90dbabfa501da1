#include "tests/proofs/extract/answers.hpp"
#include "tests/show.hpp"

#include <utility>

namespace quorate {
namespace {

std::string of_status(int status) {
  Observation observation = answer("eyJh.b.c\n");
  observation.status = status;
  return said(extract(observation, place_of(RegionKind::lines)));
}

std::string of_lines(std::string body, std::string content_type = {}) {
  return said(extract(answer(std::move(body), std::move(content_type)), place_of(RegionKind::lines)));
}

std::string of_body(std::string body, std::string content_type = {}) {
  return said(extract(answer(std::move(body), std::move(content_type)), place_of(RegionKind::body)));
}

std::string of_json(std::string body, std::string pointer) {
  return said(
      extract(answer(std::move(body), "application/json"), place_of(RegionKind::json, std::move(pointer))));
}

Extracted of_records(std::vector<std::string> records) {
  Observation observation;
  observation.records = std::move(records);
  return extract(observation, place_of(RegionKind::txt));
}

const std::string not_understood = "unknown: page not understood";

}  // namespace

TEST_CASE("extract: an answer that did not come, unknown for its reason and with its detail") {
  const std::vector<std::pair<Code, std::string>> table = {
      {Code::dns_failed, "unknown: " + std::string(text(Reason::dns_failed))},
      {Code::connect_failed, "unknown: " + std::string(text(Reason::connect_failed))},
      {Code::tls_failed, "unknown: " + std::string(text(Reason::tls_failed))},
      {Code::timed_out, "unknown: " + std::string(text(Reason::timed_out))},
      {Code::over_limit, "unknown: " + std::string(text(Reason::limit))},
      {Code::address_refused, "unknown: " + std::string(text(Reason::address_refused))},
      {Code::redirect_refused, "unknown: " + std::string(text(Reason::redirect_refused))},
      {Code::transfer_failed, "unknown: " + std::string(text(Reason::transfer_failed))},
      {Code::robots_denied, "unknown: " + std::string(text(Reason::robots))},
      {Code::held_off, "unknown: " + std::string(text(Reason::rate_limited))},
      {Code::bad_page, "unknown: " + std::string(text(Reason::page_not_understood))},
      {Code::internal, "unknown: " + std::string(text(Reason::transfer_failed))},
      {Code::bad_uri, "unknown: " + std::string(text(Reason::transfer_failed))},
      {Code::file_failed, "unknown: " + std::string(text(Reason::transfer_failed))},
  };
  for (const auto& [code, expected] : table) {
    for (const RegionKind kind : {RegionKind::lines, RegionKind::html, RegionKind::txt}) {
      Observation observation = answer("eyJh.b.c");
      observation.records = {"xsig:AA"};
      observation.error = Error{code, "the cause"};
      const Extracted extracted = extract(observation, place_of(kind, "p"));
      CHECK(said(extracted) == expected);
      CHECK(detail(extracted) == "the cause");
    }
  }
}

TEST_CASE("extract: each HTTP status, its verdict") {
  const auto unknown = [](Reason reason) { return "unknown: " + std::string(text(reason)); };
  CHECK(of_status(200) == "eyJh.b.c\n");
  for (const int status : {404, 410})
    CHECK(of_status(status) == "absent: " + std::string(text(Reason::not_found)));
  for (const int status : {401, 403, 451}) CHECK(of_status(status) == unknown(Reason::access_denied));
  CHECK(of_status(429) == unknown(Reason::rate_limited));
  for (const int status : {500, 502, 503, 504, 520, 599})
    CHECK(of_status(status) == unknown(Reason::server_error));
  for (const int status : {300, 301, 302, 303, 307, 308, 399})
    CHECK(of_status(status) == unknown(Reason::redirect_refused));
  for (const int status :
       {0, 100, 101, 199, 201, 202, 203, 204, 206, 299, 304, 400, 402, 405, 406, 418, 600, 999, -1})
    CHECK(of_status(status) == unknown(Reason::unexpected_status));
}

TEST_CASE("extract: every status but 200, whatever the body, never gives a text") {
  for (int status = -1; status < 1000; ++status)
    if (status != 200) CHECK(of_status(status) != "eyJh.b.c\n");
}

TEST_CASE("extract lines: a text file, as it stands") {
  const auto extracted =
      extract(answer("# c\neyJh.b.c\n", "text/plain; charset=utf-8"), place_of(RegionKind::lines));
  REQUIRE(std::holds_alternative<std::vector<OwnedText>>(extracted));
  const auto& texts = std::get<std::vector<OwnedText>>(extracted);
  REQUIRE(texts.size() == 1);
  CHECK(texts[0].text == "# c\neyJh.b.c\n");
  CHECK(texts[0].layout == OwnedText::Layout::lines);
  CHECK(of_lines("", "application/octet-stream").empty());
}

TEST_CASE("extract lines and body: an HTML page in their place, not understood") {
  for (const std::string_view page :
       {"<!doctype html><p>eyJh.b.c", "<!DOCTYPE HTML>", "  \n\t<html>", "<HTML lang=en>", "<head>", "<Body>",
        "\xef\xbb\xbf<!DocType html>", "\xef\xbb\xbf \r\n<html", "\f<body", "<?xml version='1.0'?>",
        "<p>eyJh.b.c</p>", "<!-- eyJh.b.c -->"}) {
    CHECK(of_lines(std::string(page)) == not_understood);
    CHECK(of_body(std::string(page)) == not_understood);
  }
  for (const std::string_view type :
       {"text/html", "TEXT/HTML; charset=utf-8", " text/html ;x", "text/html;", "application/xhtml+xml"}) {
    CHECK(of_lines("eyJh.b.c", std::string(type)) == not_understood);
    CHECK(of_body("eyJh.b.c", std::string(type)) == not_understood);
  }
  CHECK(of_body("== proof ==\n<html>") == "== proof ==\n<html>");
  CHECK(of_lines("# <html>\neyJh.b.c") == "# <html>\neyJh.b.c");
}

TEST_CASE("extract lines: a byte order mark at the beginning, left out; elsewhere it stays") {
  CHECK(of_lines("\xef\xbb\xbf# c\neyJh.b.c\n") == "# c\neyJh.b.c\n");
  CHECK(of_lines("# c\n\xef\xbb\xbf eyJh.b.c\n") == "# c\n\xef\xbb\xbf eyJh.b.c\n");
}

TEST_CASE("extract lines and body: a JSON document in their place, not understood") {
  for (const char* type :
       {"application/json", "Application/JSON; charset=utf-8", "application/problem+json"}) {
    CAPTURE(type);
    CHECK(of_lines("eyJh.b.c", type) == not_understood);
  }
  CHECK(of_lines("eyJh.b.c", "text/x-json-like") == "eyJh.b.c");
}

TEST_CASE("extract lines and body: bytes that are no UTF-8 text, not understood") {
  for (const std::string& body :
       {std::string("a\0b", 3), std::string("\xff"), std::string("\xc0\xaf"), std::string("a\xe2\x82")}) {
    CHECK(of_lines(body) == not_understood);
    CHECK(of_body(body) == not_understood);
  }
  CHECK(of_body("a", "text/plain; charset=iso-2022-jp") == not_understood);
  CHECK(of_body("a", "text/plain; charset=\"UTF-8\"") == "a");
  CHECK(of_body("a", "text/plain;charset=us-ascii") == "a");
  CHECK(of_body("a", "text/plain; x=y; Charset=utf-16") == not_understood);
  Observation twice = answer("a", "text/plain");
  twice.headers.emplace_back("content-type", "text/plain; charset=utf-7");
  CHECK(said(extract(twice, place_of(RegionKind::body))) == not_understood);
}

TEST_CASE("extract lines: 64 KiB and 64 lines, no more") {
  CHECK(of_lines("#" + std::string(65535, 'x')).size() == 65536);
  CHECK(of_lines("#" + std::string(65536, 'x')) == "unknown: limit");
  std::string lines;
  for (int i = 0; i < 64; ++i) lines += "eyJh.b.c\n# comment\n\n";
  CHECK(of_lines(lines) == lines);
  CHECK(of_lines(lines + "x") == "unknown: limit");
}

TEST_CASE("extract txt: records with badges, each on its own") {
  CHECK(said(of_records({"v=spf1", "xsig:AA", "me xsig:BB"})) == "xsig:AA|me xsig:BB");
  CHECK(said(of_records({"v=spf1"})) == "absent: not found");
  CHECK(said(of_records({})) == "absent: not found");
  CHECK(said(of_records(std::vector<std::string>(16, "xsig:AA"))) != "unknown: limit");
  CHECK(said(of_records(std::vector<std::string>(17, "xsig:AA"))) == "unknown: limit");
  CHECK(said(of_records(std::vector<std::string>(100, "spam"))) == "absent: not found");
}

TEST_CASE("extract json: the string or the strings at a pointer") {
  const std::string body = R"({"user":{"bio":"xsig:AA","links":["a","xsig:BB"],"note":null,"n":1}})";
  CHECK(of_json(body, "/user/bio") == "xsig:AA");
  CHECK(of_json(body, "/user/links/*") == "a|xsig:BB");
  CHECK(of_json(body, "/user/note").empty());
  for (const std::string_view pointer : {"/user/n", "/user", "/user/missing", "user", "/user/links"})
    CHECK(of_json(body, std::string(pointer)) == not_understood);
}

TEST_CASE("extract json: what is not strict JSON, not understood") {
  std::string deep(65, '[');
  deep += std::string(65, ']');
  for (const std::string& body :
       {std::string(), std::string("<html>"), std::string(R"({"a":"b")"), std::string(R"({"a":"b"} x)"),
        std::string(R"({"a":"b","a":"c"})"), std::string("\xef\xbb\xbf{\"a\":\"b\"}"),
        std::string(R"({"a":'b'})"), R"({"a":"b","c":)" + deep + "}"})
    CHECK(of_json(body, "/a") == not_understood);
}

TEST_CASE("extract json: cut anywhere, never a text") {
  const std::string body = R"({"user":{"name":"alice","bio":"xsig:AA"}})";
  for (std::size_t size = 0; size < body.size(); ++size)
    CHECK(of_json(body.substr(0, size), "/user/bio") == not_understood);
}

TEST_CASE("extract header: its one value") {
  Observation observation = answer("body");
  observation.headers = {{"x-proof", "xsig:AA"}, {"twice", "a"}, {"twice", "b"}, {"bad", "a\x01"}};
  CHECK(said(extract(observation, place_of(RegionKind::header, "x-proof"))) == "xsig:AA");
  for (const std::string_view name : {"missing", "twice", "bad"})
    CHECK(said(extract(observation, place_of(RegionKind::header, std::string(name)))) == not_understood);
}

TEST_CASE("extract html: only a page that is sent as one") {
  const std::string page = "<p class=bio>xsig:AA</p>";
  const auto of_type = [&](std::string type) {
    return said(extract(answer(page, std::move(type)), place_of(RegionKind::html, ".bio")));
  };
  CHECK(of_type("") == "xsig:AA");
  CHECK(of_type("text/html") == "xsig:AA");
  CHECK(of_type("Text/HTML; charset=UTF-8") == "xsig:AA");
  for (const std::string_view type : {"text/plain", "application/json", "application/xhtml+xml", "image/png",
                                      "text/html; charset=shift_jis"})
    CHECK(of_type(std::string(type)) == not_understood);
}

TEST_CASE("extract html: too large or too deep, limit") {
  const Place place = place_of(RegionKind::html, "p");
  CHECK(said(extract(answer("<p>x</p>" + std::string(512 * 1024, ' ')), place)) == "unknown: limit");
  std::string deep;
  for (int i = 0; i < 600; ++i) deep += "<div>";
  CHECK(said(extract(answer(deep), place)) == "unknown: limit");
}

TEST_CASE("extract: the owner check, by text, attribute, meta or member") {
  const std::string page =
      "<head><meta name=slug content=' alice '></head><h1 data-user=alice>\n <b>alice</b> "
      "</h1><p>xsig:AA</p>";
  Place place = place_of(RegionKind::html, "p");
  const auto with_owner = [&](Region region, std::string attribute, std::string equals) {
    place.owner = OwnerCheck{std::move(region), std::move(attribute), std::move(equals)};
    return extract(answer(page), place);
  };
  CHECK(said(with_owner({RegionKind::html, "h1"}, "", "alice")) == "xsig:AA");
  CHECK(said(with_owner({RegionKind::html, "h1"}, "data-user", "alice")) == "xsig:AA");
  CHECK(said(with_owner({RegionKind::meta, "slug"}, "", "alice")) == "xsig:AA");
  for (const std::string_view other : {"Alice", "alic", "alicee", "alice ", "", "bob"}) {
    const Extracted extracted = with_owner({RegionKind::html, "h1"}, "", std::string(other));
    CHECK(said(extracted) == not_understood);
    CHECK(detail(extracted).find("owner check") == 0);
  }
  CHECK(said(with_owner({RegionKind::html, "h2"}, "", "alice")) == not_understood);
  CHECK(said(with_owner({RegionKind::html, "h1"}, "data-id", "alice")) == not_understood);
  place.regions[0].path = "em";
  const Extracted no_region = with_owner({RegionKind::html, "h1"}, "", "alice");
  CHECK(said(no_region) == not_understood);
  CHECK(detail(no_region).find("region") == 0);

  Place api = place_of(RegionKind::json, "/bio");
  api.owner = OwnerCheck{{RegionKind::json, "/name"}, "", "alice"};
  CHECK(said(extract(answer(R"({"name":"alice","bio":"xsig:AA"})"), api)) == "xsig:AA");
  for (const std::string_view body :
       {R"({"name":"bob","bio":"xsig:AA"})", R"({"bio":"xsig:AA"})", R"({"name":null,"bio":"xsig:AA"})",
        R"({"name":["alice"],"bio":"xsig:AA"})", R"({"name":"alice\u0000","bio":"xsig:AA"})"})
    CHECK(said(extract(answer(std::string(body)), api)) == not_understood);
  api.owner->region.path = "/names/*";
  CHECK(said(extract(answer(R"({"names":["alice"],"bio":"xsig:AA"})"), api)) == "xsig:AA");
  CHECK(said(extract(answer(R"({"names":["alice","bob"],"bio":"xsig:AA"})"), api)) == not_understood);
}

TEST_CASE("extract: several regions, each must be found") {
  Place place = place_of(RegionKind::html, "p");
  place.regions.push_back({RegionKind::meta, "note"});
  CHECK(said(extract(answer("<meta name=note content=xsig:BB><p>xsig:AA</p>"), place)) == "xsig:AA|xsig:BB");
  CHECK(said(extract(answer("<p>xsig:AA</p>"), place)) == not_understood);
  place.regions.clear();
  CHECK(said(extract(answer("<p>xsig:AA</p>"), place)) == not_understood);
}

TEST_CASE("extract: an owner's empty region, an empty text and no verdict") {
  const auto extracted = extract(answer("<p class=bio></p>"), place_of(RegionKind::html, ".bio"));
  CHECK(std::holds_alternative<std::vector<OwnedText>>(extracted));
  CHECK(said(extracted).empty());
}

}  // namespace quorate
