#include "crawler/commands/run.hpp"
#include "crawler/contacts.hpp"
#include "crawler/files.hpp"
#include "crawler/scan/configuration.hpp"
#include "crawler/scan/engine.hpp"
#include "crawler/scan/keeping.hpp"
#include "crawler/scan/policy.hpp"
#include "crawler/scan/session.hpp"
#include "crawler/scan/survey.hpp"
#include "crawler/version.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace quorate {
namespace {

constexpr std::size_t max_list_bytes =
    std::size_t{256} * 1024 * 1024;  // an opt-out list of some million entries
constexpr std::size_t max_key_bytes = 4096;
constexpr std::size_t least_key_bytes = 16;
constexpr int unfinished_status = 1;

// A file that the command line names, and its SHA-256 in hexadecimal. Neither where none is named.
struct NamedFile {
  std::string bytes;
  std::string digest;
};

Result<NamedFile> read_named(const std::string& file, std::size_t max_bytes) {
  NamedFile named;
  if (file.empty()) return named;
  auto bytes = read_file(file, max_bytes);
  if (!bytes) return bytes.error();
  named.digest = encode_hex(sha256(as_bytes(*bytes)));
  named.bytes = std::move(*bytes);
  return named;
}

Result<std::unique_ptr<Pseudonyms>> read_pseudonyms(const ScanCommand& command, const Tables& tables,
                                                    const SuffixList& suffixes) {
  if (command.pseudonymise.empty()) return std::unique_ptr<Pseudonyms>();
  const auto bytes = read_file(command.pseudonymise, max_key_bytes);
  if (!bytes) return bytes.error();
  if (bytes->size() < least_key_bytes)
    return Error{Code::bad_argument, command.pseudonymise + ": a key of " + std::to_string(bytes->size()) +
                                         " bytes; make one of 32: head -c 32 /dev/urandom > " +
                                         command.pseudonymise};
  const ByteView key = as_bytes(*bytes);
  return std::make_unique<Pseudonyms>(Bytes(key.begin(), key.end()), tables.operators, suffixes,
                                      hosts_named(tables.services));
}

// Everything that the command line says, read and checked.
struct Wanted {
  SurveyQuestion question;
  std::optional<InputSurvey> survey;  // nothing for what can be read only once
  Exclusions exclusions;
  std::optional<Policy> policy;
  std::unique_ptr<Pseudonyms> pseudonyms;
  Manifest manifest;
};

Result<SurveyQuestion> question_of(const ScanCommand& command, Reading reading) {
  SurveyQuestion question{command.input, command.format, {}, Everything{}, command.seed};
  if (!command.shard.empty()) {
    const auto shard = parse_shard(command.shard);
    if (!shard) return Error{shard.error().code, "--shard: " + shard.error().detail};
    question.shard = *shard;
  }
  if (!command.sample.empty()) {
    const auto sample = parse_sample(command.sample);
    if (!sample) return Error{sample.error().code, "--sample: " + sample.error().detail};
    question.sample = *sample;
  }
  if (reading == Reading::once && std::holds_alternative<Exactly>(question.sample))
    return Error{Code::bad_argument,
                 "--sample: of standard input or a pipe nobody knows how many targets come; write a share, "
                 "for example 1%, or read a file"};
  return question;
}

Result<Wanted> read_wanted(const ScanCommand& command, Reading reading, const Tables& tables,
                           const SuffixList& suffixes, const std::string& settings,
                           const std::string& as_table) {
  Wanted wanted;
  auto question = question_of(command, reading);
  if (!question) return question.error();
  wanted.question = std::move(*question);
  const auto list = read_named(command.exclude, max_list_bytes);
  if (!list) return list.error();
  auto exclusions = Exclusions::load(command.exclude, list->bytes);
  if (!exclusions) return exclusions.error();
  wanted.exclusions = std::move(*exclusions);
  const auto policy_file = read_named(command.policy, max_list_bytes);
  if (!policy_file) return policy_file.error();
  if (!command.policy.empty()) {
    auto policy = load_policy(command.policy, policy_file->bytes);
    if (!policy) return policy.error();
    if (const auto checked = check_operators(*policy, tables.operators); !checked) return checked.error();
    wanted.policy = std::move(*policy);
  }
  auto pseudonyms = read_pseudonyms(command, tables, suffixes);
  if (!pseudonyms) return pseudonyms.error();
  wanted.pseudonyms = std::move(*pseudonyms);
  if (reading == Reading::again) {
    auto survey = survey_input(wanted.question, suffixes);
    if (!survey) return survey.error();
    wanted.survey = std::move(*survey);
  }

  Manifest& manifest = wanted.manifest;
  manifest.input = command.input;
  if (wanted.survey) manifest.input_sha256 = kept_digest(wanted.survey->sha256, wanted.pseudonyms.get());
  manifest.versions = versions(tables.services, tables.operators, suffixes);
  const auto configuration = scan_configuration(
      command, settings, tables, manifest.versions,
      {wanted.survey ? wanted.survey->sha256 : "", list->digest, policy_file->digest, as_table},
      wanted.pseudonyms.get());
  if (!configuration) return configuration.error();
  manifest.configuration = *configuration;
  return wanted;
}

// Of the shard; 0 where it is not known, which is only where no sample depends on it.
std::uint64_t population(const Wanted& wanted) { return wanted.survey ? wanted.survey->population : 0; }

// Names no entry: logs are published more easily than lists.
void warn_of_exclusions(const Wanted& wanted, const Services& services, const std::string& file,
                        const Surroundings& around) {
  const auto lines = wanted.exclusions.not_described(services);
  if (lines.empty()) return;
  note(file + ":" + std::to_string(*std::min_element(lines.begin(), lines.end())) +
           (lines.size() == 1 ? "" : " and " + std::to_string(lines.size() - 1) + " more") +
           ": no service is known that has such accounts, so this leaves out only what is spelt the same",
       around);
}

int print_estimate(const Wanted& wanted, const Tables& tables, const SuffixList& suffixes,
                   const Surroundings& around) {
  auto cost = estimate(wanted.question, selection_of(wanted.question, suffixes, population(wanted)),
                       {tables.services, tables.limits, wanted.exclusions, suffixes});
  if (!cost) return fail(cost.error(), around);
  if (wanted.pseudonyms) wanted.pseudonyms->apply_host(cost->busiest);
  around.out << write_estimate(*cost);
  return 0;
}

// An earlier run that was killed before it had begun may have left the one after the last.
std::filesystem::path record_file(const ScanDirectory& directory, Beginning beginning, std::size_t run) {
  while (true) {
    const std::filesystem::path file = directory.path / ("record-" + std::to_string(run) + ".warc.gz");
    std::error_code ignored;
    if (beginning == Beginning::anew || !std::filesystem::exists(file, ignored)) return file;
    ++run;
  }
}

// What the shell command was, for going on.
std::string resume_hint(const ScanCommand& command) {
  return "go on with the same command and --resume: quorate scan " + command.input + " --out " + command.out +
         " --resume ...";
}

}  // namespace

