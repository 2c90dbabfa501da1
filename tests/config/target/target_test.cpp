#include "config/target/target.hpp"

#include "config/shipped_tables.hpp"
#include "config/target/csv.hpp"
#include "config/target/exclusions.hpp"
#include "config/target/selection.hpp"
#include "tests/show.hpp"

#include <set>

namespace quorate {
namespace {

struct Cut {
  std::uint64_t line = 0;
  std::string bytes;
  bool too_long = false;
  friend bool operator==(const Cut&, const Cut&) = default;
};

// What the splitter makes of the bytes, fed in parts of that size.
std::vector<Cut> cut(InputFormat format, std::string_view bytes, std::size_t part) {
  std::vector<Cut> cuts;
  const auto take = [&](const Record& record) {
    cuts.push_back({record.line, std::string(record.bytes), record.too_long});
  };
  RecordSplitter splitter(format);
  for (; !bytes.empty(); bytes.remove_prefix(std::min(part, bytes.size())))
    splitter.feed(bytes.substr(0, part), take);
  splitter.finish(take);
  return cuts;
}

std::string problem(InputFormat format, std::string_view record) {
  const auto target = TargetReader(format).read(record);
  return target ? "" : target.error().detail;
}

const SuffixList suffixes = SuffixList::builtin();

Target target_at(std::string_view uri) {
  Target target;
  target.contact.accounts.push_back(Account::parse(uri).value());
  return target;
}

}  // namespace

TEST_CASE(
    "split records: lines, comments, blanks, line ends of two kinds, none at the end, in parts of any size") {
  const std::string text = "# list\na.example\r\n\n  \nb.example\nc.example";
  for (const std::size_t part : {1U, 2U, 7U, 1000U})
    CHECK(cut(InputFormat::plain, text, part) ==
          std::vector<Cut>{{2, "a.example", false}, {5, "b.example", false}, {6, "c.example", false}});
  CHECK(cut(InputFormat::ndjson, "#\n", 1) == std::vector<Cut>{{1, "#", false}});
  CHECK(cut(InputFormat::plain, "", 1).empty());
}

TEST_CASE("split records: CSV with a line feed in quotes, one record") {
  CHECK(cut(InputFormat::csv, "id,account\n\"a\nb\",x\nc,y\n", 3) ==
        std::vector<Cut>{{1, "id,account", false}, {2, "\"a\nb\",x", false}, {4, "c,y", false}});
}

TEST_CASE("split records: longer than the limit, cut and marked; what follows is whole") {
  const std::string text = std::string(3 * max_record_bytes, 'x') + "\nnext\n";
  const auto cuts = cut(InputFormat::ndjson, text, 65'536);
  REQUIRE(cuts.size() == 2);
  CHECK(cuts[0].bytes.size() == max_record_bytes);
  CHECK(cuts[0].too_long);
  CHECK(cuts[1] == Cut{2, "next", false});
}

TEST_CASE("split records: CSV with a stray quote in a field without quotes, that record alone is invalid") {
  const std::string text =
      "bio,account\n5\" disk,a.example\nx,b.example\n\"a \"\"b\"\"\",c.example\n\"x\"y,d\nz,e\n";
  for (const std::size_t part : {1U, 2U, 7U, 1000U})
    CHECK(cut(InputFormat::csv, text, part) == std::vector<Cut>{{1, "bio,account", false},
                                                                {2, "5\" disk,a.example", false},
                                                                {3, "x,b.example", false},
                                                                {4, "\"a \"\"b\"\"\",c.example", false},
                                                                {5, "\"x\"y,d", false},
                                                                {6, "z,e", false}});
  TargetReader reader(InputFormat::csv);
  REQUIRE(reader.header("bio,account"));
  CHECK(reader.read("5\" disk,a.example").error().detail ==
        "field 1: a quote inside of a field without quotes");
}

TEST_CASE("split records: a quote that never ends, its lines are records of their own") {
  std::string text = "\"open\n";
  std::size_t lines = 1;
  for (; text.size() < 3 * max_record_bytes; ++lines)
    text += "a line of some length without any quotes at all\n";
  const auto cuts = cut(InputFormat::csv, text, 4096);
  REQUIRE(cuts.size() == lines);
  CHECK(cuts[0] == Cut{1, "\"open", false});
  for (std::size_t i = 1; i < cuts.size(); ++i)
    if (cuts[i].line != i + 1 || cuts[i].bytes != "a line of some length without any quotes at all") FAIL(i);
  const std::vector<Cut> lines_apart{{1, "\"a,x", false}, {2, "b,y", false}, {3, "c,\"z", false}};
  CHECK(cut(InputFormat::csv, "\"a,x\nb,y\nc,\"z", 3) == lines_apart);  // text behind the quote
  CHECK(cut(InputFormat::csv, "\"a,x\nb,y\nc,\"z\n", 1000) == lines_apart);
  CHECK(cut(InputFormat::csv, "\"a,x\nb,y\n", 3) == std::vector<Cut>{{1, "\"a,x", false}, {2, "b,y", false}});
}

TEST_CASE("split records: quotes that never end in every line, in time that is linear") {
  std::string text;
  while (text.size() < 4 * max_record_bytes)
    text += "\",a\",\"\n";  // opens a field, closes it, opens another
  CHECK(cut(InputFormat::csv, text, 65'536).size() == text.size() / 7);
}

TEST_CASE("split records: a byte order mark at the beginning is dropped, one alone and elsewhere is not") {
  for (const InputFormat format : {InputFormat::plain, InputFormat::ndjson, InputFormat::csv})
    for (const std::size_t part : {1U, 2U, 1000U}) {
      CHECK(cut(format, "\xef\xbb\xbf\"a\",b\n\xef\xbb\xbfx", part) ==
            std::vector<Cut>{{1, "\"a\",b", false}, {2, "\xef\xbb\xbfx", false}});
      CHECK(cut(format, "\xef\xbb\xbf", part).empty());
      CHECK(cut(format, "\xef\xbb", part) == std::vector<Cut>{{1, "\xef\xbb", false}});
    }
  CHECK(cut(InputFormat::plain, "\xef\xbb\xbf# list\na.example", 2) ==
        std::vector<Cut>{{2, "a.example", false}});
}

TEST_CASE("read target: lines that end with a carriage return alone, refused and not one person") {
  CHECK(problem(InputFormat::plain, "a.example\rb.example").starts_with("a carriage return inside"));
  CHECK(problem(InputFormat::ndjson, "{\"accounts\":[\"a.example\"]}\r{\"accounts\":[\"b.example\"]}") != "");
  CHECK(TargetReader(InputFormat::csv).header("account,id\ra.example,1\rb.example,2").error().detail ==
        "field 2: a carriage return that ends no line");
}

TEST_CASE("split CSV: quotes, doubled quotes, empty fields; what RFC 4180 does not have, refused") {
  CHECK(split_csv("a,\"b,\"\"c\",,").value() == std::vector<std::string>{"a", "b,\"c", "", ""});
  CHECK(split_csv("").value() == std::vector<std::string>{""});
  CHECK(split_csv("a,\"b").error().detail == "field 2: its quote does not end");
  CHECK(split_csv("\"a\"b").error().detail == "field 1: text behind the closing quote");
  CHECK(split_csv("a\"b").error().detail == "field 1: a quote inside of a field without quotes");
  CHECK(!split_csv(std::string(256, ',')));
}

TEST_CASE("read target: a plain line, accounts with spaces between, in their canonical spelling") {
  const auto target =
      TargetReader(InputFormat::plain).read("A.example  https://code.example/alice A.example").value();
  REQUIRE(target.contact.accounts.size() == 2);
  CHECK(target.contact.accounts[0].uri() == "https://a.example/");
  CHECK(target.contact.accounts[1].uri() == "https://code.example/alice");
  CHECK(target.id == "");
}

TEST_CASE("read target: NDJSON, all members; null as if it were not there") {
  const auto target =
      TargetReader(InputFormat::ndjson)
          .read(R"({"id":"x","subject":"mimi://im.example/u/a","key":null,"accounts":["a.example"]})")
          .value();
  CHECK(target.id == "x");
  CHECK(target.contact.subject == "mimi://im.example/u/a");
  CHECK(!target.contact.key);
}

TEST_CASE("read target: malformed, refused with what is wrong") {
  const auto json = [](std::string_view record) { return problem(InputFormat::ndjson, record); };
  CHECK(json("[]") == "a JSON object is wanted");
  CHECK(json("{\"accounts\":[\"a.example\"]") != "");
  CHECK(json(R"({"accounts":[]})") == "no account");
  CHECK(json(R"({"accounts":"a.example"})") == "\"accounts\" must be a list");
  CHECK(json(R"({"accounts":[1]})") == "\"accounts\" must be a list of texts");
  CHECK(json(R"({"accounts":["a.example"],"extra":1})") ==
        "unknown member \"extra\"; known are accounts, id, subject, key");
  CHECK(json(R"({"accounts":["a.example"],"id":7})") == "\"id\" must be a text");
  CHECK(json(R"({"accounts":["a.example"],"key":"0120"})").starts_with("\"key\" is no kid"));
  CHECK(json(R"({"accounts":["a.example"],"subject":"no uri"})") != "");
  CHECK(json(R"({"accounts":["a.example"],"accounts":["b.example"]})") != "");
  CHECK(json(R"({"accounts":["http://a.example/"]})") != "");
  CHECK(problem(InputFormat::plain, "not_a_host!") != "");
  std::string many;
  for (int i = 0; i < 33; ++i) many += "h" + std::to_string(i) + ".example ";
  CHECK(problem(InputFormat::plain, many) == "more than 32 accounts");
}

TEST_CASE("read target: CSV by its header; columns missing, too few fields, refused") {
  TargetReader reader(InputFormat::csv);
  CHECK(!TargetReader(InputFormat::csv).header("id,name"));
  REQUIRE(reader.header("id,bio,account,account"));
  const auto target = reader.read("7,\"says, hello\",a.example,b.example").value();
  CHECK(target.id == "7");
  CHECK(target.contact.accounts.size() == 2);
  CHECK(reader.read("7,,a.example,").value().contact.accounts.size() == 1);
  CHECK(reader.read("7,a.example").error().detail == "2 fields, and the header has 4");
  CHECK(reader.read("7,x,,").error().detail == "no account");
}

TEST_CASE("exclusions: a domain with all below it, an account alone, a broken list refused with its line") {
  const auto list = Exclusions::load("o.txt", "# asked\nQuiet.example\n\nhttps://code.example/bob\n").value();
  const auto covered = [&](std::string_view uri) {
    return list.covering(Account::parse(uri).value()).value_or("");
  };
  CHECK(covered("https://quiet.example/") == "quiet.example");
  CHECK(covered("mimi://im.quiet.example/u/a") == "quiet.example");
  CHECK(covered("https://unquiet.example/") == "");
  CHECK(covered("https://code.example/bob") == "https://code.example/bob");
  CHECK(covered("https://code.example/bobby") == "");
  CHECK(Exclusions::load("o.txt", "a.example\nno such thing\n").error().detail.starts_with("o.txt:2: "));
}

TEST_CASE(
    "exclusions: a slash at the end makes no difference; accounts that no service describes, named by line") {
  const auto list =
      Exclusions::load("o.txt", "https://code.example/bob/\nquiet.example\nacct:alice@social.example\n")
          .value();
  CHECK(list.covering(Account::parse("https://code.example/bob").value()));
  CHECK(list.covering(Account::parse("https://code.example/bob/").value()));
  CHECK(!list.covering(Account::parse("https://code.example/").value()));
  CHECK(list.not_described({}).size() == 2);
  const Services shipped = load_shipped_services().value();
  CHECK(Exclusions::load("o.txt", "quiet.example\nacct:alice@social.example\nhttps://alice.example/\n")
            .value()
            .not_described(shipped) == std::vector<std::uint64_t>{2});
}

TEST_CASE(
    "exclusions: a target's subject is covered as its accounts are, and by the host that any URI names") {
  const auto list = Exclusions::load("o.txt", "quiet.example\nmimi://im.example/u/alice\n").value();
  const auto covered = [&](std::string_view subject) {
    Contact contact;
    contact.accounts.push_back(Account::parse("https://code.example/alice").value());
    contact.subject = std::string(subject);
    return list.covering(contact).value_or("");
  };
  CHECK(covered("mimi://im.example/u/alice") == "mimi://im.example/u/alice");
  CHECK(covered("mimi://im.example/u/bob") == "");
  for (const char* subject :
       {"https://www.quiet.example:8443/x?y#z", "mailto:alice@Quiet.example", "xmpp:a@quiet.example",
        "sip://a:b@quiet.example/x", "https://quiet.example", "mailto:a@quiet.example?subject=x"})
    CHECK(covered(subject) == "quiet.example");
  for (const char* subject :
       {"mailto:quiet.example@a.example", "https://a.example/quiet.example", "urn:x:quiet", "tag:x"})
    CHECK(covered(subject) == "");
}

TEST_CASE("selection: shards exclude each other, are all of it, and go by the registrable domain") {
  for (int host = 0; host < 200; ++host) {
    const Target target = target_at("https://h" + std::to_string(host) + ".example/");
    const Target other = target_at("https://www.h" + std::to_string(host) + ".example/");
    int taken = 0;
    for (std::uint32_t number = 1; number <= 5; ++number) {
      const Selection shard({number, 5}, Everything{}, 0, suffixes);
      taken += shard.in_shard(1, &target) ? 1 : 0;
      CHECK(shard.in_shard(1, &target) == shard.in_shard(2, &other));
    }
    CHECK(taken == 1);
  }
}

TEST_CASE("selection: a sample of so many, exactly so many, the same ones again, others by another seed") {
  const auto chosen = [](std::uint64_t seed, const Sample& sample) {
    Selection selection({}, sample, seed, suffixes, 1000);
    std::set<std::uint64_t> lines;
    for (std::uint64_t line = 1; line <= 1000; ++line)
      if (selection.takes(line, nullptr)) lines.insert(line);
    return lines;
  };
  CHECK(chosen(1, Exactly{37}).size() == 37);
  CHECK(chosen(1, Exactly{37}) == chosen(1, Exactly{37}));
  CHECK(chosen(1, Exactly{37}) != chosen(2, Exactly{37}));
  CHECK(chosen(1, Exactly{5000}).size() == 1000);
  const auto tenth = chosen(3, Share{0.1}).size();
  CHECK((tenth > 60 && tenth < 140));
  CHECK(chosen(3, Everything{}).size() == 1000);
}

TEST_CASE("selection: what is no shard and no sample, refused") {
  for (const char* text : {"", "3", "0/4", "5/4", "1/0", "1/70000", "a/b", "1/2/3", "-1/2"})
    CHECK(!parse_shard(text));
  for (const char* text : {"", "0", "-3", "0%", "101%", "%", "1e400%", "ten", "nan%"})
    CHECK(!parse_sample(text));
  CHECK(std::get<Share>(parse_sample("0.5%").value()).part == Approx(0.005));
  CHECK(std::get<Exactly>(parse_sample("1000").value()).count == 1000);
}

}  // namespace quorate
