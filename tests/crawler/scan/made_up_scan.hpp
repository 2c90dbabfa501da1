// Makes up the folder of a scan: the lines of made-up targets, packed, with a manifest.
#pragma once

#include "proofs/report/report.hpp"
#include "proofs/scan/lines.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace quorate {

// The lines that say what make_up_target(seed, number) says; n is number + 1.
TargetLines make_up_lines(std::uint64_t seed, std::uint64_t number);

struct MadeUpScan {
  std::uint64_t seed = 1;
  std::uint64_t first = 0;  // of its targets
  std::uint64_t targets = 0;
  bool ended = true;
  std::string input = "people.ndjson";
  std::string input_sha256;   // empty: not known
  std::string shard = "1/2";  // empty: all of it
  std::string policy_sha256;  // empty: the default policy
  std::string pseudonyms;     // empty: none
  Versions versions = {"0.1.0", "2026-11-23", "2026-11-24", "2023-02-09"};
};

void write_scan(const std::filesystem::path& directory, const MadeUpScan& scan);

std::string read_all(const std::filesystem::path& file);
void write_all(const std::filesystem::path& file, const std::string& bytes);

}  // namespace quorate
