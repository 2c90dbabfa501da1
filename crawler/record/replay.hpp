// Replay: answers questions from a record file, offline.
#pragma once

#include "crawler/asker.hpp"
#include "crawler/record/recorder.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace quorate {

class Replay final : public Asker {
 public:
  // Reads the whole file once. Memory: some hundred bytes for each fetch, whatever its pages weigh. Errors:
  // see read_record_file; bad_encoding also for a file that other programs wrote.
  static Result<std::unique_ptr<Replay>> open(const std::filesystem::path& file);

  const RunFields& run() const { return run_; }

  // What was seen when this was asked in the run that was recorded, for the same contact and account; where
  // it was asked several times, one after the other; where it was asked for others alone, what the first of
  // them was told. Error codes: those of that run, and not_recorded for what it never asked.
  boost::asio::awaitable<Reply> ask(Question question, Rank rank) override;

 private:
  explicit Replay(std::filesystem::path file) : file_(std::move(file)) {}
  Result<void> learn(const Member& member);
  Result<void> learn_run(const WarcRecord& record);
  Observation read(std::uint64_t offset) const;

  struct Answer {
    std::string asker;
    std::uint64_t metadata = 0;  // offset
    bool given = false;
  };
  static Answer& choose(std::vector<Answer>& answers, const std::string& asker);

  std::filesystem::path file_;
  RunFields run_;
  std::map<std::string, std::vector<Answer>> by_question_;
  std::map<std::string, std::uint64_t> responses_;  // offsets by record id
};

}  // namespace quorate
