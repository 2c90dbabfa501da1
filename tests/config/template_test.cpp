#include "config/template/account_template.hpp"
#include "config/template/text_template.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

std::vector<Field> fields(std::string_view yaml) {
  const auto root = parse_yaml("fields", yaml);
  REQUIRE(root);
  auto read = read_fields(*root);
  REQUIRE(read);
  return *read;
}

std::string fields_error(std::string_view yaml) {
  const auto root = parse_yaml("fields", yaml);
  REQUIRE(root);
  const auto read = read_fields(*root);
  return read ? "read" : read.error().detail;
}

constexpr std::string_view name_field = "{name: {chars: \"a-z 0-9 -\", min: 1, max: 5}}";
constexpr std::string_view host_field = "{host: host}";
constexpr std::string_view mimi_fields = "{host: host, name: mimi-name}";

}  // namespace

TEST_CASE("read fields: what no field is, refused with the place") {
  CHECK(fields_error("{name: {chars: \"a-z\", min: 1, max: 5}}") == "read");
  CHECK(fields_error("{name: {chars: \"a-z\", min: 1}}").find("\"max\" is missing") != std::string::npos);
  CHECK(fields_error("{name: {chars: \"a-z\", min: 0, max: 5}}").starts_with("fields:1:28:"));
  CHECK(fields_error("{name: {chars: \"a-z\", min: 6, max: 5}}").find("smaller than") != std::string::npos);
  CHECK(fields_error("{name: {chars: \"a-z\", min: 1, max: 129}}").starts_with("fields:1:36:"));
  CHECK(fields_error("{name: {chars: \"a-z\", min: 1, max: 5, re: x}}").find("\"re\" is not known") !=
        std::string::npos);
  CHECK(fields_error("{Name: host}").find("a field's name is") != std::string::npos);
  CHECK(fields_error("{name: \"[a-z]+\"}").starts_with("fields:1:8: a field is"));
  CHECK(fields_error("{name: hosts}").starts_with("fields:1:8: a field is"));
  CHECK(fields_error("{name: \"host\"}").starts_with("fields:1:8: a field is"));
  CHECK(fields_error("[host]").starts_with("fields:1:1:"));
  CHECK(fields_error("{}").starts_with("fields:1:1:"));
  for (const std::string chars : {"a-Z", "z-a", "a-a", "A-z", "0-a", "a-z,0-9", "a-z  0-9", " a-z", "a-z ",
                                  "/", "%", "?", "#", "é", "\\\\", "[a-z]", "a..z", "[", "*-z"}) {
    INFO(chars);
    CHECK(fields_error("{name: {chars: \"" + chars + "\", min: 1, max: 5}}")
              .starts_with("fields:1:16: field name: \"chars\""));
  }
}

TEST_CASE("field: lengths, characters and dot segments at their edges") {
  const auto read = fields("{name: {chars: \"a-c 7-9 . _\", min: 2, max: 4}}");
  const Field& field = read[0];
  for (const char c : std::string_view("abc789._")) CHECK(field.may_hold(c));
  for (const char c : std::string_view("dA60-/%@\xc3\x80")) CHECK_FALSE(field.may_hold(c));
  CHECK_FALSE(field.may_hold('\0'));
  CHECK_FALSE(field.accepts("a"));
  CHECK(field.accepts("ab"));
  CHECK(field.accepts("abca"));
  CHECK_FALSE(field.accepts("abcab"));
  CHECK_FALSE(field.accepts(".."));
  CHECK(field.accepts("..."));
}

