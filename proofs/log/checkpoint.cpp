#include "proofs/log/checkpoint.hpp"

#include "proofs/encoding/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

namespace quorate {

namespace {

constexpr std::string_view dash = "\xe2\x80\x94 ";  // EM DASH and a space
constexpr std::uint8_t ed25519 = 1;                 // the signed-note signature type
constexpr std::size_t hash_bytes = 4;
constexpr std::size_t max_origin_bytes = 200;
constexpr std::size_t max_signatures = 16;

// RFC 4648 section 4: the URL form differs in two characters and the padding.
std::string encode_base64(ByteView bytes) {
  std::string text = encode_base64url(bytes);
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  while (text.size() % 4 != 0) text += '=';
  return text;
}

std::array<std::uint8_t, hash_bytes> key_hash(const LogVerifier& verifier) {
  std::string hashed = verifier.origin + '\n' + static_cast<char>(ed25519);
  hashed += as_text(verifier.key);
  const auto digest = sha256(as_bytes(hashed));
  std::array<std::uint8_t, hash_bytes> hash{};
  std::copy_n(digest.begin(), hash.size(), hash.begin());
  return hash;
}

std::string body_of(const std::string& origin, const LogHead& head) {
  return origin + "\n" + std::to_string(head.size) + "\n" + encode_base64(head.root) + "\n";
}

Error malformed(const std::string& why) {
  return Error{Code::bad_encoding, "no checkpoint of a log: " + why};
}

// Takes the text up to the next line break, which must be there.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == text.npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

struct Body {
  std::string_view origin;
  LogHead head;
};

Result<Body> read_body(std::string_view body) {
  const auto origin = take_line(body);
  const auto size = take_line(body);
  const auto root = take_line(body);
  if (!origin || origin->empty() || !size || !root) return malformed("it has fewer than three lines");
  if (!body.empty()) return malformed("it has extension lines, which this program does not know");
  Body read{*origin, {}};
  const auto [end, failure] = std::from_chars(size->data(), size->data() + size->size(), read.head.size);
  if (failure != std::errc() || end != size->data() + size->size() || std::to_string(read.head.size) != *size)
    return malformed("its second line is no size");
  const auto bytes = decode_base64(*root);
  if (!bytes || bytes->size() != read.head.root.size()) return malformed("its third line is no hash");
  std::copy(bytes->begin(), bytes->end(), read.head.root.begin());
  return read;
}

// The signatures of the verifier's name and key hash, without the hash.
Result<std::vector<Bytes>> signatures_of(std::string_view lines, const LogVerifier& verifier) {
  const auto wanted = key_hash(verifier);
  std::vector<Bytes> found;
  std::size_t count = 0;
  while (!lines.empty()) {
    const auto line = take_line(lines);
    if (!line || !line->starts_with(dash)) return malformed("a line below it is no signature");
    if (++count > max_signatures)
      return malformed("it has more than " + std::to_string(max_signatures) + " signatures");
    const std::string_view rest = line->substr(dash.size());
    const std::size_t space = rest.find(' ');
    if (space == rest.npos || space == 0) return malformed("a signature has no name");
    const auto bytes = decode_base64(rest.substr(space + 1));
    if (!bytes || bytes->size() <= hash_bytes) return malformed("a signature is no base64");
    if (rest.substr(0, space) == verifier.origin && std::equal(wanted.begin(), wanted.end(), bytes->begin()))
      found.emplace_back(bytes->begin() + hash_bytes, bytes->end());
  }
  if (count == 0) return malformed("it is not signed");
  return found;
}

}  // namespace

Result<void> check_origin(std::string_view origin) {
  const bool good = !origin.empty() && origin.size() <= max_origin_bytes && is_utf8(origin) &&
                    !has_control(origin) && origin.find_first_of(" +") == origin.npos;
  if (good) return {};
  return Error{Code::bad_argument, "the name of a log has 1 to " + std::to_string(max_origin_bytes) +
                                       " bytes of UTF-8, without spaces and plus signs"};
}

std::string write_verifier(const LogVerifier& verifier) {
  Bytes key = {ed25519};
  key.insert(key.end(), verifier.key.begin(), verifier.key.end());
  return verifier.origin + "+" + encode_hex(key_hash(verifier)) + "+" + encode_base64(key);
}

Result<LogVerifier> read_verifier(std::string_view line) {
  const Error bad{Code::bad_key,
                  "no verifier of a log: it reads NAME+HASH+KEY, the key with its type in base64"};
  const std::size_t first = line.find('+');
  const std::size_t second = first == line.npos ? first : line.find('+', first + 1);
  if (second == line.npos) return bad;
  LogVerifier verifier{std::string(line.substr(0, first)), {}};
  const auto key = decode_base64(line.substr(second + 1));
  if (!check_origin(verifier.origin) || !key || key->size() != 1 + verifier.key.size() ||
      key->front() != ed25519)
    return bad;
  std::copy(key->begin() + 1, key->end(), verifier.key.begin());
  if (encode_hex(key_hash(verifier)) != line.substr(first + 1, second - first - 1)) return bad;
  return verifier;
}

std::string sign_checkpoint(const std::string& origin, const LogHead& head, const Ed25519Seed& seed) {
  const std::string body = body_of(origin, head);
  const auto hash = key_hash({origin, ed25519_public(seed)});
  const auto signature = sign_ed25519(seed, as_bytes(body));
  Bytes signed_by(hash.begin(), hash.end());
  signed_by.insert(signed_by.end(), signature.begin(), signature.end());
  return body + "\n" + std::string(dash) + origin + " " + encode_base64(signed_by) + "\n";
}

Result<LogHead> open_checkpoint(std::string_view note, const LogVerifier& verifier) {
  if (note.size() > max_checkpoint_bytes) return malformed("it is too long");
  if (!is_utf8(note)) return malformed("it is no UTF-8");
  const std::size_t gap = note.find("\n\n");
  if (gap == note.npos) return malformed("no empty line stands above its signatures");
  const std::string_view text = note.substr(0, gap + 1);
  const auto body = read_body(text);
  if (!body) return body.error();
  const auto signatures = signatures_of(note.substr(gap + 2), verifier);
  if (!signatures) return signatures.error();
  if (body->origin != verifier.origin)
    return Error{Code::bad_key, "a checkpoint of another log, " + printable(body->origin, max_origin_bytes) +
                                    ", not of " + verifier.origin};
  for (const Bytes& signature : *signatures)
    if (signature.size() == 64 &&
        verify_ed25519(Ed25519Public(verifier.key), as_bytes(text), Ed25519Signature(signature.data(), 64)) ==
            SignatureCheck::good)
      return body->head;
  return Error{Code::bad_key, "a checkpoint that the key of " + verifier.origin + " has not signed"};
}

}  // namespace quorate
