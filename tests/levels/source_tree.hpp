// Turns the source folder into files that the rules of the house can be held against.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

struct SourceFile {
  std::string path;  // from the project's root, with slashes
  std::string text;
};

// The C++ and CMake files below proofs/, config/, crawler/, tests/ and bench/, sorted by path. Throws where a
// file cannot be read: a rule that looks at nothing would always be kept.
std::vector<SourceFile> read_source_tree(const std::filesystem::path& root);

// The lines of a C++ file with every comment and the inside of every literal blanked out; what an #include
// names stays.
std::vector<std::string> code_lines(std::string_view text);

std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace quorate
