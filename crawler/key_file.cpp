#include "crawler/key_file.hpp"

#include "crawler/file_lock.hpp"
#include "crawler/files.hpp"
#include "proofs/encoding/json.hpp"
#include "proofs/formats/sign.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <sys/random.h>
#include <sys/stat.h>

namespace quorate {
namespace {

constexpr std::size_t max_key_file_bytes = 16 * 1024;
constexpr std::size_t max_depth = 4;
constexpr std::uint32_t highest_plain_seq = 0xffff'fffe;  // the one above is kept for statements with `next`

Error bad_key_file(const std::filesystem::path& file, std::string_view why) {
  return {Code::bad_key, file.string() + ": " + std::string(why)};
}

KeyFile from_seed(const std::filesystem::path& file, const Ed25519Seed& seed) {
  KeyFile key{file, seed, public_key(seed), ""};
  key.kid = kid(key.key);
  return key;
}

Result<json::Value> read_jwk(const std::filesystem::path& file) {
  const auto bytes = read_file(file, max_key_file_bytes);
  if (!bytes) return bytes.error();
  auto jwk = json::parse(*bytes, max_depth);
  if (!jwk) return bad_key_file(file, "not a JWK: " + jwk.error().detail);
  return jwk;
}

json::Value without_private_half(const json::Value& jwk) {
  json::Value out = json::Value::object();
  for (const auto& [name, value] : jwk.members())
    if (name != "d" && name != "kid") out.add(name, value);
  return out;
}

std::filesystem::path seq_file(const KeyFile& key) {
  std::filesystem::path file = key.file;
  file += ".seq";
  return file;
}

Result<std::uint32_t> read_last_seq(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return 0U;
  const auto text = read_file(file, 64);
  if (!text) return text.error();
  std::uint32_t last = 0;
  const auto [stop, error] = std::from_chars(text->data(), text->data() + text->size(), last);
  const bool rest_is_line_end = std::string_view(stop, text->data() + text->size()) == "\n";
  if (error != std::errc() || !rest_is_line_end)
    return Error{Code::file_failed,
                 file.string() + ": should hold one number, the last seq; mend it or give --seq"};
  return last;
}

}  // namespace

Result<KeyFile> create_key_file(const std::filesystem::path& file) {
  Ed25519Seed seed{};
  if (::getrandom(seed.data(), seed.size(), 0) != static_cast<ssize_t>(seed.size()))
    return Error{Code::internal, std::string("no random bytes from the system: ") + std::strerror(errno)};
  KeyFile key = from_seed(file, seed);
  json::Value jwk = to_jwk(key.key);
  jwk.add("d", json::Value::string(encode_base64url(seed)));
  jwk.add("kid", json::Value::string(key.kid));
  if (auto written = create_file(file, json::write_pretty(jwk) + "\n", FileMode::secret); !written)
    return written.error();
  return key;
}

Result<KeyFile> read_key_file(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode) && (status.st_mode & 077) != 0)
    return bad_key_file(file,
                        "others may read or write it; run chmod 600 on it, and make a new key if they did");
  const auto jwk = read_jwk(file);
  if (!jwk) return jwk.error();
  const std::string* secret = jwk->find_string("d");
  if (secret == nullptr) return bad_key_file(file, "holds no private key (member \"d\")");
  const auto bytes = decode_base64url(*secret);
  Ed25519Seed seed{};
  if (!bytes || bytes->size() != seed.size()) return bad_key_file(file, "\"d\" is not 32 bytes in base64url");
  std::copy(bytes->begin(), bytes->end(), seed.begin());
  KeyFile key = from_seed(file, seed);
  const auto stated = key_from_jwk(without_private_half(*jwk));
  if (!stated) return bad_key_file(file, stated.error().detail);
  if (*stated != key.key) return bad_key_file(file, "\"x\" is not the public half of \"d\"");
  return key;
}

Result<PublicKey> read_public_key(const std::filesystem::path& file) {
  const auto jwk = read_jwk(file);
  if (!jwk) return jwk.error();
  const auto key = key_from_jwk(without_private_half(*jwk));
  if (!key) return bad_key_file(file, key.error().detail);
  return *key;
}

Result<std::uint32_t> take_seq(const KeyFile& key, std::optional<std::int64_t> wanted, UnixTime now) {
  const std::filesystem::path file = seq_file(key);
  // Two processes must never take the same number.
  const auto lock = FileLock::take(file);
  if (!lock) return lock.error();
  const auto last = read_last_seq(file);
  if (!last) return last.error();
  const std::int64_t next =
      wanted.value_or(std::max<std::int64_t>(now, static_cast<std::int64_t>(*last) + 1));
  if (next <= *last)
    return Error{Code::bad_argument, "seq " + std::to_string(next) + " is not above the last one, " +
                                         std::to_string(*last) +
                                         ": two statements with one seq make the key equivocate"};
  if (next < 1 || next > highest_plain_seq)
    return Error{Code::bad_argument, "seq must lie between 1 and " + std::to_string(highest_plain_seq)};
  const auto seq = static_cast<std::uint32_t>(next);
  if (auto written = replace_file(file, std::to_string(seq) + "\n", FileMode::secret); !written)
    return written.error();
  return seq;
}

}  // namespace quorate
