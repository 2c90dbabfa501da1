#include "config/contact.hpp"

#include "tests/show.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace quorate {
namespace {

constexpr std::string_view accounts = "accounts: [\"https://alice.example/\"]\n";
constexpr std::string_view some_kid =
    "urn:ietf:params:oauth:jwk-thumbprint:sha-256:COw47O99-7l8kmEYoQiJLB9NAMkqBjwKYawryjELPS8";

std::string error_of(const std::string& bytes) {
  const auto contact = load_contact("c.yaml", bytes);
  return contact ? "loaded" : contact.error().detail;
}

std::string with(std::string_view line) { return std::string(accounts) + std::string(line) + "\n"; }

}  // namespace

TEST_CASE("load contact: everything that may stand in one, read") {
  const auto contact = load_contact("c.yaml",
                                    "name: Zo\xc3\xab\n"
                                    "subject: mimi://im.example/u/Zo\xc3\xab\n"
                                    "key: " +
                                        std::string(some_kid) +
                                        "\n"
                                        "accounts:\n"
                                        "  - https://zoe.example/\n"
                                        "  - mimi://im.example/u/Zo\xc3\xab\n"
                                        "  - dns:zoe.example\n"
                                        "policy: {hostile: 2, accept: [confirmed, corroborated]}\n"
                                        "statements: [eyJhbGciOi.J9.AA]\n");
  REQUIRE(contact);
  CHECK(contact->name == "Zo\xc3\xab");
  CHECK(contact->subject == "mimi://im.example/u/Zo\xc3\xab");
  CHECK(contact->key == KeyName{KeyKind::native, std::string(some_kid)});
  CHECK_FALSE(contact->public_key);
  REQUIRE(contact->accounts.size() == 3);
  CHECK(contact->accounts[2].uri() == "dns:zoe.example");
  REQUIRE(contact->policy);
  CHECK(contact->policy->rule.hostile == 2U);
  CHECK_FALSE(contact->policy_file);
  CHECK(contact->statements == std::vector<std::string>{"eyJhbGciOi.J9.AA"});
}

TEST_CASE("load contact: accounts alone, are enough") {
  const auto contact = load_contact("c.yaml", accounts);
  REQUIRE(contact);
  CHECK_FALSE(contact->subject);
  CHECK_FALSE(contact->key);
  CHECK_FALSE(contact->policy);
}

TEST_CASE("load contact: a policy of its own file, left to the caller") {
  const auto contact = load_contact("c.yaml", with("policy: ../strict.yaml"));
  REQUIRE(contact);
  CHECK(contact->policy_file == "../strict.yaml");
  CHECK(error_of(with("policy: {hostil: 1}")).starts_with("c.yaml:2:10: policy: the key \"hostil\""));
  CHECK(error_of(with("policy: [a]")).starts_with("c.yaml:2:9:"));
  CHECK(error_of(with("policy: 3")).starts_with("c.yaml:2:9:"));
}

