#include "config/limits.hpp"

#include "config/packed/tables.hpp"
#include "config/yaml/reader.hpp"

#include <array>

namespace quorate {
namespace {

constexpr std::uint32_t ten_minutes_ms = 600'000;
constexpr std::uint32_t mebibyte = 1024 * 1024;
constexpr std::uint32_t least_robots_bytes = 500 * 1024;  // RFC 9309 section 2.5
constexpr std::uint32_t year_days = 366;                  // as long as a statement can be valid

struct Row {
  std::string_view key;
  LimitMember member;
  Range range;  // outside of it a value is a slip: it would stop all work, or guard nothing
};

constexpr std::array<Row, 57> rows = {{
    {"connect_timeout_ms", &Limits::connect_timeout_ms, {10, ten_minutes_ms}},
    {"first_byte_timeout_ms", &Limits::first_byte_timeout_ms, {10, ten_minutes_ms}},
    {"total_timeout_ms", &Limits::total_timeout_ms, {10, ten_minutes_ms}},
    {"dns_timeout_ms", &Limits::dns_timeout_ms, {10, ten_minutes_ms}},
    {"discovery_timeout_ms", &Limits::discovery_timeout_ms, {10, ten_minutes_ms}},
    {"low_speed_bytes", &Limits::low_speed_bytes, {1, mebibyte}},
    {"low_speed_seconds", &Limits::low_speed_seconds, {1, 600}},
    {"header_bytes", &Limits::header_bytes, {1024, mebibyte}},
    {"header_lines", &Limits::header_lines, {10, 10'000}},
    {"page_bytes", &Limits::page_bytes, {1024, 64 * mebibyte}},
    {"well_known_bytes", &Limits::well_known_bytes, {1024, mebibyte}},
    {"keybase_bytes", &Limits::keybase_bytes, {1024, mebibyte}},
    {"decode_ratio", &Limits::decode_ratio, {2, 1000}},
    {"decode_ratio_from", &Limits::decode_ratio_from, {1024, mebibyte}},
    {"redirects", &Limits::redirects, {1, 3}},
    {"discovered_accounts", &Limits::discovered_accounts, {0, 1024}},
    {"discovered_requests", &Limits::discovered_requests, {0, 4096}},
    {"requests_in_flight", &Limits::requests_in_flight, {1, 10'000}},
    {"connections_per_host", &Limits::connections_per_host, {1, 64}},
    {"connecting_at_once", &Limits::connecting_at_once, {1, 100'000}},
    {"connections_kept", &Limits::connections_kept, {1, 100'000}},
    {"connection_age_seconds", &Limits::connection_age_seconds, {1, 3600}},
    {"rotation_days", &Limits::rotation_days, {1, year_days}},
    {"replacement_days", &Limits::replacement_days, {1, year_days}},
    {"replacement_looks", &Limits::replacement_looks, {2, 10'000}},
    {"lagging_days", &Limits::lagging_days, {1, year_days}},
    {"expiring_days", &Limits::expiring_days, {1, year_days}},
    {"absence_days", &Limits::absence_days, {1, 100 * year_days}},
    {"remembered_keys", &Limits::remembered_keys, {2, 8}},
    {"contacts_in_flight", &Limits::contacts_in_flight, {1, 10'000}},
    {"scan_targets_in_flight", &Limits::scan_targets_in_flight, {1, 10'000}},
    {"scan_requests_in_flight", &Limits::scan_requests_in_flight, {1, 10'000}},
    {"scan_connections_kept", &Limits::scan_connections_kept, {1, 100'000}},
    {"scan_findings_bytes", &Limits::scan_findings_bytes, {0, 1024 * mebibyte}},
    {"scan_robots_cache_bytes", &Limits::scan_robots_cache_bytes, {0, 1024 * mebibyte}},
    {"check_burst", &Limits::check_burst, {1, 10'000}},
    {"domain_interval_ms", &Limits::domain_interval_ms, {0, ten_minutes_ms}},
    {"domain_connections", &Limits::domain_connections, {1, 64}},
    {"requests_per_second", &Limits::requests_per_second, {1, 1'000'000}},
    {"longest_hold_ms", &Limits::longest_hold_ms, {0, ten_minutes_ms}},
    {"retries", &Limits::retries, {0, 10}},
    {"retry_first_ms", &Limits::retry_first_ms, {1, ten_minutes_ms}},
    {"robots_bytes", &Limits::robots_bytes, {least_robots_bytes, 64 * mebibyte}},
    {"robots_cache_bytes", &Limits::robots_cache_bytes, {0, 1024 * mebibyte}},
    {"findings_bytes", &Limits::findings_bytes, {0, 1024 * mebibyte}},
    {"reuse_seconds", &Limits::reuse_seconds, {0, 86'400}},
    {"report_names", &Limits::report_names, {100, 1'000'000}},
    {"api_connections", &Limits::api_connections, {1, 10'000}},
    {"api_visitor_connections", &Limits::api_visitor_connections, {1, 10'000}},
    {"api_header_bytes", &Limits::api_header_bytes, {1024, mebibyte}},
    {"api_header_lines", &Limits::api_header_lines, {8, 1000}},
    {"api_body_bytes", &Limits::api_body_bytes, {1024, mebibyte}},
    {"api_request_seconds", &Limits::api_request_seconds, {1, 600}},
    {"api_idle_seconds", &Limits::api_idle_seconds, {1, 3600}},
    {"api_streams", &Limits::api_streams, {1, 10'000}},
    {"api_burst", &Limits::api_burst, {1, 100'000}},
    {"api_interval_ms", &Limits::api_interval_ms, {0, ten_minutes_ms}},
}};

Result<Limits> read_over(const std::optional<Limits>& base, const YamlNode& root) {
  MapReader reader(root, "limits");
  Limits limits = base.value_or(Limits{});
  for (const Row& row : rows) {
    if (base) {
      limits.*row.member = reader.optional_integer(row.key, row.range).value_or(limits.*row.member);
    } else {
      limits.*row.member = reader.integer(row.key, row.range);
    }
  }
  if (limits.connect_timeout_ms > limits.total_timeout_ms ||
      limits.first_byte_timeout_ms > limits.total_timeout_ms)
    reader.fail_at(nullptr,
                   "total_timeout_ms is shorter than connect_timeout_ms or first_byte_timeout_ms; raise it");
  if (const auto done = reader.finish(); !done) return done.error();
  return limits;
}

}  // namespace

Result<Limits> load_limits(std::string_view file, std::string_view bytes) {
  const auto root = parse_yaml(file, bytes);
  return root ? read_limits(*root) : root.error();
}

Result<Limits> read_limits(const YamlNode& root) { return read_over(std::nullopt, root); }

Result<Limits> override_limits(const Limits& base, std::string_view file, std::string_view bytes) {
  const auto root = parse_yaml(file, bytes);
  return root ? read_over(base, *root) : root.error();
}

Limits scan_limits(Limits limits) {
  limits.contacts_in_flight = limits.scan_targets_in_flight;
  limits.requests_in_flight = limits.scan_requests_in_flight;
  limits.connections_kept = limits.scan_connections_kept;
  limits.findings_bytes = limits.scan_findings_bytes;
  limits.robots_cache_bytes = limits.scan_robots_cache_bytes;
  return limits;
}

std::optional<LimitMember> size_limit(std::string_view name) {
  for (const std::string_view choice : {"page_bytes", "well_known_bytes", "keybase_bytes"}) {
    if (name != choice) continue;
    for (const Row& row : rows)
      if (row.key == name) return row.member;
  }
  return std::nullopt;
}

}  // namespace quorate
