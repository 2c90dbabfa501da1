#include "config/operators.hpp"

#include "config/shipped.hpp"
#include "proofs/identity/host.hpp"
#include "proofs/score/suffix_list.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <sstream>

namespace quorate {
namespace {

// A small file that loads; `from` in it is replaced by `to`.
std::string changed(std::string_view from, std::string_view to) {
  std::string file = R"(version: "1"
operators:
  - {id: owner, name: Owner, domains: []}
  - {id: forge, name: Forge, parent: owner, domains: [forge.org, forge-pages.net]}
  - {id: chat, name: Chat, parent: owner, domains: [chat.org]}
  - {id: other, name: Other, domains: [other.org]}
shared_hosts:
  - {host: chat.org, why: "every user has a name below it"}
)";
  if (!from.empty()) {
    const std::size_t at = file.find(from);
    REQUIRE(at != std::string::npos);
    file.replace(at, from.size(), to);
  }
  return file;
}

std::string error_after(std::string_view from, std::string_view to) {
  const auto operators = load_operators("o.yaml", changed(from, to));
  return operators ? "loaded" : operators.error().detail;
}

std::string company_of(const Operators& operators, std::string_view host) {
  const Operator* entry = operators.of(host);
  return entry == nullptr ? "" : operators.company(*entry).name;
}

std::string service_file(std::string_view operated_by, std::string_view host) {
  return "version: \"1\"\nservices:\n  - id: town-forge\n    name: Forge\n    operator: " +
         std::string(operated_by) + "\n    kind: code forge\n    account: \"https://" + std::string(host) +
         "/{name}\"\n"
         "    fields:\n      name: {chars: \"a-z\", min: 1, max: 9}\n"
         "    places:\n      - urls: [\"https://code.example/{name}\"]\n        max_bytes: page_bytes\n"
         "        owner: {html: .nickname, equals: \"{name}\"}\n"
         "        regions: [{html: .bio}]\n        formats: [cross_signature]\n"
         "    examples:\n      match: [\"https://" +
         std::string(host) + "/alice\"]\n      other: [\"https://else.example/Alice\"]\n";
}

std::string check_service(std::string_view operated_by, std::string_view host) {
  const auto services = load_services("s.yaml", service_file(operated_by, host));
  REQUIRE(services);
  const auto operators = load_operators("o.yaml", changed("other.org", "code.example"));
  REQUIRE(operators);
  const auto checked = check_operators(*services, *operators);
  return checked ? "fits" : checked.error().detail;
}

}  // namespace

TEST_CASE("check operators: one that no file has, or that does not run the host, refused with the place") {
  CHECK(check_service("other", "code.example") == "fits");
  CHECK(check_service("nobody", "code.example")
            .starts_with("s.yaml:3:5: town-forge: no operators file has an entry \"nobody\""));
  CHECK(check_service("forge", "code.example").find("runs by the operators file, and not forge") !=
        std::string::npos);
  CHECK(check_service("other", "elsewhere.example").find("no operator runs") != std::string::npos);
}

TEST_CASE("load operators: a file that says nothing wrong, loaded") {
  const auto operators = load_operators("o.yaml", changed("", ""));
  REQUIRE(operators);
  CHECK(operators->entries().size() == 4);
  CHECK(company_of(*operators, "a.b.forge-pages.net") == "Owner");
  CHECK(operators->of("a.b.forge-pages.net")->name == "Forge");
  CHECK(operators->shared_above("a.alice.chat.org") == "chat.org");
  CHECK(operators->shared_above("chat.org").empty());
}

TEST_CASE("load operators: claims that contradict each other, refused with the place") {
  CHECK(error_after("[other.org]", "[forge.org]") ==
        "o.yaml:6:40: forge.org is a domain of forge already, and other claims it, too; a domain has one "
        "operator");
  CHECK(error_after("[other.org]", "[www.forge.org]") ==
        "o.yaml:6:40: www.forge.org of other lies below forge.org of forge, and the two belong to different "
        "companies; one of the claims is wrong");
  CHECK(error_after("[chat.org]", "[chat.org, chat.forge.org]") == "loaded");  // one company
  CHECK(error_after("[chat.org]", "[chat.org, my.chat.org]").find("which covers it; remove it") !=
        std::string::npos);
  CHECK(error_after("[other.org]", "[other.org, other.org]").find("stands twice under other") !=
        std::string::npos);
  CHECK(error_after("id: other", "id: chat").starts_with("o.yaml:6:10: the id chat is taken"));
  CHECK(error_after("name: Other", "name: Chat")
            .starts_with("o.yaml:6:23: the name \"Chat\" is taken by chat"));
}

