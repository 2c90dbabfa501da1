#include "proofs/groups/group_name.hpp"

namespace quorate {
namespace {

constexpr std::string_view joint = " + ";

}  // namespace

std::set<std::string> parts_of_group(std::string_view name) {
  std::set<std::string> parts;
  while (true) {
    const std::size_t end = name.find(joint);
    parts.emplace(name.substr(0, end));
    if (end == name.npos) return parts;
    name.remove_prefix(end + joint.size());
  }
}

std::string group_name(const std::set<std::string>& parts) {
  std::string name;
  for (const std::string& part : parts) name += (name.empty() ? std::string() : std::string(joint)) + part;
  return name;
}

}  // namespace quorate
