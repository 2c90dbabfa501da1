// Reads files that hold statements and revocations, one a line, with # comment lines.
#pragma once

#include "proofs/formats/statement.hpp"
#include "proofs/result.hpp"

#include <filesystem>
#include <vector>

namespace quorate {

// Every token of the file, each with what became of its verification. Errors: file_failed, over_limit.
Result<std::vector<VerifiedToken>> read_token_file(const std::filesystem::path& file);

// The file's newest statement; its other lines must verify too. Errors: file_failed, bad_argument.
Result<VerifiedStatement> read_statement_file(const std::filesystem::path& file);

}  // namespace quorate
