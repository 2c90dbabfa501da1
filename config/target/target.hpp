// Turns one record of a scan's input into a target: a contact, and what the input calls it.
#pragma once

#include "config/contact.hpp"
#include "config/target/records.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

struct Target {
  std::string id;   // empty where the input gives none
  Contact contact;  // accounts are canonical; no policy, no statements
};

// Reads the records of one input, which nobody need trust.
//   plain   account or domain, as on the command line; several with spaces between are one person's
//   ndjson  {"accounts":[URI | DOMAIN, ..],"id":TEXT?,"subject":URI?,"key":KID?}   nothing else
//   csv     a header, then records; columns `account` (may stand several times) or `accounts` (with spaces
//   between),
//           and `id`, `subject`, `key`; other columns are passed over
class TargetReader {
 public:
  explicit TargetReader(InputFormat format) : format_(format) {}

  // The first record of CSV is its header; it must be given to this, and to this alone. Errors: bad_argument.
  Result<void> header(std::string_view record);

  // Success: 1 to 32 accounts, each once. Errors: bad_argument, bad_uri, bad_json, with what is wrong.
  Result<Target> read(std::string_view record) const;

 private:
  Result<Target> read_csv(std::string_view record) const;

  InputFormat format_;
  std::vector<std::string> columns_;
};

}  // namespace quorate
