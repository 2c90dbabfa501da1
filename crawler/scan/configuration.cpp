#include "crawler/scan/configuration.hpp"

#include "config/shipped.hpp"
#include "crawler/files.hpp"
#include "proofs/crypto/digest.hpp"
#include "proofs/encoding/base64.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace quorate {
namespace {

// Those who load the files have limits of their own, which are lower.
constexpr std::size_t max_file_bytes = std::size_t{256} * 1024 * 1024;

json::Value text_or_null(const std::string& text) {
  return text.empty() ? json::Value() : json::Value::string(text);
}

// Of the table that is built in and of the files that were added to it, in their order.
Result<std::string> digest_of(std::string_view shipped, const std::vector<std::string>& files) {
  Sha256 all;
  all.add(sha256(as_bytes(shipped)));
  for (const std::string& file : files) {
    const auto bytes = read_file(file, max_file_bytes);
    if (!bytes) return bytes.error();
    all.add(sha256(as_bytes(*bytes)));
  }
  return encode_hex(all.digest());
}

// Empty where no file is named.
Result<std::string> digest_of(const std::string& file) {
  if (file.empty()) return std::string();
  const auto bytes = read_file(file, max_file_bytes);
  if (!bytes) return bytes.error();
  return encode_hex(sha256(as_bytes(*bytes)));
}

std::vector<std::string> listed(const std::optional<std::string>& file) {
  return file ? std::vector<std::string>{*file} : std::vector<std::string>{};
}

}  // namespace

std::string kept_digest(const std::string& sha256, const Pseudonyms* pseudonyms) {
  return pseudonyms == nullptr || sha256.empty() ? sha256 : pseudonyms->digest(sha256);
}

Result<json::Value> scan_configuration(const ScanCommand& command, const std::string& settings_file,
                                       const Tables& tables, const Versions& versions,
                                       const NamedDigests& named, const Pseudonyms* pseudonyms) {
  const Settings& settings = tables.settings;
  std::optional<Error> error;
  const auto digest = [&](Result<std::string> sha256) {
    if (!sha256 && !error) error = sha256.error();
    return text_or_null(sha256 ? kept_digest(*sha256, pseudonyms) : "");
  };
  const Result<std::string> as_table =
      command.as_table.empty() ? digest_of(settings.as_table.value_or("")) : named.as_table;
  auto configuration =
      json::Value::object()
          .add("input_sha256", digest(named.input))
          .add("format", text_or_null(command.format ? std::string(text(*command.format)) : ""))
          .add("shard", text_or_null(command.shard))
          .add("sample", text_or_null(command.sample))
          .add("seed", json::Value::number(static_cast<std::int64_t>(command.seed)))
          .add("exclude_sha256", digest(named.exclude))
          .add("policy_sha256", digest(named.policy))
          .add("pseudonyms", text_or_null(pseudonyms != nullptr ? pseudonyms->fingerprint() : ""))
          .add("settings_sha256", digest(digest_of(settings_file)))
          .add("services_sha256", digest(digest_of(packed_services(), settings.services)))
          .add("operators_sha256", digest(digest_of(packed_operators(), settings.operators)))
          .add("limits_sha256", digest(digest_of(packed_limits(), listed(settings.limits))))
          .add("as_table_sha256", digest(as_table))
          .add("trust_anchor_sha256", digest(digest_of(settings.trust_anchor.value_or(""))))
          .add("ca_file_sha256", digest(digest_of(command.ca_file)))
          .add("resolver", text_or_null(command.resolver))
          .add("name_servers", json::Value::boolean(command.name_servers))
          .add("connect_to", text_or_null(command.connect_to))
          .add("proxy", text_or_null(command.proxy))
          .add("now", text_or_null(command.now))
          .add("contact", text_or_null(settings.contact.value_or("")))
          .add("program", json::Value::string(versions.program))
          .add("services", json::Value::string(versions.services))
          .add("operators", json::Value::string(versions.operators))
          .add("suffix_list", json::Value::string(versions.suffix_list));
  if (error) return *error;
  return configuration;
}

}  // namespace quorate
