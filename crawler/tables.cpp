#include "crawler/tables.hpp"

#include "config/shipped.hpp"
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
  for (std::string& path : settings->services) path = beside(file, path);
  for (std::optional<std::string>* path : {&settings->limits, &settings->trust_anchor})
    if (*path) **path = beside(file, **path);
  return settings;
}

}  // namespace

Result<Tables> load_tables(const std::string& settings_file) {
  Tables tables;
  auto services = load_services("services.yaml", shipped_services());
  if (!services) return services.error();
  auto limits = load_limits("limits.yaml", shipped_limits());
  if (!limits) return limits.error();
  if (!settings_file.empty()) {
    auto settings = read_settings(settings_file);
    if (!settings) return settings.error();
    tables.settings = std::move(*settings);
  }
  for (const std::string& file : tables.settings.services) {
    const auto bytes = read_file(file, max_table_bytes);
    if (!bytes) return bytes.error();
    const auto more = load_services(file, *bytes);
    if (!more) return more.error();
    services = join(std::move(*services), *more);
    if (!services) return services.error();
  }
  if (tables.settings.limits) {
    const auto bytes = read_file(*tables.settings.limits, max_table_bytes);
    if (!bytes) return bytes.error();
    limits = override_limits(*limits, *tables.settings.limits, *bytes);
    if (!limits) return limits.error();
  }
  tables.services = std::move(*services);
  tables.limits = *limits;
  return tables;
}

}  // namespace quorate
