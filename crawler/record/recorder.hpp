// Recorder: writes every exchange of a run into a record file.
#pragma once

#include "crawler/asker.hpp"
#include "crawler/fetch/exchange.hpp"
#include "crawler/record/record_file.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace quorate {

// What the run was, for those who read or replay its record.
struct RunFields {
  std::string software;      // "quorate/0.2.0"
  std::string user_agent;    // as it was sent
  std::int64_t started = 0;  // unix seconds: the time by which the run judged
  std::string connect_to;    // where every connection went instead of the real services; else empty
  std::vector<std::string> vantages;
};

class Recorder final : public ExchangeLog, public AnswerLog {
 public:
  // The file must not exist yet. `seed`: random bytes, 16 or more, for the ids of the records. Errors:
  // file_failed.
  static Result<std::unique_ptr<Recorder>> create(const std::filesystem::path& file, const RunFields& run,
                                                  std::string seed);

  // For each step a `request` and, where an answer came, a `response` record; for a question to DNS a
  // `resource` record.
  std::string fetched(const Request& request, const Observation& observation,
                      const std::vector<Exchange>& steps) override;

  // A `metadata` record that holds what was asked, and what was seen beside the answer.
  void answered(const Question& question, const Observation& observation) override;

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
