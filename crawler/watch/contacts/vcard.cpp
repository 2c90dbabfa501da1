#include "crawler/watch/contacts/vcard.hpp"

#include "config/contact.hpp"
#include "crawler/watch/contacts/content_line.hpp"
#include "proofs/encoding/json.hpp"
#include "proofs/encoding/utf8.hpp"

#include <algorithm>
#include <set>

namespace quorate {
namespace {

constexpr std::size_t longest_shown = 120;
constexpr std::size_t longest_name = 256;

std::string shown(const std::string& text) { return printable(text, longest_shown); }

// What a card says as it stands, before it is known whether that makes a contact.
struct Draft {
  std::string name;
  std::vector<Account> accounts;
  std::string key;
  std::set<std::string> passed_over;  // names of properties that have nothing to do with accounts
  std::vector<std::string> left_out;
};

void read_account(const ContentLine& line, Draft& draft) {
  // A URI stands there as it is; but many programs escape its commas and semicolons.
  const std::string value = unescaped(line.value);
  const auto account = account_from_typed(value);
  if (!account || value.find(':') == std::string::npos) {
    draft.left_out.push_back(line.name + " " + shown(value) + ": " +
                             (account ? "no URI" : printable(account.error().detail, longest_shown)));
  } else if (std::find(draft.accounts.begin(), draft.accounts.end(), *account) != draft.accounts.end()) {
    return;
  } else if (draft.accounts.size() == max_contact_accounts) {
    draft.left_out.push_back(line.name + " " + shown(value) + ": more than 32 accounts");
  } else {
    draft.accounts.push_back(*account);
  }
}

void read_key(const ContentLine& line, Draft& draft) {
  std::string value = unescaped(line.value);
  if (value.starts_with("data:"))
    if (const std::size_t comma = value.find(','); comma != value.npos && value.find(";base64") > comma)
      value = value.substr(comma + 1);
  if (!parse_kid(value) && !is_keybase_kid(value))
    draft.left_out.push_back("KEY " + shown(value) + ": neither a kid nor that of a Keybase key");
  else if (!draft.key.empty() && draft.key != value)
    draft.left_out.push_back("KEY " + shown(value) + ": a contact has one key, and the first is taken");
  else
    draft.key = value;
}

// JSON texts are YAML texts.
std::string quoted(const std::string& text) { return json::write(json::Value::string(text)); }

ImportedCard finish(Draft draft) {
  ImportedCard card{std::move(draft.name), {}, std::move(draft.left_out)};
  if (!draft.passed_over.empty()) {
    std::string names;
    for (const std::string& name : draft.passed_over) names += (names.empty() ? "" : ", ") + name;
    card.left_out.push_back(names + ": no accounts");
  }
  if (draft.accounts.empty()) return card;
  card.document = "name: " + quoted(card.name) + "\n";
  if (!draft.key.empty()) card.document += "key: " + quoted(draft.key) + "\n";
  card.document += "accounts:\n";
  for (const Account& account : draft.accounts) card.document += "  - " + quoted(account.uri()) + "\n";
  return card;
}

}  // namespace

Result<std::vector<ImportedCard>> read_vcards(std::string_view file, std::string_view bytes) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";  // some programs write one
  if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  const auto lines = read_content_lines(file, bytes, max_card_line_bytes);
  if (!lines) return lines.error();
  const auto wrong = [&](std::size_t line, std::string_view why) {
    return Error{Code::bad_config, std::string(file) + ":" + std::to_string(line) + ": " + std::string(why)};
  };
  std::vector<ImportedCard> cards;
  std::optional<Draft> draft;
  bool version = false;
  static const std::set<std::string> silent = {"VERSION", "PRODID", "REV",   "UID",
                                               "KIND",    "N",      "BEGIN", "END"};
  for (const ContentLine& line : *lines) {
    const bool of_card = line.value == "VCARD" || line.value == "vcard";
    if (line.name == "BEGIN" && of_card) {
      if (draft) return wrong(line.line, "a card begins within another one");
      if (cards.size() == max_cards) return wrong(line.line, "more than 100000 cards in one file");
      draft.emplace();
      version = false;
    } else if (!draft) {
      return wrong(line.line, "stands outside of BEGIN:VCARD and END:VCARD");
    } else if (line.name == "END" && of_card) {
      if (!version) return wrong(line.line, "the card is not of version 4.0 (VERSION:4.0)");
      if (draft->name.empty()) return wrong(line.line, "the card has no name (FN)");
      cards.push_back(finish(std::move(*draft)));
      draft.reset();
    } else if (line.name == "VERSION") {
      version = line.value == "4.0";
    } else if (line.name == "FN") {
      if (draft->name.empty()) draft->name = printable(unescaped(line.value), longest_name);
    } else if (line.name == "KEY") {
      read_key(line, *draft);
    } else if (line.name == "IMPP" || line.name == "URL" || line.name == "SOCIALPROFILE") {
      read_account(line, *draft);
    } else if (silent.count(line.name) == 0) {
      draft->passed_over.insert(line.name);
    }
  }
  if (draft) return wrong(lines->back().line, "the file ends within a card");
  return cards;
}

}  // namespace quorate
