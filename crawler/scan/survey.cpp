#include "crawler/scan/survey.hpp"

#include "config/plan.hpp"
#include "crawler/scan/input.hpp"
#include "crawler/scan/progress.hpp"
#include "proofs/encoding/base64.hpp"
#include "proofs/report/layout/wording.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>

namespace quorate {
namespace {

constexpr std::chrono::hours whole_part{1};  // a file is there at once

// Every record of the file. Gives the file's digest.
Result<std::string> each_record(const SurveyQuestion& question,
                                const std::function<void(const InputRecord&)>& take) {
  auto input = ScanInput::open(question.file, question.format);
  if (!input) return input.error();
  while (true) {
    while (const auto record = input->next()) take(*record);
    if (input->has_ended()) return encode_hex(input->file_digest());
    if (const auto read = input->read(whole_part); !read) return read.error();
  }
}

const Target* target_of(const InputRecord& record) { return record.target ? &*record.target : nullptr; }

class Estimator {
 public:
  Estimator(Estimate& estimate, const EstimateTables& tables) : estimate_(estimate), tables_(tables) {}

  void add(const InputRecord& record) {
    ++estimate_.targets;
    if (!record.target) {
      ++estimate_.invalid;
    } else if (tables_.exclusions.covering(record.target->contact)) {
      ++estimate_.excluded;
    } else {
      for (const Account& account : record.target->contact.accounts) add(account);
    }
  }

  void finish() {
    estimate_.hosts = hosts_.size();
    estimate_.domains = domains_.size();
    for (const auto& [domain, requests] : domains_) {
      if (std::pair(requests, estimate_.busiest) <= std::pair(estimate_.busiest_requests, domain)) continue;
      estimate_.busiest = domain;
      estimate_.busiest_requests = requests;
    }
    const Limits& limits = tables_.limits;
    estimate_.by_rate =
        std::chrono::seconds((estimate_.requests + estimate_.hosts) / limits.requests_per_second);
    estimate_.by_domain =
        std::chrono::seconds(estimate_.busiest_requests * limits.domain_interval_ms / milliseconds_of_second);
  }

 private:
  static constexpr std::uint64_t milliseconds_of_second = 1000;

  void add(const Account& account) {
    ++estimate_.accounts;
    const Plan plan = plan_account(account, tables_.services, tables_.limits);
    const auto* requests = std::get_if<std::vector<PlannedRequest>>(&plan);
    if (requests == nullptr) {
      ++estimate_.unplanned;
      return;
    }
    estimate_.requests += requests->size();
    hosts_.insert(account.host());
    domains_[tables_.suffixes.registrable_domain(account.host())] += requests->size();
  }

  Estimate& estimate_;
  const EstimateTables& tables_;
  std::unordered_set<std::string> hosts_;
  std::unordered_map<std::string, std::uint64_t> domains_;
};

std::string number(std::uint64_t count, std::string_view singular, std::string_view plural) {
  return counted(static_cast<std::size_t>(count), singular, plural);
}

}  // namespace

Selection selection_of(const SurveyQuestion& question, const SuffixList& suffixes, std::uint64_t population) {
  return {question.shard, question.sample, question.seed, suffixes, population};
}

Result<InputSurvey> survey_input(const SurveyQuestion& question, const SuffixList& suffixes) {
  const auto reading = reading_of(question.file);
  if (!reading) return reading.error();
  if (*reading == Reading::once)
    return Error{Code::bad_argument, question.file + ": can be read only once; write it into a file"};
  InputSurvey survey;
  const Selection parts = selection_of(question, suffixes, 0);
  const auto digest = each_record(question, [&](const InputRecord& record) {
    ++survey.records;
    if (parts.in_shard(record.line, target_of(record))) ++survey.population;
  });
  if (!digest) return digest.error();
  survey.sha256 = *digest;
  if (const auto* exactly = std::get_if<Exactly>(&question.sample)) {
    survey.targets = std::min(exactly->count, survey.population);
  } else if (std::holds_alternative<Everything>(question.sample)) {
    survey.targets = survey.population;
  } else {
    Selection selection = selection_of(question, suffixes, survey.population);
    const auto again = each_record(question, [&](const InputRecord& record) {
      if (selection.takes(record.line, target_of(record))) ++survey.targets;
    });
    if (!again) return again.error();
  }
  return survey;
}

Result<void> check_taken(const InputSurvey& survey, std::string_view sha256, std::uint64_t targets) {
  if (survey.sha256 == sha256 && survey.targets == targets) return {};
  return Error{Code::file_failed,
               "the input changed while it was scanned: " + std::to_string(survey.targets) +
                   " targets were in it at the beginning, and " + std::to_string(targets) +
                   " have been taken"};
}

Result<Estimate> estimate(const SurveyQuestion& question, Selection selection, const EstimateTables& tables) {
  Estimate estimate;
  Estimator estimator(estimate, tables);
  const auto digest = each_record(question, [&](const InputRecord& record) {
    if (selection.takes(record.line, target_of(record))) estimator.add(record);
  });
  if (!digest) return digest.error();
  estimator.finish();
  return estimate;
}

std::string write_estimate(const Estimate& estimate) {
  std::string text =
      number(estimate.targets, "target", "targets") + " (" + std::to_string(estimate.invalid) + " invalid, " +
      std::to_string(estimate.excluded) + " excluded), " + number(estimate.accounts, "account", "accounts") +
      " (" + std::to_string(estimate.unplanned) + " of which there is nothing to ask)\n" +
      number(estimate.requests, "request", "requests") + " to " + number(estimate.hosts, "host", "hosts") +
      " of " + number(estimate.domains, "domain", "domains") + ", and one for each host's robots.txt\n";
  text += "at least " + write_span(std::max(estimate.by_rate, estimate.by_domain)) + ": " +
          write_span(estimate.by_rate) + " by requests_per_second";
  if (!estimate.busiest.empty())
    text += ", " + write_span(estimate.by_domain) + " by domain_interval_ms for the " +
            number(estimate.busiest_requests, "request", "requests") + " to " + shown(estimate.busiest);
  return text + "\nnot counted: retries, and accounts that only keys name (discovered_requests)\n";
}

}  // namespace quorate
