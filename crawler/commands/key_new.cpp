#include "crawler/commands/run.hpp"
#include "crawler/key_file.hpp"

#include <cstdlib>

namespace quorate {
namespace {

// $XDG_CONFIG_HOME/quorate/key.jwk, or ~/.config/quorate/key.jwk (XDG Base Directory Specification).
Result<std::filesystem::path> default_key_file() {
  std::filesystem::path folder;
  if (const char* config = std::getenv("XDG_CONFIG_HOME"); config != nullptr && *config == '/') {
    folder = config;
  } else if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    folder = std::filesystem::path(home) / ".config";
  } else {
    return Error{Code::bad_argument,
                 "no home directory is known: say where to write the key with --out FILE"};
  }
  folder /= "quorate";
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return Error{Code::file_failed, folder.string() + ": " + failed.message()};
  return folder / "key.jwk";
}

}  // namespace

int run(const KeyNewCommand& command, const Surroundings& around) {
  const auto file = command.out.empty() ? default_key_file() : Result<std::filesystem::path>(command.out);
  if (!file) return fail(file.error(), around);
  const auto key = create_key_file(*file);
  if (!key) return fail(key.error(), around);
  around.out << key->kid << "\n";
  note("wrote " + file->string() + " (mode 0600). Keep a copy in a safe place: who has it speaks for you.",
       around);
  return 0;
}

}  // namespace quorate
