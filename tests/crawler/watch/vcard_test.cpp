#include "crawler/watch/contacts/vcard.hpp"

#include "config/contact.hpp"
#include "crawler/watch/contacts/content_line.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

const std::string kid_text =
    "urn:ietf:params:oauth:jwk-thumbprint:sha-256:COw47O99-7l8kmEYoQiJLB9NAMkqBjwKYawryjELPS8";

std::string card(const std::string& lines) {
  return "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Alice\r\n" + lines + "END:VCARD\r\n";
}

// The first fault, with its line.
std::string refusal(const std::string& bytes) {
  const auto cards = read_vcards("a.vcf", bytes);
  if (!cards) return cards.error().detail;
  for (const ImportedCard& card : *cards) {
    CHECK(card.fault.empty() != card.document.empty());
    if (!card.fault.empty()) return std::to_string(card.line) + ": " + card.fault;
  }
  return "";
}

}  // namespace

TEST_CASE("vcard: accounts and key become a contact file, whatever group, case and folding they stand in") {
  const auto cards = read_vcards(
      "a.vcf",
      card("KEY:" + kid_text +
           "\r\nitem1.impp;PREF=1:mimi://im.exa\r\n mple/u/alice\r\n"
           "URL;TYPE=\"home,work\":https://alice.example/\r\n"
           "SOCIALPROFILE;SERVICE-TYPE=Code:https://code.example/alice\r\nURL:https://alice.example/\r\n"));
  REQUIRE(cards);
  REQUIRE(cards->size() == 1);
  CHECK(cards->front().left_out.empty());
  const auto contact = load_contact("a.yaml", cards->front().document);
  REQUIRE(contact);
  CHECK(contact->name == "Alice");
  CHECK(contact->key->id == kid_text);
  REQUIRE(contact->accounts.size() == 3);
  CHECK(contact->accounts[0].uri() == "mimi://im.example/u/alice");
  CHECK(contact->accounts[2].uri() == "https://code.example/alice");
}

TEST_CASE("vcard: what a contact cannot hold is said") {
  const auto cards =
      read_vcards("a.vcf", card("KEY:data:application/pgp-keys;base64,AAAA\nURL:ftp://a.example/\n"
                                "SOCIALPROFILE;VALUE=text;SERVICE-TYPE=X:alice\nEMAIL:a@a.example\n"
                                "URL:https://alice.example/\n"));
  REQUIRE(cards);
  CHECK(cards->front().left_out.size() == 4);
  CHECK(load_contact("a.yaml", cards->front().document)->accounts.size() == 1);
  CHECK(read_vcards("a.vcf", card("TEL:1\n"))->front().fault.find("no account") != std::string::npos);
}

TEST_CASE("vcard: a name cannot break out of the contact file") {
  const auto cards = read_vcards(
      "a.vcf",
      "BEGIN:VCARD\nVERSION:4.0\nFN:A\\naccounts: [\\, x] \"'#\nURL:https://alice.example/\nEND:VCARD\n");
  REQUIRE(cards);
  const auto contact = load_contact("a.yaml", cards->front().document);
  REQUIRE(contact);
  CHECK(contact->accounts.size() == 1);
}

TEST_CASE("vcard: malformed, truncated and other versions are refused with their line") {
  CHECK(refusal("FN:A\n").starts_with("1: stands outside"));
  CHECK(refusal(" x\n").starts_with("1: goes on"));
  CHECK(refusal("BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\n").find("4.0") != std::string::npos);
  CHECK(refusal("BEGIN:VCARD\nVERSION:4.0\nEND:VCARD\n").find("no name") != std::string::npos);
  CHECK(refusal("BEGIN:VCARD\nVERSION:4.0\nFN:  \nURL:https://a.example/\nEND:VCARD\n").find("no name") !=
        std::string::npos);
  CHECK(refusal("BEGIN:VCARD\nBEGIN:VCARD\n").starts_with("1: another card begins within it, in line 2"));
  CHECK(refusal("BEGIN:VCARD\nVERSION:4.0\nURL\n").starts_with("1: line 3 has no value"));
  CHECK(refusal("BEGIN:VCARD\n;:x\n").starts_with("1: line 2 "));
  CHECK(refusal("BEGIN:VCARD\nURL;X:y\n").starts_with("1: line 2 "));
  CHECK(refusal("BEGIN:VCARD\nNOTE:\xff\n").find("UTF-8") != std::string::npos);
  const std::string whole = card("URL:https://alice.example/\r\n");
  for (std::size_t cut = 1; cut + 2 < whole.size(); ++cut) CHECK_FALSE(refusal(whole.substr(0, cut)).empty());
  CHECK(read_vcards("a.vcf", "")->empty());
  CHECK_FALSE(read_content_lines("NOTE:" + std::string(100, 'x') + "\n", 50).front().fault.empty());
  const auto folded = read_content_lines("NOTE:\n " + std::string(100, 'x') + "\nFN:A\n", 50);
  REQUIRE(folded.size() == 2);
  CHECK_FALSE(folded.front().fault.empty());
  CHECK(folded.back().value == "A");
}

TEST_CASE("vcard: a card with a fault leaves the others as they are") {
  const std::string good = card("URL:https://alice.example/\r\n");
  for (const std::string& bad :
       {std::string("BEGIN:VCARD\nVERSION:3.0\nFN:B\nURL:https://b.example/\nEND:VCARD\n"),
        std::string("BEGIN:VCARD\nVERSION:4.0\nFN:B\nURL:https://b.example/\n"),
        std::string("BEGIN:VCARD\nVERSION:4.0\nFN:B\n;\n\xff\nURL:https://b.example/\nEND:VCARD\n"),
        std::string("no card\nat all\n"), card("TEL:1\n")}) {
    INFO(bad);
    const auto cards = read_vcards("a.vcf", good + bad + good);
    REQUIRE(cards);
    REQUIRE(cards->size() == 3);
    CHECK((*cards)[0].document == read_vcards("a.vcf", good)->front().document);
    CHECK_FALSE((*cards)[1].fault.empty());
    CHECK((*cards)[1].document.empty());
    CHECK((*cards)[1].line == 6);
    CHECK((*cards)[2].document == (*cards)[0].document);
  }
}

TEST_CASE("vcard: accounts beyond the limit are counted in one line") {
  std::string lines;
  for (int i = 0; i < 40; ++i) lines += "URL:https://a" + std::to_string(i) + ".example/\n";
  const auto cards = read_vcards("a.vcf", card(lines));
  REQUIRE(cards);
  REQUIRE(cards->front().left_out.size() == 1);
  CHECK(cards->front().left_out.front().ends_with(": 8 more"));
  CHECK(load_contact("a.yaml", cards->front().document)->accounts.size() == 32);
}

}  // namespace quorate
