#include "proofs/report/read/report.hpp"

#include "proofs/forge/agreeing.hpp"
#include "proofs/report/json.hpp"
#include "proofs/report/json_values.hpp"
#include "proofs/report/read/documents.hpp"
#include "proofs/report/read/field.hpp"
#include "proofs/report/read/hindsight.hpp"
#include "proofs/report/read/values.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace quorate {
namespace {

constexpr std::size_t max_depth = 16;  // a report has six levels
constexpr std::int64_t most_count = std::numeric_limits<std::int32_t>::max();

std::string read_text(const JsonField& field) { return field.text(); }
unsigned read_count(const JsonField& field) { return static_cast<unsigned>(field.integer(1, most_count)); }

Verdict read_verdict(const JsonField& field) {
  return {field["outcome"].choice(Outcome::proven), field["reason"].choice(Reason::not_found),
          field["detail"].text()};
}

std::vector<Account> read_accounts(const JsonField& field) {
  std::vector<Account> accounts;
  for (const JsonField& item : field.items(max_listed)) {
    auto account = Account::parse(item.text());
    if (!account) item.complain(account.error().detail);
    if (account) accounts.push_back(std::move(*account));
  }
  return accounts;
}

ControlPoint read_point(const JsonField& field) {
  return {field["kind"].choice(ControlKind::issuer), field["holder"].text()};
}

void read_account(const JsonField& field, Report& report) {
  auto parsed = Account::parse(field["account"].text());
  if (!parsed) {
    field["account"].complain(parsed.error().detail);
    return;
  }
  AccountVerdict judged{.account = std::move(*parsed)};
  judged.services = field["services"].texts(max_listed);
  judged.places = field["places"].texts(max_listed);
  judged.verdict = read_verdict(field);
  judged.flags = read_list(field["flags"], [](const JsonField& flag) { return flag.choice(Flag::too_old); });
  judged.since = read_time(field["since"]);
  judged.proven = read_list(field["proven_for"], read_speaker);
  judged.conflicted = read_list(field["conflicted_for"], read_speaker);
  judged.outdated = read_list(field["outdated_for"], read_speaker);
  AccountEvidence evidence;
  evidence.account = judged.account.uri();
  evidence.standing = field["standing"].choice(Standing::discovered);
  evidence.counting = field["counting"].choice(Counting::not_counted);
  evidence.domain = field["domain"].text();
  evidence.group = field["group"].text();
  evidence.ties = field["ties"].texts(max_listed);
  evidence.observed = field["observed"].texts(max_listed);
  report.points.push_back(read_list(field["control_points"], read_point));
  for (const KeyKind kind : {KeyKind::native, KeyKind::keybase}) {
    const auto place = static_cast<std::size_t>(kind);
    judged.by_kind[place] = read_verdict(field["by_kind"][text(kind)]);
    evidence.outcome[place] = judged.by_kind[place].outcome;
  }
  evidence.proven = judged.proven;
  evidence.conflicted = judged.conflicted;
  evidence.outdated = judged.outdated;
  report.judgement.accounts.push_back(std::move(judged));
  report.evidence.push_back(std::move(evidence));
}

KeyFacts read_facts(const JsonField& field) {
  KeyFacts facts;
  facts.speaker = read_speaker(field);
  facts.state = field["state"].choice(KeyState::equivocating);
  facts.joined = read_list(field["joined"], read_key);
  facts.successor = or_nothing(field["successor"], read_key);
  facts.listed_accounts = field["listed_accounts"].texts(max_listed);
  return facts;
}

Statement read_statement(const JsonField& field) {
  const Speaker speaker = read_speaker(field);
  Statement statement;
  statement.kid = speaker.key.id;
  statement.subject = speaker.subject;
  statement.seq =
      static_cast<std::uint32_t>(field["seq"].integer(1, std::numeric_limits<std::uint32_t>::max()));
  statement.issued_at = read_time(field["issued_at"]);
  statement.expires_at = read_time(field["expires_at"]);
  statement.accounts = read_accounts(field["accounts"]);
  statement.retired = read_accounts(field["retired"]);
  statement.next = or_nothing(field["next"], read_text);
  statement.prev = or_nothing(field["prev"], read_text);
  statement.unknown_claims = field["unknown_claims"].texts(max_listed);
  return statement;
}

void read_policy(const JsonField& field, Report& report) {
  report.rule.hostile = or_nothing(field["hostile"], read_count);
  report.rule.quorum = or_nothing(field["quorum"], read_count);
  if (report.rule.hostile && report.rule.quorum) field.complain("hostile and quorum exclude each other");
  report.required = field["required"].texts(max_listed);
  report.max_age = or_nothing(field["max_age"], [](const JsonField& age) {
    return age.integer(0, std::numeric_limits<std::int64_t>::max());
  });
  const auto accepted =
      read_list(field["accept"], [](const JsonField& answer) { return answer.choice(Answer::insufficient); });
  for (const Answer answer : accepted)
    if (answer == Answer::corroborated) report.acceptance = Acceptance::corroborated_too;
}

// The tokens beside the facts of the key that they end.
void read_proof(const JsonField& field, Report& report) {
  for (const JsonField& item : field.items(max_listed)) {
    const Speaker speaker = read_speaker(item);
    const std::vector<std::string> tokens = item["tokens"].texts(max_listed);
    for (KeyFacts& facts : report.judgement.keys)
      if (facts.speaker == speaker) facts.proof = tokens;
  }
}

Report read_members(const JsonField& field) {
  Report report;
  report.contact_name = or_nothing(field["contact"], read_text);
  report.subject = or_nothing(field["subject"], read_text);
  report.given_key = or_nothing(field["given_key"], read_key);
  for (const JsonField& account : field["accounts"].items(max_listed)) read_account(account, report);
  read_policy(field["policy"], report);
  report.judgement.keys = read_list(field["facts"], read_facts);
  report.judgement.statements = read_list(field["statements"], read_statement);
  read_proof(field["proof"], report);
  report.left_out = static_cast<std::size_t>(field["left_out"].integer(0, most_count));
  report.late = static_cast<std::size_t>(field["late"].integer(0, most_count));
  report.connect_to = or_nothing(field["connect_to"], read_text);
  report.vantages = read_list(field["vantage_points"], read_text);
  report.now = read_time(field["now"]);
  const JsonField versions = field["versions"];
  report.versions = {versions["program"].text(), versions["services"].text(), versions["operators"].text(),
                     versions["suffix_list"].text()};
  report.elapsed_ms = field["run"]["elapsed_ms"].integer(0, std::numeric_limits<std::int64_t>::max());
  report.replayed = field["run"]["replayed"].truth();
  return report;
}

// What the score alone decides, and the points beside it.
constexpr std::array<std::string_view, 12> concluded = {"verdict",    "exit_status", "flags",      "key",
                                                        "speaks_for", "numbers",     "forge_cost", "keys",
                                                        "rivals",     "groups",      "set_aside",  "missing"};

// The first place where the two differ; nothing where they are the same.
std::optional<std::string> difference(const json::Value& said, const json::Value& follows,
                                      const std::string& place) {
  const auto size = [](const json::Value& list) { return std::to_string(list.items().size()); };
  if (said.kind() != follows.kind()) return place + " is of another kind than what follows";
  if (said.is_object()) {
    for (const auto& [name, value] : follows.members())
      if (const json::Value* own = said.find(name))
        if (auto found = difference(*own, value, place + "." + name)) return found;
    return std::nullopt;
  }
  if (said.is_array()) {
    if (said.items().size() != follows.items().size())
      return place + " lists " + size(said) + ", and " + size(follows) + " follow";
    for (std::size_t i = 0; i < said.items().size(); ++i)
      if (auto found = difference(said.items()[i], follows.items()[i], place + "[" + std::to_string(i) + "]"))
        return found;
    return std::nullopt;
  }
  if (json::write(said) == json::write(follows)) return std::nullopt;
  return place + " says " + json::write(said) + ", and " + json::write(follows) + " follows";
}

// Members that a report does not have, or lacks; lists that the reader does not keep are passed over.
void check_members(const json::Value& said, const json::Value& known, const JsonField& field) {
  if (said.is_object() && known.is_object()) {
    for (const auto& [name, value] : said.members()) {
      const json::Value* own = known.find(name);
      if (own == nullptr) {
        field.complain("unknown member \"" + name + "\"");
      } else {
        check_members(value, *own, field[name]);
      }
    }
    for (const auto& [name, value] : known.members())
      if (said.find(name) == nullptr) field.complain("no member \"" + name + "\"");
  }
  if (!said.is_array() || !known.is_array() || said.items().size() != known.items().size()) return;
  const std::vector<JsonField> items = field.items(said.items().size());
  for (std::size_t i = 0; i < items.size(); ++i) check_members(said.items()[i], known.items()[i], items[i]);
}

// What earlier looks made of the score (`temper`), taken from what is said: nothing but flags, the answer
// `contested`, and a revoked key that nothing shows any more.
void apply_history(const JsonField& field, Report& report) {
  report.hindsight = read_hindsight(field["history"]);
  Score& score = report.score;
  score.flags =
      read_list(field["flags"], [](const JsonField& flag) { return flag.choice(ScoreFlag::regressed); });
  const Answer answer = field["verdict"].choice(Answer::insufficient);
  if (answer == Answer::contested || answer == Answer::revoked) score.answer = answer;
  const auto named = or_nothing(field["key"], read_speaker);
  if (!named || score.subject_key) return;
  const auto key = std::find_if(score.keys.begin(), score.keys.end(),
                                [&](const KeyScore& other) { return other.speaker == *named; });
  if (key == score.keys.end() || key->state != KeyState::revoked) return;
  std::rotate(score.keys.begin(), key, key + 1);
  score.subject_key = named;
}

enum class KeptPast { none, taken_as_said };

Result<Report> read_report(const json::Value& value, KeptPast past) {
  const std::string* schema = value.find_string("schema");
  if (schema == nullptr || *schema != report_schema)
    return Error{Code::bad_json, "the schema is " +
                                     (schema == nullptr ? "not named" : "\"" + *schema + "\"") +
                                     "; wanted is \"" + std::string(report_schema) + "\""};
  // Its flags, and with a pin its proofs, follow from a file that is not at hand.
  const json::Value* history = value.find("history");
  const bool has_history = history != nullptr && history->kind() != json::Kind::null;
  if (has_history && past == KeptPast::none)
    return Error{Code::bad_json,
                 "the report was held against earlier looks (--history), which are not in it, so that it cannot be "
                 "checked; explain such a look with check --why"};
  JsonComplaint complaint;
  const JsonField field(value, "", complaint);
  Report report = read_members(field);
  if (complaint.error()) return *complaint.error();
  report.score = score(score_input(report));
  if (has_history) apply_history(field, report);
  if (complaint.error()) return *complaint.error();
  report.forge_cost = forge_cost(report.score, report.evidence, report.points);
  const json::Value follows = to_json(report);
  check_members(value, follows, field);
  if (complaint.error()) return *complaint.error();
  for (const std::string_view name : concluded) {
    const auto found = difference(*value.find(name), *follows.find(name), std::string(name));
    if (found) return Error{Code::bad_json, "the report does not follow from its own evidence: " + *found};
  }
  return report;
}

Result<std::vector<Report>> read_all(std::string_view bytes, KeptPast past) {
  if (bytes.size() > max_reports_bytes)
    return Error{Code::over_limit, "more than " + std::to_string(max_reports_bytes) + " bytes"};
  const auto documents = cut_documents(bytes);
  if (!documents) return documents.error();
  if (documents->empty()) return Error{Code::bad_json, "holds no report"};
  std::vector<Report> reports;
  for (const JsonDocument& document : *documents) {
    const std::string where = "line " + std::to_string(document.line) + ": ";
    const auto value = json::parse(document.bytes, max_depth);
    if (!value) return Error{value.error().code, where + value.error().detail};
    auto report = read_report(*value, past);
    if (!report) return Error{report.error().code, where + report.error().detail};
    reports.push_back(std::move(*report));
  }
  return reports;
}

}  // namespace

Result<std::vector<Report>> read_reports(std::string_view bytes) { return read_all(bytes, KeptPast::none); }

Result<Report> read_kept_report(std::string_view bytes) {
  auto reports = read_all(bytes, KeptPast::taken_as_said);
  if (!reports) return reports.error();
  if (reports->size() != 1) return Error{Code::bad_json, "holds more than one report"};
  return std::move(reports->front());
}

}  // namespace quorate
