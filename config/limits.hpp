// Limits: how much of anything the crawler accepts. Values and their reasons stand in limits.yaml.
#pragma once

#include "proofs/result.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace quorate {

struct Limits {
  std::uint32_t connect_timeout_ms = 0;
  std::uint32_t first_byte_timeout_ms = 0;
  std::uint32_t total_timeout_ms = 0;
  std::uint32_t dns_timeout_ms = 0;
  std::uint32_t discovery_timeout_ms = 0;
  std::uint32_t low_speed_bytes = 0;  // a second
  std::uint32_t low_speed_seconds = 0;
  std::uint32_t header_bytes = 0;
  std::uint32_t header_lines = 0;
  std::uint32_t page_bytes = 0;
  std::uint32_t well_known_bytes = 0;
  std::uint32_t keybase_bytes = 0;
  std::uint32_t decode_ratio = 0;
  std::uint32_t decode_ratio_from = 0;
  std::uint32_t redirects = 0;
  std::uint32_t discovered_accounts = 0;
  std::uint32_t discovered_requests = 0;
  std::uint32_t requests_in_flight = 0;
  std::uint32_t connections_per_host = 0;
  std::uint32_t connecting_at_once = 0;
  std::uint32_t connections_kept = 0;  // idle ones, of all hosts
  std::uint32_t connection_age_seconds = 0;
  std::uint32_t rotation_days = 0;
  std::uint32_t replacement_days = 0;
  std::uint32_t replacement_looks = 0;
  std::uint32_t lagging_days = 0;
  std::uint32_t expiring_days = 0;
  std::uint32_t absence_days = 0;
  std::uint32_t remembered_keys = 0;
  std::uint32_t contacts_in_flight = 0;
  std::uint32_t scan_targets_in_flight = 0;
  std::uint32_t scan_requests_in_flight = 0;
  std::uint32_t scan_connections_kept = 0;
  std::uint32_t scan_findings_bytes = 0;
  std::uint32_t scan_robots_cache_bytes = 0;
  std::uint32_t check_burst = 0;         // requests to one registrable domain
  std::uint32_t domain_interval_ms = 0;  // between two requests to one registrable domain; 0: none
  std::uint32_t domain_connections = 0;
  std::uint32_t requests_per_second = 0;  // to all domains together
  std::uint32_t longest_hold_ms = 0;
  std::uint32_t retries = 0;
  std::uint32_t retry_first_ms = 0;
  std::uint32_t robots_bytes = 0;
  std::uint32_t robots_cache_bytes = 0;
  std::uint32_t findings_bytes = 0;
  std::uint32_t reuse_seconds = 0;
  std::uint32_t report_names = 0;  // of operators, and of services
  std::uint32_t api_connections = 0;
  std::uint32_t api_visitor_connections = 0;
  std::uint32_t api_header_bytes = 0;
  std::uint32_t api_header_lines = 0;
  std::uint32_t api_body_bytes = 0;
  std::uint32_t api_request_seconds = 0;
  std::uint32_t api_idle_seconds = 0;
  std::uint32_t api_streams = 0;
  std::uint32_t api_burst = 0;
  std::uint32_t api_interval_ms = 0;
};

// One of the limits, by its member.
using LimitMember = std::uint32_t Limits::*;

// A complete limits file: every value must stand in it. Errors: bad_config with the place.
Result<Limits> load_limits(std::string_view file, std::string_view bytes);

// A user's limits file: what stands in it replaces the value of `base`. Errors: as above.
Result<Limits> override_limits(const Limits& base, std::string_view file, std::string_view bytes);

// Those of a scan: what has a value of its own there (scan_...) stands in its place.
Limits scan_limits(Limits limits);

// The size limit of that name, which a service's place may choose: page_bytes, well_known_bytes,
// keybase_bytes.
std::optional<LimitMember> size_limit(std::string_view name);

}  // namespace quorate
