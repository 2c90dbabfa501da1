// Recorder: writes every exchange of a run into a record file.
#pragma once

#include "crawler/fetch/exchange.hpp"
#include "crawler/record/record_file.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace quorate {

// What the run was, for those who read or replay its record.
struct RunFields {
  std::string software;      // "quorate/0.2.0"
  std::string user_agent;    // as it was sent
  std::int64_t started = 0;  // unix seconds: the time by which the run judged
  std::string connect_to;    // where every connection went instead of the real services; else empty
};

class Recorder final : public ExchangeLog {
 public:
  // The file must not exist yet. Errors: file_failed.
  static Result<std::unique_ptr<Recorder>> create(const std::filesystem::path& file, const RunFields& run);

  // For each step a `request` and, where an answer came, a `response` record; for a question to DNS a
  // `resource` record; and a `metadata` record that holds what else was seen.
  void fetched(const Request& request, const Observation& observation,
               const std::vector<Exchange>& steps) override;

  // Ends the file. Errors: file_failed, for whatever could not be written since the beginning.
  Result<void> finish();

 private:
  explicit Recorder(RecordFileWriter file) : file_(std::move(file)) {}
  void add(const WarcRecord& record);
  std::string add_step(const Exchange& step);
  void add_answer_of_dns(const Request& request, const Observation& observation);

  RecordFileWriter file_;
  Result<void> state_;
};

}  // namespace quorate
