#include "crawler/serve/access/tokens_file.hpp"

#include "crawler/file_lock.hpp"
#include "crawler/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/random.h>

namespace quorate {
namespace {

constexpr std::string_view head =
    "# Tokens of quorate's HTTP API, one a line: SHA-256 of the token, its scopes, when it was made, its "
    "name.\n";

bool is_called(const ApiToken& token, std::string_view name) { return token.name == name; }

// The content of a file that need not be there yet.
Result<std::string> read_or_begin(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::string(head);
  return read_file(file, max_tokens_bytes);
}

}  // namespace

Result<std::vector<ApiToken>> read_tokens_file(const std::filesystem::path& file) {
  const auto bytes = read_file(file, max_tokens_bytes);
  if (!bytes) return bytes.error();
  return parse_tokens(file.string(), *bytes);
}

Result<std::string> add_token(const std::filesystem::path& file, const std::string& name, Scopes scopes,
                              UnixTime now) {
  if (!is_token_name(name))
    return Error{Code::bad_argument,
                 "\"" + name + "\" is no name for a token: up to 64 letters, digits, - . _"};
  const auto lock = FileLock::take(file);
  if (!lock) return lock.error();
  auto bytes = read_or_begin(file);
  if (!bytes) return bytes.error();
  const auto tokens = parse_tokens(file.string(), *bytes);
  if (!tokens) return tokens.error();
  if (std::any_of(tokens->begin(), tokens->end(),
                  [&](const ApiToken& each) { return is_called(each, name); }))
    return Error{Code::bad_argument, file.string() + ": there is a token called " + name +
                                         " already; choose another --name, or revoke that one first"};
  std::array<std::uint8_t, 32> random{};
  if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size()))
    return Error{Code::internal, std::string("no random bytes from the system: ") + std::strerror(errno)};
  const std::string token = spell_token(random);
  if (!bytes->empty() && bytes->back() != '\n') *bytes += "\n";
  *bytes += token_line({name, scopes, now, hash_token(token)});
  if (bytes->size() > max_tokens_bytes)
    return Error{Code::file_failed, file.string() + ": holds as many tokens as there may be; revoke some"};
  if (const auto written = replace_file(file, *bytes, FileMode::shared); !written) return written.error();
  return token;
}

Result<void> revoke_token(const std::filesystem::path& file, std::string_view name) {
  const auto lock = FileLock::take(file);
  if (!lock) return lock.error();
  const auto bytes = read_file(file, max_tokens_bytes);
  if (!bytes) return bytes.error();
  const auto tokens = parse_tokens(file.string(), *bytes);
  if (!tokens) return tokens.error();
  const auto found = std::find_if(tokens->begin(), tokens->end(),
                                  [&](const ApiToken& each) { return is_called(each, name); });
  if (found == tokens->end())
    return Error{Code::bad_argument, file.string() + ": no token is called " + std::string(name)};
  std::string rest;
  for (std::string_view left = *bytes; !left.empty();) {
    const std::string_view line = left.substr(0, std::min(left.find('\n'), left.size() - 1) + 1);
    left.remove_prefix(line.size());
    const bool is_it = !line.starts_with('#') &&
                       line.substr(0, line.find_last_not_of('\n') + 1).ends_with(" " + std::string(name));
    if (!is_it) rest += line;
  }
  return replace_file(file, rest, FileMode::shared);
}

}  // namespace quorate
