// Goes through a scan's input beforehand: how many targets it has, and what it would cost to scan them.
#pragma once

#include "config/limits.hpp"
#include "config/services.hpp"
#include "config/target/exclusions.hpp"
#include "config/target/selection.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace quorate {

struct InputSurvey {
  std::string sha256;            // of the file, hexadecimal
  std::uint64_t records = 0;     // all of them
  std::uint64_t population = 0;  // of the shard
  std::uint64_t targets = 0;     // of the sample
};

struct SurveyQuestion {
  std::string file;
  std::optional<InputFormat> format;
  Shard shard;
  Sample sample;
  std::uint64_t seed = 0;
};

// Reads the file once, or twice for a sample of so many. Errors: those of ScanInput; bad_argument for what
// can be read only once: nothing would be left of it for the scan.
Result<InputSurvey> survey_input(const SurveyQuestion& question, const SuffixList& suffixes);

// Whether a scan that has ended took what the survey saw. `sha256`: of the file as the scan read it. Errors:
// file_failed where the file was another one by then.
Result<void> check_taken(const InputSurvey& survey, std::string_view sha256, std::uint64_t targets);

// The selection for a run.
Selection selection_of(const SurveyQuestion& question, const SuffixList& suffixes, std::uint64_t population);

// What a scan would ask of the world at the least: without robots.txt, retries and what only keys name.
struct Estimate {
  std::uint64_t targets = 0;
  std::uint64_t invalid = 0;
  std::uint64_t excluded = 0;
  std::uint64_t accounts = 0;
  std::uint64_t unplanned = 0;  // accounts that no service describes, or that have no place
  std::uint64_t requests = 0;
  std::uint64_t hosts = 0;    // each is asked for its robots.txt besides
  std::uint64_t domains = 0;  // registrable
  std::string busiest;        // the domain with the most requests
  std::uint64_t busiest_requests = 0;
  std::chrono::seconds by_rate{};    // what requests_per_second lets
  std::chrono::seconds by_domain{};  // what domain_interval_ms lets for the busiest domain
};

struct EstimateTables {
  const Services& services;
  const Limits& limits;
  const Exclusions& exclusions;
  const SuffixList& suffixes;
};

// Memory: some hundred bytes for each host that occurs. Errors: those of ScanInput.
Result<Estimate> estimate(const SurveyQuestion& question, Selection selection, const EstimateTables& tables);
std::string write_estimate(const Estimate& estimate);

}  // namespace quorate
