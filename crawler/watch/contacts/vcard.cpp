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
  std::size_t line = 1;
  std::string name;
  std::vector<Account> accounts;
  std::size_t too_many = 0;  // accounts beyond those that a contact can have
  std::string key;
  bool version_4 = false;
  std::set<std::string> passed_over;  // names of properties that have nothing to do with accounts
  std::vector<std::string> left_out;
  std::string fault;
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
    ++draft.too_many;
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

// The first fault stands.
void blame(Draft& draft, std::string why) {
  if (draft.fault.empty()) draft.fault = std::move(why);
}

ImportedCard finish(Draft draft) {
  if (!draft.version_4) blame(draft, "the card is not of version 4.0 (VERSION:4.0)");
  if (draft.name.find_first_not_of(' ') == std::string::npos) blame(draft, "the card has no name (FN)");
  if (draft.accounts.empty()) blame(draft, "it names no account that can be checked");
  ImportedCard card;
  card.line = draft.line;
  card.name = std::move(draft.name);
  card.left_out = std::move(draft.left_out);
  card.fault = std::move(draft.fault);
  if (draft.too_many > 0)
    card.left_out.push_back("a contact has up to " + std::to_string(max_contact_accounts) +
                            " accounts, and the first are taken: " + std::to_string(draft.too_many) +
                            " more");
  if (!draft.passed_over.empty()) {
    std::string names;
    for (const std::string& name : draft.passed_over) names += (names.empty() ? "" : ", ") + name;
    card.left_out.push_back(names + ": no accounts");
  }
  if (!card.fault.empty()) return card;
  card.document = "name: " + quoted(card.name) + "\n";
  if (!draft.key.empty()) card.document += "key: " + quoted(draft.key) + "\n";
  card.document += "accounts:\n";
  for (const Account& account : draft.accounts) card.document += "  - " + quoted(account.uri()) + "\n";
  return card;
}

void read_property(const ContentLine& line, Draft& draft) {
  static const std::set<std::string> silent = {"PRODID", "REV", "UID", "KIND", "N", "BEGIN", "END"};
  if (line.name == "VERSION") {
    draft.version_4 = line.value == "4.0";
  } else if (line.name == "FN") {
    if (draft.name.empty()) draft.name = printable(unescaped(line.value), longest_name);
  } else if (line.name == "KEY") {
    read_key(line, draft);
  } else if (line.name == "IMPP" || line.name == "URL" || line.name == "SOCIALPROFILE") {
    read_account(line, draft);
  } else if (silent.count(line.name) == 0) {
    draft.passed_over.insert(line.name);
  }
}

ImportedCard stray(const ContentLine& line) {
  ImportedCard card;
  card.line = line.line;
  card.fault = line.fault.empty() ? "stands outside of BEGIN:VCARD and END:VCARD" : line.fault;
  return card;
}

}  // namespace

Result<std::vector<ImportedCard>> read_vcards(std::string_view file, std::string_view bytes) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";  // some programs write one
  if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  std::vector<ImportedCard> cards;
  std::optional<Draft> draft;
  bool outside = false;  // and said so
  const auto end = [&](std::string fault) {
    if (!fault.empty()) blame(*draft, std::move(fault));
    cards.push_back(finish(std::move(*draft)));
    draft.reset();
  };
  for (const ContentLine& line : read_content_lines(bytes, max_card_line_bytes)) {
    const bool of_card = line.value == "VCARD" || line.value == "vcard";
    if (line.name == "BEGIN" && of_card) {
      if (draft) end("another card begins within it, in line " + std::to_string(line.line));
      if (cards.size() >= max_cards)
        return Error{Code::bad_config, std::string(file) + ":" + std::to_string(line.line) +
                                           ": more than 100000 cards in one file"};
      draft.emplace();
      draft->line = line.line;
      outside = false;
    } else if (!draft) {
      if (!outside) cards.push_back(stray(line));
      outside = true;
    } else if (line.name == "END" && of_card) {
      end("");
    } else if (!line.fault.empty()) {
      blame(*draft, "line " + std::to_string(line.line) + " " + line.fault);
    } else {
      read_property(line, *draft);
    }
  }
  if (draft) end("the file ends within the card");
  return cards;
}

}  // namespace quorate
