// World: what a run looks at, live or recorded.
#pragma once

#include "crawler/command_line.hpp"
#include "crawler/fetch_settings.hpp"
#include "crawler/record/recorder.hpp"
#include "crawler/record/replay.hpp"
#include "crawler/tables.hpp"
#include "proofs/formats/statement.hpp"

#include <memory>
#include <string>
#include <vector>

namespace quorate {

// What a vantage point looks through.
struct Way {
  std::string name;
  std::unique_ptr<Fetcher> fetcher;
};

class World {
 public:
  // The live internet, written down where the command says so; or the record that it names. Errors:
  // bad_argument, bad_config, file_failed, bad_encoding for a record that is damaged.
  static Result<World> open(const CheckCommand& command, const Tables& tables, UnixTime now);

  // Called once. The world must outlive the fetcher.
  std::unique_ptr<Fetcher> make_fetcher(const boost::asio::any_io_executor& executor);

  // Those of the vantage points, where there are any. As for make_fetcher.
  std::vector<Way> make_ways(const boost::asio::any_io_executor& executor);

  // The time by which to judge: that of the recorded run, where one is replayed.
  UnixTime now() const { return now_; }
  // "ADDR:PORT" where every connection goes or went instead of the real services; else empty.
  const std::string& connect_to() const { return connect_to_; }

  // Ends the record. Errors: file_failed, where any of it could not be written.
  Result<void> finish();

 private:
  FetchSettings settings_;
  std::vector<Vantage> vantages_;
  std::unique_ptr<Recorder> recorder_;
  std::unique_ptr<Replay> replay_;
  UnixTime now_ = 0;
  std::string connect_to_;
};

}  // namespace quorate
