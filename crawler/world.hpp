// World: what a run looks at, live or recorded.
#pragma once

#include "crawler/asker.hpp"
#include "crawler/fetch_settings.hpp"
#include "crawler/manners/manners.hpp"
#include "crawler/observer.hpp"
#include "crawler/record/recorder.hpp"
#include "crawler/record/replay.hpp"
#include "crawler/tables.hpp"
#include "crawler/world_options.hpp"
#include "proofs/formats/statement.hpp"
#include "proofs/score/suffix_list.hpp"

#include <memory>
#include <string>
#include <vector>

namespace quorate {

class World {
 public:
  // The live internet, written down where the command says so; or the record that it names. Errors:
  // bad_argument, bad_config, file_failed, bad_encoding for a record that is damaged.
  static Result<World> open(const WorldOptions& options, const Tables& tables, UnixTime now);

  // Called once. World and suffixes must outlive the asker; `executor`: as for make_fetcher. In a replay
  // nobody is asked and nothing waits, so `rules` mean nothing.
  std::unique_ptr<Asker> make_asker(const boost::asio::any_io_executor& executor, const SuffixList& suffixes,
                                    const MannerRules& rules);

  // The names of the vantage points: those of the recorded run, where one is replayed.
  const std::vector<std::string>& vantages() const { return vantage_names_; }
  // What one check shares with another depends on their times, which are others in a replay. So nothing is
  // shared where a run is recorded or replayed.
  Sharing sharing() const { return sharing_; }

  // The time by which to judge: that of the recorded run, where one is replayed.
  UnixTime now() const { return now_; }
  // Whether nobody is asked, and the answers are those of a record.
  bool replays() const { return replays_; }
  // "ADDR:PORT" where every connection goes or went instead of the real services; else empty.
  const std::string& connect_to() const { return connect_to_; }

  // Ends the record. Errors: file_failed, where any of it could not be written.
  Result<void> finish();

 private:
  FetchSettings settings_;
  std::vector<Vantage> vantages_;
  std::unique_ptr<Recorder> recorder_;
  std::unique_ptr<Replay> replay_;
  bool replays_ = false;
  UnixTime now_ = 0;
  std::string connect_to_;
  std::vector<std::string> vantage_names_;
  Sharing sharing_ = Sharing::shared;
};

}  // namespace quorate
