// FindingMemory: remembers what was concluded from an answer, so that the same answer need not be read again.
#pragma once

#include "config/plan.hpp"
#include "crawler/memory/shelf.hpp"
#include "crawler/memory/validators.hpp"
#include "proofs/judge/finding.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace quorate {

// A finding depends on account, place, request and answer, and on nothing else: neither on the time nor on
// the contact.
class FindingMemory {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `max_bytes`: of memory, about. `reuse`: for how long a finding stands without asking again.
  FindingMemory(std::size_t max_bytes, std::chrono::milliseconds reuse) : reuse_(reuse), shelf_(max_bytes) {}

  // All that a finding depends on but the answer, as one text.
  static std::string name_of(const PlannedRequest& planned);

  // The finding, where it is so young that nobody needs to ask again; null otherwise.
  std::shared_ptr<const Finding> fresh(const std::string& name, Time now);

  // What to put into the next request; empty where nothing is known.
  Validators validators(const std::string& name);

  // The server says that nothing has changed (304): what was concluded before, looked at now. Null where that
  // has been forgotten meanwhile.
  std::shared_ptr<const Finding> unchanged(const std::string& name, const Observation& answer, Time now);

  void keep(const std::string& name, std::shared_ptr<const Finding> finding, const Validators& validators,
            Time now);

  std::size_t size() const { return shelf_.size(); }

 private:
  struct Entry {
    std::shared_ptr<const Finding> finding;
    Validators validators;
    Time looked_at;
  };

  std::chrono::milliseconds reuse_;
  Shelf<Entry> shelf_;
};

}  // namespace quorate