TEST_CASE("load operators: owners that are missing or own themselves, refused with the place") {
  CHECK(error_after("parent: owner, domains: [chat.org]", "parent: ghost, domains: [chat.org]")
            .starts_with("o.yaml:5:36: no entry has the id \"ghost\""));
  CHECK(error_after("name: Other,", "name: Other, parent: other,")
            .starts_with("o.yaml:6:38: other would own itself"));
  CHECK(error_after("name: Owner,", "name: Owner, parent: chat,")
            .starts_with("o.yaml:3:38: owner would own itself"));
  CHECK(error_after("[other.org]", "[]").starts_with("o.yaml:6:39: other has no domains and owns nobody"));
}

TEST_CASE("load operators: names, cover a label below every registry and the top level of that name") {
  const auto operators =
      load_operators("o.yaml", changed("[other.org]", "[other.org], names: [shop, the-shop]"));
  REQUIRE(operators);
  for (const char* host : {"shop.com", "shop.de", "alice.shop.co.uk", "shop.xyz", "a.b.the-shop.com.au",
                           "shop.blogspot.com.shop", "about.shop", "shop.unknown-top-level"})
    CHECK(company_of(*operators, host) == "Other");
  for (const char* host : {"my-shop.com", "shop.alice.com", "shop.github.io", "alice.com", "shop", "co.uk"}) {
    INFO(host);
    CHECK(company_of(*operators, host) == (std::string_view(host) == "shop" ? "Other" : ""));
  }
  // An own domain goes first.
  const auto both = load_operators("o.yaml", changed("domains: [chat.org]", "domains: [forge.chat]") + "");
  CHECK_FALSE(both);  // the shared host chat.org is nobody's then
  const auto parts = load_operators("o.yaml", changed("forge-pages.net]", "forge-pages.net], names: [chat]"));
  REQUIRE(parts);
  CHECK(parts->of("chat.org")->id == "chat");
  CHECK(parts->of("chat.de")->id == "forge");
}

TEST_CASE("load operators: names that cannot be, or that contradict others, refused with the place") {
  for (const char* name :
       {"Shop", "shop.com", "-shop", "\"*\"", "\"shop.*\"", "\"\"", "läden", "a_b", "\"a b\""}) {
    INFO(name);
    CHECK(error_after("[other.org]", "[other.org], names: [" + std::string(name) + "]")
              .starts_with("o.yaml:6:60:"));
  }
  CHECK(error_after("[other.org]", "[other.org], names: [SHOP]").find("is no label") != std::string::npos);
  CHECK(error_after("[other.org]", "[other.org], names: []").starts_with("o.yaml:6:59:"));
  CHECK(error_after("[other.org]", "[other.org], names: shop").starts_with("o.yaml:6:59:"));
  CHECK(error_after("[other.org]", "[other.org], names: [shop, shop]") ==
        "o.yaml:6:66: the name shop is one of other already; a name has one operator, and stands once");
  CHECK(error_after("[other.org]", "[other.org], names: [other]") == "loaded");
  CHECK(error_after("[other.org]", "[other.org], names: [forge]") ==
        "o.yaml:4:55: forge.org of forge is covered by the name forge of other, and the two belong to "
        "different "
        "companies; one of the claims is wrong");
  CHECK(error_after("[chat.org]", "[chat.org], names: [forge]") == "loaded");  // one company
  CHECK(error_after("[other.org]", "[a.chat], names: [other]") == "loaded");
  CHECK(error_after("[chat.org]}\n  - {id: other, name: Other, domains: [other.org]",
                    "[chat.org], names: [chat]}\n  - {id: other, name: Other, domains: [a.chat]")
            .starts_with("o.yaml:6:40: a.chat of other is covered by the name chat of chat"));
  CHECK(error_after("domains: []", "domains: [], names: [owner]").find("owner has names and no domain") !=
        std::string::npos);
  // In a second file, told where the new claim stands.
  const auto first = load_operators("o.yaml", changed("[other.org]", "[other.org], names: [shop]"));
  REQUIRE(first);
  const auto second = [&](const std::string& rest) {
    const auto more = load_operators(
        "more.yaml", "version: \"2\"\noperators:\n  - {id: x, name: X, domains: " + rest + "}\n", *first);
    return more ? "loaded" : more.error().detail;
  };
  CHECK(second("[x.org]") == "loaded");
  CHECK(second("[shop.com.au]")
            .starts_with("more.yaml:3:32: shop.com.au of x is covered by the name shop of other"));
  CHECK(second("[x.org], names: [shop]").starts_with("more.yaml:3:48: the name shop is one of other"));
  CHECK(second("[x.org], names: [chat]")
            .starts_with("more.yaml:3:48: chat.org of chat is covered by the name"));
}

