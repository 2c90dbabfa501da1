#include "config/plan.hpp"
#include "config/shipped.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace quorate {
namespace {

constexpr std::string_view token_placeholder = "{{TOKEN}}";

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// The one file of the entry's folder with that name, whatever its ending.
std::optional<std::filesystem::path> fixture(const Service& service, std::string_view name) {
  const auto folder = std::filesystem::path(QUORATE_SOURCE_DIR) / "fixtures" / "services" / service.id;
  std::optional<std::filesystem::path> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().stem() != name) continue;
    if (found) return std::nullopt;
    found = entry.path();
  }
  return found;
}

}  // namespace

TEST_CASE("shipped services: every entry has examples and the recorded answers proven and not-proven") {
  const Services services = *load_services("services.yaml", shipped_services());
  for (const Service& service : services.entries) {
    INFO("config/services.yaml, entry " << service.id << ": fixtures/services/" << service.id
                                        << "/{proven,not-proven}.*");
    CHECK_FALSE(service.matching.empty());
    CHECK_FALSE(service.other.empty());
    const auto proven = fixture(service, "proven");
    const auto not_proven = fixture(service, "not-proven");
    REQUIRE(proven);
    REQUIRE(not_proven);
    CHECK(proven->extension() == not_proven->extension());
    const std::string body = read(*proven);
    const std::size_t at = body.find(token_placeholder);
    CHECK(at != body.npos);
    CHECK(body.find(token_placeholder, at + 1) == body.npos);
    CHECK(read(*not_proven).find(token_placeholder) == std::string::npos);
  }
}

TEST_CASE("fixtures: every folder belongs to an entry") {
  const Services services = *load_services("services.yaml", shipped_services());
  for (const auto& folder :
       std::filesystem::directory_iterator(std::filesystem::path(QUORATE_SOURCE_DIR) / "fixtures/services")) {
    const std::string id = folder.path().filename();
    INFO(id);
    CHECK(std::any_of(services.entries.begin(), services.entries.end(),
                      [&](const Service& service) { return service.id == id; }));
  }
}

}  // namespace quorate
