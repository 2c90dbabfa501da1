#include "config/contact.hpp"

#include "config/accounts.hpp"
#include "config/yaml/reader.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr Range statement_count = {1, 32};
constexpr std::size_t max_token_bytes = std::size_t{16} * 1024;  // statement.md section 1

Result<PublicKey> read_jwk(const YamlNode& node) {
  json::Value jwk = json::Value::object();
  for (const YamlMember& member : node.members) {
    const auto text = read_string(member.value, "\"" + member.key + "\"");
    if (!text) return text.error();
    jwk.add(member.key, json::Value::string(*text));
  }
  auto key = key_from_jwk(jwk);
  if (!key) return error_at(node.place, key.error().detail);
  return key;
}

Result<void> read_key(const YamlNode& node, Contact& contact) {
  if (node.kind == YamlNode::Kind::map) {
    const auto key = read_jwk(node);
    if (!key) return key.error();
    contact.public_key = *key;
    contact.key = KeyName{KeyKind::native, kid(*key)};
    return {};
  }
  const auto text = read_string(node, "\"key\"");
  if (!text) return text.error();
  if (is_keybase_kid(*text)) {
    contact.key = KeyName{KeyKind::keybase, *text};
  } else if (parse_kid(*text)) {
    contact.key = KeyName{KeyKind::native, *text};
  } else {
    return error_at(
        node.place,
        "\"key\" must be a kid (" + std::string(kid_prefix) +
            "...), the kid of a Keybase key (70 hexadecimal digits, 0120...0a), or a JWK as a mapping");
  }
  return {};
}

std::vector<std::string> read_statements(MapReader& reader, const YamlNode& node) {
  auto tokens = reader.keep(read_strings(node, "\"statements\"", statement_count));
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].size() > max_token_bytes || tokens[i].find_first_of(" \t\r\n") != std::string::npos)
      reader.fail_at(&node.items[i], "a statement is one line without spaces of at most 16 KiB");
  return tokens;
}

// An account may be a mapping, to say by whom its owner logs in.
void read_anchored(MapReader& reader, const YamlNode& node, Contact& contact) {
  YamlNode plain = node;
  for (YamlNode& item : plain.items) {
    if (item.kind != YamlNode::Kind::map) continue;
    const YamlNode entry = std::move(item);
    MapReader account(entry, "account");
    const YamlNode* uri = account.required("uri");
    const YamlNode* login = account.required("login");
    std::string id;
    if (login != nullptr) id = account.keep(read_id(*login, "\"login\""));
    if (uri != nullptr) item = *uri;
    if (const auto done = account.finish(); !done) return reader.fail(done.error());
    contact.logins.emplace(item.text, std::move(id));
  }
  contact.accounts = reader.keep(read_accounts(plain, "\"accounts\"", {1, max_contact_accounts}));
}

void read_contact_policy(MapReader& reader, const YamlNode& node, Contact& contact) {
  if (node.kind == YamlNode::Kind::map) {
    contact.policy = reader.keep(read_policy(node));
  } else {
    contact.policy_file = reader.keep(read_string(node, "\"policy\""));
  }
}

}  // namespace

Result<Contact> load_contact(std::string_view file, std::string_view bytes) {
  const auto root = parse_yaml(file, bytes);
  if (!root) return root.error();
  MapReader reader(*root, "contact");
  Contact contact;
  contact.name = reader.optional_string("name").value_or("");
  if (const YamlNode* subject = reader.find("subject")) {
    contact.subject = reader.keep(read_string(*subject, "\"subject\""));
    if (const auto checked = check_subject(*contact.subject); !checked)
      reader.fail_at(subject, checked.error().detail);
  }
  if (const YamlNode* key = reader.find("key")) reader.keep(read_key(*key, contact));
  if (const YamlNode* accounts = reader.required("accounts")) read_anchored(reader, *accounts, contact);
  if (const YamlNode* policy = reader.find("policy")) read_contact_policy(reader, *policy, contact);
  if (const YamlNode* known = reader.find("statements")) contact.statements = read_statements(reader, *known);
  if (const auto done = reader.finish(); !done) return done.error();
  return contact;
}

}  // namespace quorate
