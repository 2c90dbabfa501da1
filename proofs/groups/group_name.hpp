// The name of a group as its parts, companies and registered domains: "Microsoft + alice.org".
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace quorate {

std::set<std::string> parts_of_group(std::string_view name);
std::string group_name(const std::set<std::string>& parts);

}  // namespace quorate
