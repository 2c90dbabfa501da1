#include "tests/crawler/serve/demo_desk.hpp"

#include "proofs/forge/agreeing.hpp"
#include "proofs/report/json.hpp"
#include "tests/proofs/report/sample.hpp"

#include <stdexcept>

namespace quorate {
namespace {

constexpr UnixTime day = 86'400;
constexpr std::string_view waiting_key = "Qx81b7aa";

template <class T>
T good(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().detail);
  return std::move(*result);
}

std::string document(const std::string& name, const Report& report) {
  json::Value contact = json::Value::object();
  contact.add("name", json::Value::string(name));
  std::vector<json::Value> accounts;
  for (const AccountEvidence& evidence : report.evidence)
    if (evidence.standing == Standing::anchored) accounts.push_back(json::Value::string(evidence.account));
  contact.add("accounts", json::Value::array(std::move(accounts)));
  return json::write(contact);
}

struct Showing {
  std::string name;
  Report report;
  UnixTime now = 0;
  std::string text;
};

// The accounts as they were 40 days ago, when all was well, and as they are.
LookRecord look_at(const Showing& showing, ContactId id, Revision revision, UnixTime at) {
  const bool last = at == showing.now;
  LookRecord look;
  look.contact = id;
  look.revision = revision;
  look.at = at;
  look.schedule = {at + day, at, 0, {}};
  for (std::size_t i = 0; i < showing.report.evidence.size(); ++i) {
    const AccountEvidence& evidence = showing.report.evidence[i];
    look.schedule.accounts.push_back({evidence.account, at + day, at, at, 0, 0});
    const Verdict verdict = showing.report.judgement.accounts[i].verdict;
    look.verdicts.push_back({evidence.account,
                             last ? verdict.outcome : Outcome::proven,
                             last ? verdict.reason : Reason::none,
                             showing.text + verdict.detail,
                             {"key-1"}});
    look.observations.push_back({{evidence.account, evidence.account, ""},
                                 at,
                                 {200, "", "text/html", "", verdict.outcome, verdict.reason},
                                 showing.text + " page at " + std::to_string(at),
                                 {}});
  }
  const auto& score = showing.report.score;
  look.answer = NewAnswer{last ? score.answer : Answer::confirmed, "key-1", score.weight, score.threshold,
                          score.groups};
  look.report = json::write(to_json(showing.report));
  look.events = {{last ? "looked again" : "quorum reached", "", showing.text + " what happened",
                  "{\"more\": [1, null, \"x\"]}"}};
  return look;
}

void add(Store& store, const Showing& showing, PendingStep step) {
  const ContactId id = good(add_contact(
      store, {showing.name, document(showing.name, showing.report), showing.now - 40 * day, showing.now}));
  LookRecord first = look_at(showing, id, 1, showing.now - 40 * day);
  const auto receipt = good(record_look(store, first));
  LookRecord second = look_at(showing, id, receipt.revision, showing.now);
  if (step == PendingStep::set) {
    second.pending_step = step;
    const std::string text = json::write(json::Value::string(showing.text));
    second.pending =
        PendingChange{"replacement", showing.now - day,
                      "{\"was\": {\"key\": {\"kind\": \"native\", \"id\": \"YgHnupF3\"}, \"text\": " + text +
                          "}, \"would_be\": {\"key\": {\"kind\": \"native\", \"id\": \"" +
                          std::string(waiting_key) + "\"}, \"text\": null}}"};
  }
  good(record_look(store, second));
}

Report rescored(Report report) {
  report.score = score(score_input(report));
  report.forge_cost = forge_cost(report.score, report.evidence, report.points);
  return report;
}

}  // namespace

void fill_demo(Store& store, UnixTime now, const std::string& text) {
  add(store, {"Alice", rescored(sample::confirmed_with_outage()), now, text}, PendingStep::keep);
  add(store, {text.empty() ? "Bob" : text.substr(0, 100) + " Bob", rescored(sample::contested()), now, text},
      PendingStep::set);
  add(store, {"Carol", rescored(sample::in_groups()), now, text}, PendingStep::keep);
}

Result<ContactState> DemoDesk::state_of(ContactId id) {
  auto found = store_.contact(id);
  if (!found) return found.error();
  if (!*found) return Error{Code::not_stored, "there is no such contact"};
  return std::move(**found);
}

Result<ContactId> DemoDesk::add_contact(std::string_view name, std::string_view document) {
  ++writes_;
  return quorate::add_contact(store_, {std::string(name), std::string(document), now_(), now_()});
}

Result<void> DemoDesk::remove_contact(ContactId id) {
  ++writes_;
  return store_.remove_contact(id, now_(), {});
}

Result<void> DemoDesk::watch_contact(ContactId id, Watching watching, std::string_view) {
  ++writes_;
  const auto state = state_of(id);
  if (!state) return state.error();
  ContactChange change;
  change.contact = id;
  change.revision = state->contact.revision;
  change.at = now_();
  change.watching = watching;
  const auto changed = store_.change_contact(change);
  if (!changed) return changed.error();
  return {};
}

Result<void> DemoDesk::decide(ContactId id, const Wish& wish, std::string_view by) {
  ++writes_;
  const auto state = state_of(id);
  if (!state) return state.error();
  if (!state->pending) return Error{Code::bad_argument, "no change waits for a decision"};
  if (wish.key && *wish.key != waiting_key) return Error{Code::bad_argument, "another key waits"};
  ContactChange change;
  change.contact = id;
  change.revision = wish.revision;
  change.at = now_();
  change.pending_step = PendingStep::clear;
  change.decision = Decision{wish.decided, *state->pending, now_(), std::string(by)};
  change.events = {
      {wish.decided == Decided::accepted ? "accepted" : "refused", "", "by " + std::string(by), "{}"}};
  const auto changed = store_.change_contact(change);
  if (!changed) return changed.error();
  return {};
}

Result<Queued> DemoDesk::check_soon(ContactId id) {
  ++writes_;
  const auto state = state_of(id);
  if (!state) return state.error();
  if (queue_.count(id) == 1) return Queued::already;
  if (queue_.size() >= queue_places) return Queued::full;
  queue_.insert(id);
  return Queued::queued;
}

Result<std::optional<CheckId>> DemoDesk::check_once(std::string_view, std::string_view by) {
  if (once_by_.size() >= queue_places) return std::optional<CheckId>();
  once_by_.emplace_back(by);
  return std::optional<CheckId>(static_cast<CheckId>(once_by_.size()));
}

// The first is done at once, the others never.
std::optional<OneCheck> DemoDesk::one_check(CheckId id, std::string_view by) {
  if (id < 1 || id > static_cast<CheckId>(once_by_.size()) ||
      once_by_[static_cast<std::size_t>(id - 1)] != by)
    return std::nullopt;
  if (id > 1) return OneCheck{id, std::nullopt};
  return OneCheck{id, json::write(to_json(sample::confirmed_with_outage()))};
}

std::vector<Metric> DemoDesk::metrics() {
  return {{"quorate_demo_writes_total",
           "Writes that the demo was asked for.",
           MetricKind::counter,
           {{{}, static_cast<double>(writes_)}}}};
}

}  // namespace quorate