TEST_CASE("load operators: keys, values and hosts that cannot stand there, refused with the place") {
  CHECK(error_after("domains: [other.org]", "domain: [other.org]").starts_with("o.yaml:6:30:"));
  CHECK(error_after("version:", "verson:").starts_with("o.yaml:1:1: operators file: the key \"verson\""));
  CHECK(error_after(", domains: [other.org]", "").find("the key \"domains\" is missing") !=
        std::string::npos);
  CHECK(error_after("id: other", "id: Other").find("lower-case letters") != std::string::npos);
  CHECK(error_after("id: other", "id: -other").find("lower-case letters") != std::string::npos);
  CHECK(error_after("[other.org]", "other.org").starts_with("o.yaml:6:39: \"domains\" must be a list"));
  for (const char* host : {"Other.org", "other.org.", "com", "192.0.2.1", "\"*.other.org\"", ".other.org",
                           "\"\"", "other.org/x", "https://other.org", "bücher.example"})
    CHECK(error_after("[other.org]", "[" + std::string(host) + "]").starts_with("o.yaml:6:40:"));
  CHECK(error_after("name: Other", "name: forge.org").find("is a host's, but none of its domains") !=
        std::string::npos);
  CHECK(error_after("name: Other", "name: Other.org") == "loaded");
  const auto none = load_operators("o.yaml", "version: \"1\"\noperators: []\n");
  CHECK_FALSE(none);
  const auto cut = load_operators("o.yaml", changed("", "").substr(0, 120));
  CHECK_FALSE(cut);
}

TEST_CASE(
    "load operators: the shipped file, blocks and issuers of those that serve others, each with a source") {
  const Operators operators = load_shipped_operators().value();
  const auto company_at = [&](std::string_view address) {
    const Operator* entry = operators.at(parse_address(address).value());
    return entry == nullptr ? "" : operators.company(*entry).name;
  };
  CHECK(company_at("185.199.108.153") == "Microsoft");
  CHECK(company_at("104.16.0.0") == "Cloudflare");
  CHECK(company_at("104.27.255.255") == "Cloudflare");
  CHECK(company_at("104.28.0.0") == "");
  CHECK(company_at("2606:4700:3030::1") == "Cloudflare");
  CHECK(company_at("151.101.1.140") == "Fastly");
  CHECK(company_at("198.185.159.144") == "Squarespace");
  CHECK(company_at("8.8.8.8") == "");
  CHECK(operators.find("cloudflare")->business == Operator::Business::cdn);
  CHECK(operators.find("github")->business == Operator::Business::service);
  CHECK(operators.issuing("Google Trust Services")->id == "google");
  CHECK(operators.issuing("Let's Encrypt") == nullptr);
  const auto publish = [](const Operator& entry) { return !entry.addresses.empty(); };
  CHECK(std::count_if(operators.entries().begin(), operators.entries().end(), publish) >= 12);
  std::istringstream lines{std::string(shipped_operators())};
  std::string before;
  for (std::string line; std::getline(lines, line); before = line) {
    INFO(line);
    if (line.starts_with("    addresses:")) CHECK(before.starts_with("    # addresses: https://"));
    if (line.starts_with("    issuers:")) CHECK(before.starts_with("    # issuers: https://"));
  }
}

