#include "proofs/scan/lines.hpp"

#include "proofs/encoding/json.hpp"
#include "tests/proofs/report/harmless.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/proofs/scan/samples.hpp"
#include "tests/show.hpp"

#include <functional>
#include <set>

namespace quorate {
namespace {

template <class Line>
std::string written(const Line& line) {
  std::string out;
  append_line(out, line);
  REQUIRE(out.back() == '\n');
  out.pop_back();
  return out;
}

// Every line of the samples, with what reads it.
struct Sample {
  std::string line;
  std::function<Result<std::string>(std::string_view)> rewrite;  // reads, and writes again
};

std::vector<Sample> samples() {
  const auto target = [](std::string_view line) -> Result<std::string> {
    const auto read = read_target_line(line);
    if (!read) return read.error();
    return written(*read);
  };
  const auto account = [](std::string_view line) -> Result<std::string> {
    const auto read = read_account_line(line);
    if (!read) return read.error();
    return written(*read);
  };
  std::vector<Sample> all;
  for (const TargetLines& lines : sample::scan_lines()) {
    all.push_back({written(lines.target), target});
    for (const AccountLine& line : lines.accounts) all.push_back({written(line), account});
  }
  return all;
}

// The same with one member changed, in every object below `value`.
void mutate(json::Value value, const std::function<void(const json::Value&)>& see,
            const std::function<json::Value(json::Value)>& around) {
  if (value.is_object()) {
    for (std::size_t i = 0; i < value.members().size(); ++i) {
      auto less = value.members();
      less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
      see(around(json::Value::object(less)));
      auto renamed = value.members();
      renamed[i].first += "x";
      see(around(json::Value::object(renamed)));
      auto other = value.members();
      other[i].second = json::Value::array({json::Value::boolean(true)});
      see(around(json::Value::object(other)));
      const auto members = value.members();
      mutate(members[i].second, see, [&](json::Value inner) {
        auto with = members;
        with[i].second = std::move(inner);
        return around(json::Value::object(with));
      });
    }
    auto more = value.members();
    more.emplace_back("unexpected", json::Value::number(1));
    see(around(json::Value::object(more)));
  } else if (value.is_array() && !value.items().empty()) {
    const auto items = value.items();
    mutate(items[0], see, [&](json::Value inner) {
      auto with = items;
      with[0] = std::move(inner);
      return around(json::Value::array(with));
    });
  }
}

}  // namespace

TEST_CASE("scan lines: every sample, comes back as it was written") {
  const auto all = samples();
  REQUIRE(all.size() > 40);
  for (const Sample& each : all) {
    const auto again = each.rewrite(each.line);
    INFO(each.line);
    REQUIRE(again);
    CHECK(*again == each.line);
  }
}

TEST_CASE("scan lines: a member missing, renamed, added or of another type, refused") {
  std::set<std::string> seen;
  for (const Sample& each : samples()) {
    const json::Value value = json::parse(each.line, 8).value();
    mutate(
        value,
        [&](const json::Value& changed) {
          const std::string line = json::write(changed);
          if (line == each.line || !seen.insert(line).second) return;
          INFO(line);
          const auto again = each.rewrite(line);
          CHECK(!again);
        },
        [](json::Value same) { return same; });
  }
  CHECK(seen.size() > 1000);
}

TEST_CASE("scan lines: cut off anywhere, refused") {
  for (const Sample& each : samples())
    for (std::size_t size = 0; size < each.line.size(); size += 7)
      CHECK(!each.rewrite(std::string_view(each.line).substr(0, size)));
}

TEST_CASE("scan lines: longer than any that is written, refused unparsed") {
  const std::string line(std::size_t{64} * 1024 * 1024 + 1, ' ');
  CHECK(read_target_line(line).error().code == Code::over_limit);
  CHECK(read_account_line(line).error().code == Code::over_limit);
}

TEST_CASE("scan lines: members in another order, refused") {
  std::string line = samples().front().line;
  const std::string n = "\"n\":1,";
  const std::size_t at = line.find(n);
  REQUIRE(at != line.npos);
  line.erase(at, n.size());
  line.insert(line.size() - 1, ",\"n\":1");
  const auto read = read_target_line(line);
  REQUIRE(!read);
  CHECK(read.error().detail == "n: wanted in the place of \"id\"");
}

TEST_CASE("scan lines: another version of the schema, refused by its name") {
  std::string line = samples().front().line;
  line.replace(line.find("target/1"), 8, "target/2");
  CHECK(read_target_line(line).error().detail ==
        "the schema is \"quorate.scan.target/2\"; this program reads \"quorate.scan.target/1\"");
}

TEST_CASE("scan lines: foreign text, printable") {
  Report report = sample::confirmed();
  sample::poison(report, "\x1b[31m\n\xff\xe2\x80\xae");
  const Operators operators;
  const TargetLines lines = lines_of(report, {operators, {}}, 1, "\x1b[31m\n\xff");
  std::string out = written(lines.target);
  for (const AccountLine& line : lines.accounts) out += written(line);
  for (const char c : out) CHECK(static_cast<unsigned char>(c) >= ' ');
  CHECK(out.find("\xe2\x80\xae") == out.npos);
  CHECK(out.find("\\\\u{202e}") != out.npos);
}

TEST_CASE("error class: an outcome that is not unknown, none; every unknown, one") {
  for (const Outcome outcome : {Outcome::absent, Outcome::refuted, Outcome::proven})
    CHECK(error_class(outcome, Reason::not_found) == ErrorClass::none);
  for (int reason = 0; reason <= static_cast<int>(Reason::not_found); ++reason)
    CHECK(error_class(Outcome::unknown, static_cast<Reason>(reason)) != ErrorClass::none);
  CHECK(error_class(Outcome::unknown, Reason::tls_failed) == ErrorClass::tls);
}

}  // namespace quorate
