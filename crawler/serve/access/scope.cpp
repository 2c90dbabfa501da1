#include "crawler/serve/access/scope.hpp"

#include <algorithm>
#include <array>

namespace quorate {
namespace {

constexpr std::array<Scope, 4> all = {Scope::read, Scope::write, Scope::check, Scope::admin};

}  // namespace

std::string_view text(Scope scope) {
  switch (scope) {
    case Scope::read:
      return "read";
    case Scope::write:
      return "write";
    case Scope::check:
      return "check";
    case Scope::admin:
      return "admin";
  }
  return "";
}

std::string text(Scopes scopes) {
  std::string out;
  for (const Scope scope : all)
    if (scopes.has(scope)) out += (out.empty() ? "" : ",") + std::string(text(scope));
  return out;
}

Result<Scopes> parse_scopes(std::string_view words) {
  Scopes scopes;
  while (true) {
    const std::size_t end = std::min(words.find(','), words.size());
    const std::string_view word = words.substr(0, end);
    const auto* found =
        std::find_if(all.begin(), all.end(), [&](Scope scope) { return text(scope) == word; });
    if (found == all.end())
      return Error{Code::bad_argument,
                   "no scope \"" + std::string(word) + "\": there are read, write, check and admin"};
    scopes.add(*found);
    if (end == words.size()) return scopes;
    words.remove_prefix(end + 1);
  }
}

}  // namespace quorate
