#include "proofs/identity/mimi.hpp"

#include "proofs/encoding/utf8.hpp"
#include "proofs/identity/host.hpp"

#include <optional>

namespace quorate {
namespace {

constexpr std::string_view scheme = "mimi://";
constexpr std::size_t max_name_bytes = 128;  // statement.md section 3
constexpr std::string_view local_host = "local.invalid";

Error bad_mimi(std::string_view why) { return {Code::bad_uri, "mimi: URI: " + std::string(why)}; }

std::optional<MimiKind> kind_of(std::string_view segment) {
  if (segment == "u") return MimiKind::user;
  if (segment == "p") return MimiKind::pseudonym;
  if (segment == "d") return MimiKind::client;
  if (segment == "r") return MimiKind::room;
  if (segment == "g") return MimiKind::group;
  if (segment == "t") return MimiKind::team;
  return std::nullopt;
}

Result<void> check_name(std::string_view name) {
  if (name.empty()) return bad_mimi("a name is empty");
  if (name.size() > max_name_bytes) return bad_mimi("a name is longer than 128 bytes");
  if (name == "." || name == "..") return bad_mimi("a name is \".\" or \"..\"");
  if (name.find_first_of("/\\?#%") != name.npos) return bad_mimi("a name has one of / \\ ? # %");
  if (!is_utf8(name)) return bad_mimi("a name is not UTF-8");
  if (has_control(name)) return bad_mimi("a name has a control character");
  return {};
}

}  // namespace

std::string_view text(MimiKind kind) {
  switch (kind) {
    case MimiKind::provider:
      return "provider";
    case MimiKind::user:
      return "user";
    case MimiKind::pseudonym:
      return "pseudonym";
    case MimiKind::client:
      return "client";
    case MimiKind::room:
      return "room";
    case MimiKind::group:
      return "group";
    case MimiKind::team:
      return "team";
  }
  return "provider";
}

Result<MimiUri> parse_mimi(std::string_view uri) {
  if (!uri.starts_with(scheme)) return bad_mimi("does not begin with mimi://");
  std::string_view rest = uri.substr(scheme.size());
  MimiUri parts;
  const std::size_t slash = rest.find('/');
  const std::string_view authority = rest.substr(0, slash);
  if (authority.find('@') != authority.npos)
    return bad_mimi("user information is not allowed before the host");
  parts.host = authority;
  if (const Result<void> checked = check_host(parts.host); !checked) return checked.error();
  if (slash == rest.npos) return parts;
  rest.remove_prefix(slash + 1);
  if (rest.empty()) return bad_mimi("ends with a slash; a provider is written mimi://" + parts.host);

  const std::size_t after_kind = rest.find('/');
  const std::optional<MimiKind> kind = kind_of(rest.substr(0, after_kind));
  if (!kind) return bad_mimi("the first segment must be one of u, p, d, r, g, t");
  parts.kind = *kind;
  if (after_kind == rest.npos) return bad_mimi("the name is missing");
  rest.remove_prefix(after_kind + 1);
  const std::size_t allowed = parts.kind == MimiKind::client ? 2 : 1;
  while (true) {
    const std::size_t end = rest.find('/');
    const std::string_view name = rest.substr(0, end);
    if (const Result<void> checked = check_name(name); !checked) return checked.error();
    parts.names.emplace_back(name);
    if (end == rest.npos) return parts;
    if (parts.names.size() == allowed) return bad_mimi("too many segments");
    rest.remove_prefix(end + 1);
  }
}

bool is_local(const MimiUri& uri) { return uri.host == local_host; }

}  // namespace quorate
