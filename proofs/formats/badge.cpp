#include "proofs/formats/badge.hpp"

#include <algorithm>

namespace quorate {
namespace {
constexpr std::uint8_t badge_version = 1;
}

Result<Badge> parse_badge(std::string_view text) {
  if (!text.starts_with(badge_prefix)) return Error{Code::bad_encoding, "a badge begins with xsig:"};
  if (text.size() != badge_characters)
    return Error{Code::bad_encoding, "a badge has 119 characters, this one " + std::to_string(text.size())};
  const auto bytes = decode_base64url(text.substr(badge_prefix.size()));
  if (!bytes) return bytes.error();
  if (bytes->front() != badge_version)
    return Error{Code::bad_encoding, "badge version " + std::to_string(bytes->front()) + " is not known"};
  Badge badge;
  auto at = bytes->begin() + 1;
  std::copy_n(at, badge_digest_size, badge.digest.begin());
  at += badge_digest_size;
  for (int i = 0; i < 4; ++i) badge.seq = (badge.seq << 8) | *at++;
  std::copy(at, bytes->end(), badge.signature.begin());
  return badge;
}

std::string write_badge(const Badge& badge) {
  Bytes bytes;
  bytes.reserve(badge_bytes);
  bytes.push_back(badge_version);
  bytes.insert(bytes.end(), badge.digest.begin(), badge.digest.end());
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(badge.seq >> shift));
  bytes.insert(bytes.end(), badge.signature.begin(), badge.signature.end());
  return std::string(badge_prefix) + encode_base64url(bytes);
}

std::string badge_message(const Account& account, std::string_view subject, std::string_view kid,
                          std::uint32_t seq) {
  std::string message("cross-signature badge v1\n");
  message.append(account.uri()).append("\n");
  message.append(subject).append("\n");
  message.append(kid).append("\n");
  message.append(std::to_string(seq)).append("\n");
  return message;
}

}  // namespace quorate