int run(const ScanCommand& command, const Surroundings& around) {
  // Before any file is opened, which could come to stand where standard input was closed.
  const auto reading = reading_of(command.input);
  if (!reading) return fail(reading.error(), around);
  auto tables = load_tables(around.config);
  if (!tables) return fail(tables.error(), around);
  const auto as_table = read_named(command.as_table, max_networks_bytes);
  if (!as_table) return fail(as_table.error(), around);
  if (!command.as_table.empty()) {
    auto networks = load_networks(command.as_table, as_table->bytes);
    if (!networks) return fail(networks.error(), around);
    tables->networks = std::move(*networks);
  }
  tables->limits = scan_limits(tables->limits);
  const SuffixList suffixes = SuffixList::builtin();
  auto wanted = read_wanted(command, *reading, *tables, suffixes, around.config, as_table->digest);
  if (!wanted) return fail(wanted.error(), around);
  warn_of_exclusions(*wanted, tables->services, command.exclude, around);
  if (command.dry_run) return print_estimate(*wanted, *tables, suffixes, around);
  if (command.out.empty())
    return fail({Code::bad_argument, "--out names the folder for what is found"}, around);
  if (!tables->settings.contact)
    note("the settings name no `contact`: sites cannot tell whom to ask about this scan", around);

  const ScanDirectory directory{command.out};
  const Beginning beginning = command.resume ? Beginning::resumed : Beginning::anew;
  auto keeping = ScanKeeping::prepare(directory, beginning, wanted->manifest);
  if (!keeping) return fail(keeping.error(), around);
  if (keeping->has_ended()) {
    note(command.out + ": this scan has ended; there is nothing to go on with", around);
    return 0;
  }
  auto input = ScanInput::open(command.input, command.format);
  if (!input) return fail(input.error(), around);

  WorldOptions options = command;
  if (command.keep_record) options.record = record_file(directory, beginning, keeping->runs() + 1).string();
  auto world = World::open(options, *tables, around.now);
  if (!world) return fail(world.error(), around);
  boost::asio::io_context context(1);  // outlives the workers
  const auto workers = Workers::start();
  if (!workers) return fail(workers.error(), around);
  if (const auto begun = keeping->begin(around.now); !begun) return fail(begun.error(), around);
  auto results = OutputFile::open(directory.results(), keeping->checkpoint().results_bytes);
  if (!results) return fail(results.error(), around);
  auto accounts = OutputFile::open(directory.accounts(), keeping->checkpoint().accounts_bytes);
  if (!accounts) return fail(accounts.error(), around);

  std::optional<Groups> groups;
  if (wanted->policy && !wanted->policy->merge.empty())
    groups.emplace(tables->operators, suffixes, merges(*wanted->policy));
  std::optional<ScanPolicy> policy;
  if (wanted->policy) policy = ScanPolicy{scoring_rule(*wanted->policy), groups ? &*groups : nullptr};
  ScanSetup setup{directory,
                  selection_of(wanted->question, suffixes, population(*wanted)),
                  wanted->exclusions,
                  {tables->operators, operators_of_services(tables->services)},
                  policy,
                  wanted->pseudonyms.get(),
                  wanted->survey ? std::optional(wanted->survey->targets) : std::nullopt,
                  command.now.empty() ? real_clock() : RunClock([now = world->now()] { return now; })};
  ScanEngine engine((*workers)->executor(), setup, std::move(*input), std::move(*results),
                    std::move(*accounts), keeping->checkpoint());
  const Session session{context, *tables, *world, **workers, wanted->exclusions, command.name_servers,
                        around};
  const auto done = run_session(engine, session, setup.clock);
  if (!done) note("what was kept can be gone on with; " + resume_hint(command), around);
  if (!done) return fail(done.error(), around);
  if (const auto finished = world->finish(); !finished) return fail(finished.error(), around);

  Result<void> taken;
  if (engine.has_ended() && wanted->survey)
    taken = check_taken(*wanted->survey, engine.input_sha256(), engine.counts().targets());
  const bool ended = engine.has_ended() && taken;
  const auto kept = keeping->finish(
      engine.counts(), engine.active_ms(), ended, real_clock()(),
      ended ? std::optional(kept_digest(engine.input_sha256(), setup.pseudonyms)) : std::nullopt);
  if (!kept) return fail(kept.error(), around);
  note(engine.progress_line(), around);
  if (!taken) return fail(taken.error(), around);
  if (ended) return 0;
  note("stopped before the end; " + resume_hint(command), around);
  return unfinished_status;
}

}  // namespace quorate
