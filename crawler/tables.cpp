#include "crawler/tables.hpp"

#include "config/operators.hpp"
#include "config/shipped_tables.hpp"
#include "crawler/files.hpp"

#include <filesystem>

namespace quorate {
namespace {

constexpr std::size_t max_table_bytes = 4 * 1024 * 1024;  // a services file of some thousand entries

// Paths in a settings file are meant from its own folder.
std::string beside(const std::filesystem::path& settings_file, const std::string& path) {
  return (settings_file.parent_path() / path).string();
}

Result<Settings> read_settings(const std::string& file) {
  const auto bytes = read_file(file, max_table_bytes);
  if (!bytes) return bytes.error();
  auto settings = load_settings(file, *bytes);
  if (!settings) return settings;
  for (std::vector<std::string>* paths : {&settings->services, &settings->operators})
    for (std::string& path : *paths) path = beside(file, path);
  for (std::optional<std::string>* path : {&settings->limits, &settings->trust_anchor, &settings->as_table})
    if (*path) **path = beside(file, **path);
  return settings;
}

Result<Services> read_services(const Settings& settings) {
  auto services = load_shipped_services();
  for (const std::string& file : settings.services) {
    if (!services) return services;
    const auto bytes = read_file(file, max_table_bytes);
    if (!bytes) return bytes.error();
    const auto more = load_services(file, *bytes);
    if (!more) return more.error();
    services = join(std::move(*services), *more);
  }
  return services;
}

Result<Operators> read_operators(const Settings& settings) {
  auto operators = load_shipped_operators();
  for (const std::string& file : settings.operators) {
    if (!operators) return operators;
    const auto bytes = read_file(file, max_table_bytes);
    if (!bytes) return bytes.error();
    operators = load_operators(file, *bytes, *operators);
  }
  return operators;
}

Result<Limits> read_limits(const Settings& settings) {
  auto limits = load_shipped_limits();
  if (!limits || !settings.limits) return limits;
  const auto bytes = read_file(*settings.limits, max_table_bytes);
  if (!bytes) return bytes.error();
  return override_limits(*limits, *settings.limits, *bytes);
}

}  // namespace

Result<Networks> read_networks(const std::string& file) {
  const auto bytes = read_file(file, max_networks_bytes);
  if (!bytes) return bytes.error();
  return load_networks(file, *bytes);
}

Result<Tables> load_tables(const std::string& settings_file) {
  Tables tables;
  if (!settings_file.empty()) {
    auto settings = read_settings(settings_file);
    if (!settings) return settings.error();
    tables.settings = std::move(*settings);
  }
  auto services = read_services(tables.settings);
  if (!services) return services.error();
  auto operators = read_operators(tables.settings);
  if (!operators) return operators.error();
  const bool only_shipped = tables.settings.services.empty() && tables.settings.operators.empty();
  if (!only_shipped)  // those are checked when the program is built
    if (const auto checked = check_operators(*services, *operators); !checked) return checked.error();
  const auto limits = read_limits(tables.settings);
  if (!limits) return limits.error();
  if (tables.settings.as_table) {
    auto networks = read_networks(*tables.settings.as_table);
    if (!networks) return networks.error();
    tables.networks = std::move(*networks);
  }
  tables.services = std::move(*services);
  tables.operators = std::move(*operators);
  tables.limits = *limits;
  return tables;
}

}  // namespace quorate
