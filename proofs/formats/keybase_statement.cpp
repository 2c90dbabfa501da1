#include "proofs/formats/keybase_statement.hpp"

#include <algorithm>

namespace quorate {
namespace {

// User names of Keybase have up to 16 characters, those of services some more; host names 253 (RFC 1035
// section 2.3.4). The limits keep a report from being flooded.
constexpr std::size_t max_name_bytes = 64;
constexpr std::size_t max_host_bytes = 253;
// Seconds that fit no date between 2001 and 5138 are milliseconds or nonsense; the sum of two cannot
// overflow.
constexpr UnixTime first_plausible_time = 1'000'000'000;
constexpr UnixTime end_of_plausible_times = 100'000'000'000;

constexpr std::string_view web_service_binding = "web_service_binding";

Error bad(std::string_view member) { return {Code::bad_json, "no usable \"" + std::string(member) + "\""}; }

// Visible ASCII only: the text goes into reports and must look like what it is.
bool is_plain(std::string_view text, std::size_t max_bytes) {
  return !text.empty() && text.size() <= max_bytes &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

// The integer member of that name in [low, end).
Result<std::int64_t> number_in(const json::Value& object, std::string_view name, std::int64_t low,
                               std::int64_t end) {
  const json::Value* value = object.find(name);
  if (value == nullptr) return bad(name);
  const auto number = value->integer();
  if (!number || *number < low || *number >= end) return bad(name);
  return *number;
}

Result<void> read_dates(const json::Value& object, KeybaseStatement& statement) {
  const auto made = number_in(object, "ctime", first_plausible_time, end_of_plausible_times);
  if (!made) return made.error();
  const auto lasts = number_in(object, "expire_in", 0, end_of_plausible_times);
  if (!lasts) return lasts.error();
  statement.signed_at = *made;
  statement.expires_at = *made + *lasts;
  return {};
}

Result<void> read_position(const json::Value& object, KeybaseStatement& statement) {
  const auto seqno = number_in(object, "seqno", 1, end_of_plausible_times);
  if (!seqno) return seqno.error();
  statement.seqno = *seqno;
  const json::Value* prev = object.find("prev");
  if (prev == nullptr || !(prev->is_string() || prev->kind() == json::Kind::null)) return bad("prev");
  if (prev->is_string()) statement.prev = prev->text();
  return {};
}

Result<void> read_key(const json::Value& body, KeybaseStatement& statement) {
  const json::Value* key = body.find("key");
  if (key == nullptr) return bad("key");
  const std::string* username = key->find_string("username");
  if (username == nullptr || !is_plain(*username, max_name_bytes)) return bad("username");
  statement.username = *username;
  if (const std::string* kid = key->find_string("kid"); kid != nullptr) statement.kid = *kid;
  return {};
}

// A web site is what has a protocol of the web and a host name, and nothing by which other services are
// named.
Result<void> read_service(const json::Value& body, KeybaseStatement& statement) {
  const std::string* type = body.find_string("type");
  if (type == nullptr) return bad("type");
  statement.claimed = "another kind of statement";
  if (*type != web_service_binding) return {};
  const json::Value* service = body.find("service");
  if (service == nullptr || !service->is_object()) return bad("service");
  const std::string* name = service->find_string("name");
  const bool named = name != nullptr && is_plain(*name, max_name_bytes);
  statement.claimed = named ? "the service " + *name : "another kind of service";
  for (const std::string_view other : {"name", "username", "domain"})
    if (service->find(other) != nullptr) return {};
  const std::string* protocol = service->find_string("protocol");
  if (protocol == nullptr || (*protocol != "http:" && *protocol != "https:")) return {};
  const std::string* host = service->find_string("hostname");
  if (host == nullptr || !is_plain(*host, max_host_bytes)) return bad("hostname");
  statement.host = *host;
  statement.claimed = *protocol + "//" + *host;
  return {};
}

std::vector<const json::Member*> sorted(const std::vector<json::Member>& members) {
  std::vector<const json::Member*> order;
  order.reserve(members.size());
  for (const json::Member& member : members) order.push_back(&member);
  std::ranges::sort(order, {}, [](const json::Member* member) { return std::string_view(member->first); });
  return order;
}

}  // namespace

Result<KeybaseStatement> read_keybase_statement(const json::Value& object) {
  const json::Value* body = object.find("body");
  const std::string* tag = object.find_string("tag");
  if (body == nullptr || !body->is_object()) return bad("body");
  if (tag == nullptr || *tag != "signature") return bad("tag");
  KeybaseStatement statement;
  const auto version = number_in(*body, "version", 1, end_of_plausible_times);
  if (!version) return version.error();
  statement.version = *version;
  if (const auto read = read_key(*body, statement); !read) return read.error();
  if (const auto read = read_position(object, statement); !read) return read.error();
  if (const auto read = read_dates(object, statement); !read) return read.error();
  if (const auto read = read_service(*body, statement); !read) return read.error();
  return statement;
}

bool same_json(const json::Value& first, const json::Value& second) {
  if (first.kind() != second.kind() || first.text() != second.text() || first.truth() != second.truth())
    return false;
  if (!std::ranges::equal(first.items(), second.items(), same_json)) return false;
  return std::ranges::equal(sorted(first.members()), sorted(second.members()),
                            [](const json::Member* one, const json::Member* other) {
                              return one->first == other->first && same_json(one->second, other->second);
                            });
}

}  // namespace quorate