TEST_CASE("load contact: a key as JWK, gives its kid") {
  // The key of RFC 8037 appendix A.2 and its thumbprint of appendix A.3.
  const auto contact = load_contact(
      "c.yaml", with("key: {kty: OKP, crv: Ed25519, x: 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo}"));
  REQUIRE(contact);
  REQUIRE(contact->public_key);
  CHECK(contact->key->id == std::string(kid_prefix) + "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

TEST_CASE("load contact: a Keybase kid, gives a key of that kind") {
  const std::string kid = "0120" + std::string(64, 'a') + "0a";
  const auto contact = load_contact("c.yaml", with("key: " + kid));
  REQUIRE(contact);
  CHECK(contact->key == KeyName{KeyKind::keybase, kid});
}

TEST_CASE("load contact: what no key is, refused with the place") {
  for (const std::string& key :
       {"0120" + std::string(64, 'A') + "0a", "0120" + std::string(63, 'a') + "0a",
        "0121" + std::string(64, 'a') + "0a", std::string(some_kid) + "A",
        std::string(some_kid.substr(0, 60)), std::string("alice"), std::string("{kty: OKP}"),
        std::string("{kty: OKP, crv: Ed25519, x: AA}"),
        std::string("{typ: OKP, crv: Ed25519, x: 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo}"),
        std::string("{kty: OKP, crv: Ed25519, x: 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo, d: AA}"),
        std::string("{kty: [OKP]}"), std::string("[a]"), std::string("~"), std::string("5")}) {
    INFO(key);
    CHECK(error_of(with("key: " + key)).starts_with("c.yaml:2:"));
  }
}

TEST_CASE("load contact: accounts that are not canonical, refused with the spelling that is") {
  const auto error_for = [](const std::string& account) {
    return error_of("accounts:\n  - " + account + "\n");
  };
  CHECK(error_for("https://Alice.example/").ends_with("; write https://alice.example/"));
  CHECK(error_for("https://alice.example").ends_with("; write https://alice.example/"));
  CHECK(error_for("alice.example").ends_with("; write https://alice.example/"));
  CHECK(error_for("https://b\xc3\xbc"
                  "cher.example/")
            .ends_with("; write https://xn--bcher-kva.example/"));
  CHECK(error_for("http://alice.example/").starts_with("c.yaml:2:5: account URI: "));
  CHECK(error_for("http://alice.example/").find("; write") == std::string::npos);
  CHECK(error_for("https://code.example/a%2fb").starts_with("c.yaml:2:5:"));
  CHECK(error_for("5").starts_with("c.yaml:2:5: an account must be text"));
  CHECK(error_for("[a]").starts_with("c.yaml:2:5: an account is a list"));
}

TEST_CASE("load contact: an account with a login, read; anything else beside it, refused with the place") {
  const auto contact = load_contact(
      "c.yaml", "accounts: [https://a.example/, {uri: \"https://b.example/\", login: google}]\n");
  REQUIRE(contact);
  CHECK(contact->accounts.size() == 2);
  CHECK(contact->accounts[1].uri() == "https://b.example/");
  CHECK(contact->logins == std::map<std::string, std::string>{{"https://b.example/", "google"}});
  CHECK(error_of("accounts: [{uri: \"https://b.example/\"}]\n").find("\"login\" is missing") !=
        std::string::npos);
  CHECK(error_of("accounts: [{login: google}]\n").find("\"uri\" is missing") != std::string::npos);
  CHECK(error_of("accounts: [{uri: \"https://b.example/\", login: google, name: x}]\n").find("\"name\"") !=
        std::string::npos);
  CHECK(error_of("accounts: [{uri: \"https://b.example/\", login: Google}]\n").find("lower-case") !=
        std::string::npos);
  CHECK(error_of("accounts: [{uri: \"https://B.example/\", login: google}]\n")
            .find("write https://b.example/") != std::string::npos);
  CHECK(error_of("accounts: [https://a.example/, {uri: \"https://a.example/\", login: google}]\n")
            .find("stands twice") != std::string::npos);
  CHECK(error_of("accounts: [{uri: {a: b}, login: google}]\n") != "loaded");
}

TEST_CASE("load contact: no accounts, too many, or one twice, refused") {
  CHECK(error_of("name: a\n").find("the key \"accounts\" is missing") != std::string::npos);
  CHECK(error_of("accounts: []\n").starts_with("c.yaml:1:11:"));
  CHECK(error_of("accounts: https://alice.example/\n").starts_with("c.yaml:1:11:"));
  CHECK(error_of("accounts:\n  - https://a.example/\n  - https://a.example/\n")
            .starts_with("c.yaml:3:5: https://a.example/ stands twice"));
  std::string many = "accounts:\n";
  for (int i = 1; i <= 32; ++i) many += "  - https://a" + std::to_string(i) + ".example/\n";
  CHECK(error_of(many) == "loaded");
  CHECK(error_of(many + "  - https://b.example/\n")
            .starts_with("c.yaml:2:3: \"accounts\" must have 1 to 32 items, and has 33"));
}

TEST_CASE("load contact: unknown keys, bad subjects and bad statements, refused with the place") {
  CHECK(error_of(with("acounts: []")).starts_with("c.yaml:2:1: contact: the key \"acounts\" is not known"));
  CHECK(error_of(with("subject: alice")).starts_with("c.yaml:2:10: contact: subject:"));
  CHECK(error_of(with("subject: mimi://im.example/x/alice")).starts_with("c.yaml:2:10: contact: "));
  CHECK(error_of(with("subject: ~")).starts_with("c.yaml:2:10:"));
  CHECK(error_of(with("statements: [\"a b\"]")).starts_with("c.yaml:2:14:"));
  CHECK(error_of(with("statements: []")).starts_with("c.yaml:2:13:"));
  CHECK(error_of(with("statements: [" + std::string(16 * 1024 + 1, 'a') + "]")).starts_with("c.yaml:2:14:"));
  CHECK(error_of(std::string(accounts) + std::string(accounts))
            .starts_with("c.yaml:2:1: the key \"accounts\""));
  CHECK(error_of("").starts_with("c.yaml:1:1:"));
}

TEST_CASE("load contact: the demo town's contacts, load") {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(QUORATE_SOURCE_DIR) /
                                                               "fixtures/town/contacts")) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const auto contact = load_contact(entry.path().filename().string(), bytes.str());
    CHECK(contact);
    ++files;
  }
  CHECK(files >= 4);
}

}  // namespace quorate
