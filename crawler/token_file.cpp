#include "crawler/token_file.hpp"

#include "crawler/files.hpp"
#include "proofs/extract/tokens.hpp"

#include <optional>

namespace quorate {

Result<std::vector<VerifiedToken>> read_token_file(const std::filesystem::path& file) {
  const auto bytes = read_file(file, max_well_known_bytes);
  if (!bytes) return bytes.error();
  const auto found = find_tokens({*bytes, OwnedText::Layout::lines});
  if (!found) return Error{found.error().code, file.string() + ": " + found.error().detail};
  std::vector<VerifiedToken> tokens;
  for (const std::string& token : found->statements) tokens.push_back(verify_token(token));
  return tokens;
}

Result<VerifiedStatement> read_statement_file(const std::filesystem::path& file) {
  const auto tokens = read_token_file(file);
  if (!tokens) return tokens.error();
  std::optional<VerifiedStatement> newest;
  for (const VerifiedToken& token : *tokens) {
    if (const auto* rejected = std::get_if<RejectedToken>(&token))
      return Error{Code::bad_argument,
                   file.string() + ": " + std::string(text(rejected->reason)) + ": " + rejected->detail};
    const auto* statement = std::get_if<VerifiedStatement>(&token);
    if (statement != nullptr && (!newest || (*statement)->seq > (*newest)->seq)) newest = *statement;
  }
  if (!newest)
    return Error{Code::bad_argument, file.string() + ": holds no statement; make one with `quorate sign`"};
  return *newest;
}

}  // namespace quorate
