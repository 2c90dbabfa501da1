#include "crawler/contacts.hpp"

#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

Result<std::vector<Contact>> contacts(std::vector<std::string> targets, const std::string& key = "",
                                      const std::string& policy = "") {
  CheckCommand command;
  command.targets = std::move(targets);
  command.key = key;
  command.policy = policy;
  return read_contacts(command, Operators("1", {{"forge", "Forge", "", {"forge.org"}}}, {}));
}

}  // namespace

TEST_CASE("read contacts: accounts and domains of one command line, one contact, each account once") {
  const auto read = contacts({"alice.example", "https://Alice.example", "mimi://im.example/u/alice"});
  REQUIRE(read);
  REQUIRE(read->size() == 1);
  CHECK(read->front().accounts.size() == 2);
  CHECK_FALSE(read->front().subject);
}

TEST_CASE("read contacts: neither file nor account, refused with what was typed") {
  CHECK(contacts({"alice"}).error().detail.find("\"alice\"") == 0);
  CHECK_FALSE(contacts({"http://alice.example/"}));
  CHECK_FALSE(contacts({"missing.yaml"}));
  CHECK_FALSE(contacts({"alice.example"}, "urn:ietf:params:oauth:jwk-thumbprint:sha-256:short"));
  CHECK_FALSE(contacts({"alice.example"}, "no-such-file"));
}

TEST_CASE("read contacts: expected key as a kid, native or Keybase, put into the contact") {
  const std::string native =
      "urn:ietf:params:oauth:jwk-thumbprint:sha-256:YgHnupF3wYUyFx8i06qQHMwq7I-VeShwmpTjgKdC1Ek";
  CHECK(contacts({"alice.example"}, native)->front().key == KeyName{KeyKind::native, native});
  const std::string keybase = "0120" + std::string(64, 'a') + "0a";
  CHECK(contacts({"alice.example"}, keybase)->front().key == KeyName{KeyKind::keybase, keybase});
}

TEST_CASE("read contacts: more accounts than a contact holds, refused") {
  std::vector<std::string> many;
  for (int i = 0; i < 33; ++i) many.push_back("a" + std::to_string(i) + ".example");
  CHECK_FALSE(contacts(many));
  many.pop_back();
  CHECK(contacts(many));
}

TEST_CASE("read contacts: a login by an operator that no file has, refused") {
  const TempDirectory folder;
  const auto read = [&](const std::string& login) {
    return contacts(
        {folder.write("c.yaml", "accounts: [{uri: https://alice.example/, login: " + login + "}]\n")});
  };
  REQUIRE(read("forge"));
  CHECK(read("forge")->front().logins.at("https://alice.example/") == "forge");
  CHECK(read("ghost").error().detail.find("https://alice.example/: \"login\" names ghost") == 0);
}

TEST_CASE("read contacts: a policy that does not fit the accounts or the tables, refused") {
  const TempDirectory folder;
  const std::string fits =
      folder.write("fits.yaml", "merge: [[forge, alice.example]]\nrequired: [https://alice.example/]\n");
  const auto read = contacts({"alice.example"}, "", fits);
  REQUIRE(read);
  REQUIRE(read->front().policy);
  CHECK(read->front().policy->required.size() == 1);
  CHECK_FALSE(contacts({"bob.example"}, "", fits));
  const std::string ghost = folder.write("ghost.yaml", "merge: [[ghost, alice.example]]\n");
  CHECK(contacts({"alice.example"}, "", ghost).error().detail.find("\"ghost\"") != std::string::npos);
}

}  // namespace quorate