TEST_CASE("account template: shapes whose match would be ambiguous or whose host could vary, refused") {
  const auto error_of = [](std::string_view text, std::string_view yaml) {
    const auto parsed = AccountTemplate::parse(text, fields(yaml));
    return parsed ? std::string("parsed") : parsed.error().detail;
  };
  CHECK(error_of("https://code.example/{name}", name_field) == "parsed");
  CHECK(error_of("https://{name}.pages.example/", name_field) == "parsed");
  CHECK(error_of("acct:{name}@{host}", "{host: host, name: {chars: \"a-z\", min: 1, max: 5}}") == "parsed");
  for (const std::string_view text : {"http://code.example/{name}",
                                      "code.example/{name}",
                                      "https://code.example{name}/",
                                      "https://code.example/{name",
                                      "https://code.example/name}",
                                      "https://code.example/{{name}}",
                                      "https://code.example/{}",
                                      "https://code.example/{name}{name}",
                                      "https://code.example/{name}/{name}",
                                      "https://code.example/{other}",
                                      "https://code.example/",
                                      "https://Code.example/{name}",
                                      "https://code.example:443/{name}",
                                      "https://user@code.example/{name}",
                                      "https://x{name}.example/",
                                      "https://{name}x.example/",
                                      "https://{name}-x.example/",
                                      "https://127.0.0.1/{name}",
                                      "https://localhost/{name}",
                                      "https:///{name}",
                                      "https://code.example/{name}a",
                                      "https://code.example/{name}-x",
                                      "",
                                      "{name}"}) {
    INFO(text);
    CHECK(error_of(text, name_field) != "parsed");
  }
  CHECK(error_of("https://{name}.example/", "{name: {chars: \"a-z .\", min: 1, max: 5}}") != "parsed");
  CHECK(error_of("https://{name}.example/", "{name: {chars: \"a-z _\", min: 1, max: 5}}") != "parsed");
  CHECK(error_of("https://{name}.example/", "{name: mimi-name}") != "parsed");
  CHECK(error_of("mimi://{host}/d/{name}{other}", "{host: host, name: mimi-name, other: mimi-name}") !=
        "parsed");
}

TEST_CASE("account template: an account of its shape, gives the values of its fields") {
  const auto page = AccountTemplate::parse("https://code.example/{name}", fields(name_field));
  REQUIRE(page);
  const auto values = page->match(*Account::parse("https://code.example/a-1"));
  REQUIRE(values);
  CHECK(*values == FieldValues{{"name", "a-1"}});
  CHECK_FALSE(page->match(*Account::parse("https://code.example/abcdef")));
  CHECK_FALSE(page->match(*Account::parse("https://code.example/")));

  const auto mimi = AccountTemplate::parse("mimi://{host}/u/{name}", fields(mimi_fields));
  const auto user = mimi->match(*Account::parse("mimi://im.example/u/Zo\xc3\xab :)"));
  REQUIRE(user);
  CHECK(*user == FieldValues{{"host", "im.example"}, {"name", "Zo\xc3\xab :)"}});
  CHECK_FALSE(mimi->match(*Account::parse("mimi://im.example/p/alice")));
  CHECK_FALSE(mimi->match(*Account::parse("mimi://im.example")));
  CHECK_FALSE(AccountTemplate().match(*Account::parse("dns:alice.example")));
}

TEST_CASE("account template: every other character in place of a literal one, does not match") {
  const auto parsed = AccountTemplate::parse("https://my.code.example/u.v/{name}", fields(name_field));
  const std::string whole = "https://my.code.example/u.v/alice";
  REQUIRE(parsed);
  REQUIRE(parsed->match(*Account::parse(whole)));
  std::size_t accounts = 0;
  for (std::size_t at = 0; at < whole.size() - std::string_view("alice").size(); ++at) {
    for (const char other : std::string_view("a-x0./")) {
      std::string changed = whole;
      changed[at] = other;
      const auto account = Account::parse(changed);
      if (!account || changed == whole) continue;
      ++accounts;
      INFO(changed);
      CHECK_FALSE(parsed->match(*account));
    }
  }
  CHECK(accounts > 50);
}