TEST_CASE("load operators: addresses and issuers that cannot be or have two owners, refused with the place") {
  const auto with = [](std::string_view chat, std::string_view other) {
    std::string file = changed("[chat.org]", "[chat.org], " + std::string(chat));
    const std::size_t at = file.find("[other.org]") + std::string_view("[other.org]").size();
    return file.insert(at, ", " + std::string(other));
  };
  const auto refusal = [&](std::string_view chat, std::string_view other) {
    const auto operators = load_operators("o.yaml", with(chat, other));
    return operators ? "loaded" : operators.error().detail;
  };
  const std::string chat = "addresses: [192.0.2.0/24, 2001:db8::/32]";
  CHECK(refusal(chat, "addresses: [198.51.100.0/24]") == "loaded");
  CHECK(refusal(chat, "business: cdn") == "loaded");
  CHECK(refusal(chat, "business: bank").find("can only be cdn") != std::string::npos);
  CHECK(refusal(chat, "addresses: []").starts_with("o.yaml:6:"));
  CHECK(refusal(chat, "addresses: [192.0.2.1/24]").find("bits set behind its prefix") != std::string::npos);
  CHECK(refusal(chat, "addresses: [192.0.3.0]").find("no block of addresses") != std::string::npos);
  CHECK(refusal(chat, "addresses: [192.0.3.0/33]").find("number of bits") != std::string::npos);
  const std::string both = refusal(chat, "addresses: [198.51.100.0/24, 192.0.2.128/25]");
  CHECK(both.starts_with("o.yaml:6:"));
  CHECK(both.find("these addresses of other overlap with others of chat") != std::string::npos);
  CHECK(refusal("addresses: [192.0.2.0/24]", "addresses: [192.0.0.0/16]").find("of other overlap") !=
        std::string::npos);
  CHECK(refusal("addresses: [192.0.2.0/24, 192.0.2.7/32]", "business: cdn").find("of chat overlap") !=
        std::string::npos);
  CHECK(refusal("issuers: [Sign]", "issuers: [Sign]").find("is claimed by chat already") !=
        std::string::npos);
  CHECK(refusal("issuers: [Sign]", "issuers: [sign]") == "loaded");
  CHECK(error_after("domains: []", "domains: [], addresses: [192.0.2.0/24]").find("owner has no domain") !=
        std::string::npos);
  const auto first = load_operators("o.yaml", with(chat, "issuers: [Sign]"));
  REQUIRE(first);
  const auto second = load_operators(
      "more.yaml",
      "version: \"2\"\noperators:\n  - {id: x, name: X, domains: [x.org], addresses: [192.0.2.7/32]}\n",
      *first);
  REQUIRE_FALSE(second);
  CHECK(second.error().detail.starts_with("more.yaml:3:"));
}

TEST_CASE("load operators: shared hosts that nobody runs or that stand twice, refused with the place") {
  CHECK(error_after("host: chat.org", "host: users.chat.org") == "loaded");
  CHECK(error_after("host: chat.org", "host: nobody.org")
            .starts_with("o.yaml:8:5: no operator has the domain nobody.org"));
  CHECK(error_after("host: chat.org", "host: Chat.org").starts_with("o.yaml:8:12:"));
  CHECK(error_after(", why: \"every user has a name below it\"", "").find("\"why\" is missing") !=
        std::string::npos);
  const std::string twice = changed("", "") + "  - {host: chat.org, why: again}\n";
  const auto operators = load_operators("o.yaml", twice);
  REQUIRE_FALSE(operators);
  CHECK(operators.error().detail.starts_with("o.yaml:9:5: chat.org stands twice"));
}

TEST_CASE("load operators: a second file, adds to the first and cannot take anything from it") {
  const auto first = load_operators("o.yaml", changed("", ""));
  REQUIRE(first);
  const auto more = [&](const std::string& entry) {
    return load_operators("more.yaml", "version: \"2\"\noperators:\n  - " + entry + "\n", *first);
  };
  const auto added = more("{id: wiki, name: Wiki, parent: other, domains: [wiki.org]}");
  REQUIRE(added);
  CHECK(added->version() == "1 + 2");
  CHECK(added->entries().size() == 5);
  CHECK(company_of(*added, "wiki.org") == "Other");
  CHECK(company_of(*added, "forge.org") == "Owner");
  CHECK(added->shared_above("alice.chat.org") == "chat.org");
  for (const char* entry :
       {"{id: forge, name: Fork, domains: [fork.org]}", "{id: fork, name: Forge, domains: [fork.org]}",
        "{id: fork, name: Fork, domains: [forge.org]}", "{id: fork, name: Fork, domains: [www.forge.org]}"})
    CHECK_FALSE(more(entry));
  // A new domain above one that is known: told where the new one stands.
  const auto deep = load_operators("o.yaml", changed("[other.org]", "[pages.other.org]"));
  REQUIRE(deep);
  const auto above = load_operators(
      "more.yaml", "version: \"2\"\noperators:\n  - {id: fork, name: Fork, domains: [other.org]}\n", *deep);
  REQUIRE_FALSE(above);
  CHECK(above.error().detail.starts_with(
      "more.yaml:3:38: pages.other.org of other lies below other.org of fork"));
}

}  // namespace quorate
