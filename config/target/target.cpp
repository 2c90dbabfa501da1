#include "config/target/target.hpp"

#include "config/target/csv.hpp"
#include "proofs/encoding/json.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::size_t max_depth = 3;
constexpr std::size_t max_id_bytes = 1000;

Error wrong(std::string what) { return {Code::bad_argument, std::move(what)}; }

Result<void> add_account(std::string_view typed, Contact& contact) {
  auto account = account_from_typed(typed);
  if (!account) return account.error();
  if (std::find(contact.accounts.begin(), contact.accounts.end(), *account) != contact.accounts.end())
    return {};
  if (contact.accounts.size() == max_contact_accounts)
    return wrong("more than " + std::to_string(max_contact_accounts) + " accounts");
  contact.accounts.push_back(std::move(*account));
  return {};
}

// With white space between them.
Result<void> add_accounts(std::string_view list, Contact& contact) {
  constexpr std::string_view white = " \t\r\n";
  while (true) {
    const std::size_t begin = list.find_first_not_of(white);
    if (begin == list.npos) return {};
    list.remove_prefix(begin);
    const std::string_view word = list.substr(0, list.find_first_of(white));
    list.remove_prefix(word.size());
    if (const auto added = add_account(word, contact); !added) return added;
  }
}

Result<void> set_id(std::string_view id, Target& target) {
  if (id.size() > max_id_bytes)
    return wrong("\"id\" is longer than " + std::to_string(max_id_bytes) + " bytes");
  target.id = id;
  return {};
}

Result<void> set_subject(std::string_view subject, Contact& contact) {
  if (const auto checked = check_subject(subject); !checked) return checked;
  contact.subject = std::string(subject);
  return {};
}

Result<void> set_key(std::string_view key, Contact& contact) {
  if (is_keybase_kid(key)) {
    contact.key = KeyName{KeyKind::keybase, std::string(key)};
  } else if (const auto parsed = parse_kid(key)) {
    contact.key = KeyName{KeyKind::native, std::string(key)};
  } else {
    return wrong("\"key\" is no kid: " + parsed.error().detail);
  }
  return {};
}

// A value that is not there is no error; `set` is told the others.
template <class Set, class Into>
Result<void> set_text(const json::Value& value, std::string_view name, Set set, Into& into) {
  if (value.kind() == json::Kind::null) return {};
  if (!value.is_string()) return wrong("\"" + std::string(name) + "\" must be a text");
  return set(value.text(), into);
}

Result<void> set_member(const json::Member& member, Target& target) {
  const auto& [name, value] = member;
  if (name == "id") return set_text(value, name, set_id, target);
  if (name == "subject") return set_text(value, name, set_subject, target.contact);
  if (name == "key") return set_text(value, name, set_key, target.contact);
  if (name != "accounts")
    return wrong("unknown member \"" + name.substr(0, 40) + "\"; known are accounts, id, subject, key");
  if (!value.is_array()) return wrong("\"accounts\" must be a list");
  for (const json::Value& item : value.items()) {
    if (!item.is_string()) return wrong("\"accounts\" must be a list of texts");
    if (const auto added = add_account(item.text(), target.contact); !added) return added;
  }
  return {};
}

Result<Target> read_json(std::string_view record) {
  const auto value = json::parse(record, max_depth);
  if (!value) return value.error();
  if (!value->is_object()) return Error{Code::bad_json, "a JSON object is wanted"};
  Target target;
  for (const json::Member& member : value->members())
    if (const auto done = set_member(member, target); !done) return done.error();
  return target;
}

}  // namespace

Result<void> TargetReader::header(std::string_view record) {
  auto columns = split_csv(record);
  if (!columns) return columns.error();
  columns_ = std::move(*columns);
  const auto is_account = [](const std::string& name) { return name == "account" || name == "accounts"; };
  if (std::none_of(columns_.begin(), columns_.end(), is_account))
    return wrong("the header names no column `account` or `accounts`; the others are id, subject, key");
  return {};
}

Result<Target> TargetReader::read_csv(std::string_view record) const {
  const auto fields = split_csv(record);
  if (!fields) return fields.error();
  if (fields->size() != columns_.size())
    return wrong(std::to_string(fields->size()) + " fields, and the header has " +
                 std::to_string(columns_.size()));
  Target target;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::string& name = columns_[i];
    const std::string& field = (*fields)[i];
    Result<void> done;
    if (field.empty()) continue;
    if (name == "account" || name == "accounts") done = add_accounts(field, target.contact);
    if (name == "id") done = set_id(field, target);
    if (name == "subject") done = set_subject(field, target.contact);
    if (name == "key") done = set_key(field, target.contact);
    if (!done) return done.error();
  }
  return target;
}

Result<Target> TargetReader::read(std::string_view record) const {
  Result<Target> target = Target{};
  switch (format_) {
    case InputFormat::plain:
      if (record.find('\r') != record.npos)
        return wrong("a carriage return inside of the line: lines end with LF or CRLF");
      if (const auto added = add_accounts(record, target->contact); !added) return added.error();
      break;
    case InputFormat::ndjson:
      target = read_json(record);
      break;
    case InputFormat::csv:
      target = read_csv(record);
      break;
  }
  if (target && target->contact.accounts.empty()) return wrong("no account");
  return target;
}

}  // namespace quorate