TEST_CASE("text template: URLs that could ask something else, refused") {
  const auto parsed = [](std::string_view text, std::string_view yaml) {
    return TextTemplate::parse(text, fields(yaml), TextTemplate::Use::url).has_value();
  };
  CHECK(parsed("https://{host}/x", host_field));
  CHECK(parsed("https://api.example/users?name={name}", name_field));
  CHECK_FALSE(parsed("http://{host}/x", host_field));
  CHECK_FALSE(parsed("https://{host}", host_field));
  CHECK_FALSE(parsed("https://{host}:8443/x", host_field));
  CHECK_FALSE(parsed("https://{host}@evil.example/x", host_field));
  CHECK_FALSE(parsed("https://evil{host}/x", host_field));
  CHECK_FALSE(parsed("https://{host}evil.example/x", host_field));
  CHECK_FALSE(parsed("https://code.example/x#{name}", name_field));
  CHECK_FALSE(parsed("https://code.example/{nmae}", name_field));
  CHECK_FALSE(parsed("file:///etc/passwd", name_field));
  CHECK_FALSE(parsed("https://code.example/?u={name}", "{name: mimi-name}"));
  CHECK_FALSE(parsed("https://code.example/?u={name}", "{name: {chars: \"a-z +\", min: 1, max: 9}}"));
  CHECK_FALSE(parsed("https://code.example/?u={name}", "{name: {chars: \"a-z &\", min: 1, max: 9}}"));
}

TEST_CASE("text template: names of messenger users, percent-encoded in URLs and raw elsewhere") {
  const auto url =
      TextTemplate::parse("https://{host}/u/{name}", fields(mimi_fields), TextTemplate::Use::url);
  const auto shown = TextTemplate::parse("@{name}", fields(mimi_fields), TextTemplate::Use::plain);
  REQUIRE(url);
  REQUIRE(shown);
  const auto fill = [&](std::string_view name) {
    const auto account = Account::parse("mimi://im.example/u/" + std::string(name));
    REQUIRE(account);
    const FieldValues values = {{"host", "im.example"}, {"name", std::string(name)}};
    CHECK(*shown->fill(values) == "@" + std::string(name));
    const auto filled = url->fill(values);
    REQUIRE(filled);
    return *filled;
  };
  CHECK(fill("alice") == "https://im.example/u/alice");
  CHECK(fill("Zo\xc3\xab") == "https://im.example/u/Zo%C3%AB");
  CHECK(fill("\xe6\x9d\xb1\xe4\xba\xac") == "https://im.example/u/%E6%9D%B1%E4%BA%AC");
  CHECK(fill("a b") == "https://im.example/u/a%20b");
  CHECK(fill("a@b.example") == "https://im.example/u/a@b.example");
  CHECK(fill("<x>\"{y}|^`[z]") == "https://im.example/u/%3Cx%3E%22%7By%7D%7C%5E%60%5Bz%5D");
  CHECK(fill("...") == "https://im.example/u/...");
  CHECK(fill("!$&'()*+,;=:@-._~") == "https://im.example/u/!$&'()*+,;=:@-._~");
  CHECK(fill(std::string(128, '\x20')).size() == 21 + 3 * 128);
}

TEST_CASE("text template: values that make another path or a name that is too long, refused") {
  const auto url =
      TextTemplate::parse("https://{host}/u/{name}", fields(mimi_fields), TextTemplate::Use::url);
  for (const std::string name : {".", "..", "a/b", "../p/alice"}) {
    INFO(name);
    CHECK_FALSE(url->fill({{"host", "im.example"}, {"name", name}}));
  }
  CHECK_FALSE(url->fill({{"name", "alice"}}));
  const auto dns =
      TextTemplate::parse("_cross-signature.{host}", fields(host_field), TextTemplate::Use::dns_name);
  REQUIRE(dns);
  CHECK(*dns->fill({{"host", "alice.example"}}) == "_cross-signature.alice.example");
  std::string longest;
  for (int i = 0; i < 4; ++i) longest += std::string(59, 'a') + ".";
  CHECK_FALSE(dns->fill({{"host", longest + "example"}}));
  CHECK_FALSE(TextTemplate::parse("_x y.{host}", fields(host_field), TextTemplate::Use::dns_name));
  CHECK_FALSE(TextTemplate::parse("x_y.{host}", fields(host_field), TextTemplate::Use::dns_name));
}

}  // namespace quorate
