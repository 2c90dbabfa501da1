#include "crawler/commands/contact/show.hpp"

#include "proofs/encoding/json.hpp"
#include "proofs/encoding/utf8.hpp"
#include "proofs/history/proposal.hpp"
#include "proofs/report/account_table.hpp"
#include "proofs/report/layout/table.hpp"
#include "proofs/report/layout/time.hpp"
#include "proofs/report/read/report.hpp"
#include "proofs/report/sentence.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::size_t longest_name = 256;
constexpr std::size_t max_json_depth = 64;  // of what we wrote ourselves

std::string at(UnixTime time) { return time == 0 ? "never" : write_time(time).value_or("?"); }
json::Value time_or_null(UnixTime time) { return time == 0 ? json::Value() : json::Value::number(time); }
std::string shown(const std::string& text) { return printable(text, longest_name); }

std::string verdict_words(const std::optional<AnswerSpan>& answer) {
  if (!answer) return "not checked yet";
  return std::string(text(answer->answer)) + " (" + std::to_string(answer->weight) + " of " +
         std::to_string(answer->groups) + " groups, " + std::to_string(answer->needed) + " needed)";
}

json::Value summary_value(const ContactSummary& contact) {
  json::Value answer;
  if (contact.answer)
    answer = json::Value::object()
                 .add("verdict", json::Value::string(text(contact.answer->answer)))
                 .add("key", json::Value::string(contact.answer->key))
                 .add("weight", json::Value::number(contact.answer->weight))
                 .add("needed", json::Value::number(contact.answer->needed))
                 .add("groups", json::Value::number(contact.answer->groups))
                 .add("since", json::Value::number(contact.answer->first));
  return json::Value::object()
      .add("id", json::Value::number(contact.contact.id))
      .add("name", json::Value::string(shown(contact.contact.name)))
      .add("answer", std::move(answer))
      .add("pending", contact.pending ? json::Value::string(*contact.pending) : json::Value())
      .add("paused", json::Value::boolean(contact.contact.watching == Watching::paused))
      .add("last_check", time_or_null(contact.last_check))
      .add("next_check", json::Value::number(contact.next_check));
}

json::Value state_value(const ContactState& state, const std::optional<std::string>& stored) {
  json::Value accounts = json::Value::array();
  for (const AccountSchedule& account : state.schedule.accounts)
    accounts.add(json::Value::object()
                     .add("account", json::Value::string(account.account))
                     .add("last_check", time_or_null(account.last_check))
                     .add("last_change", time_or_null(account.last_change))
                     .add("next_check", json::Value::number(account.next_check))
                     .add("failures", json::Value::number(account.failures))
                     .add("held_until", time_or_null(account.held_until)));
  const auto report = stored ? json::parse(*stored, max_json_depth) : Result<json::Value>(json::Value());
  json::Value pending;
  if (state.pending) {
    const auto change = json::parse(state.pending->json, max_json_depth);
    pending = json::Value::object()
                  .add("since", json::Value::number(state.pending->since))
                  .add("change", change ? *change : json::Value());
  }
  return json::Value::object()
      .add("id", json::Value::number(state.contact.id))
      .add("name", json::Value::string(shown(state.contact.name)))
      .add("pinned",
           state.history.pin ? json::Value::string(state.history.pin->speaker.key.id) : json::Value())
      .add("looks", json::Value::number(state.history.looks))
      .add("last_check", time_or_null(state.schedule.last_check))
      .add("next_check", json::Value::number(state.schedule.next_check))
      .add("pending", std::move(pending))
      .add("accounts", std::move(accounts))
      .add("report", report ? *report : json::Value());
}

// What was said of an account, and a remark on it.
struct AccountSaying {
  std::string words;
  std::string remark;  // empty: none
};

// Of the last look, as `quorate check` says it; where its report does not tell, what the timeline holds. A
// proof of another key than the answer's never stands as if it were for that one.
AccountSaying say_of(const std::string& account, const VerdictSpan& span, const std::optional<Report>& report,
                     const std::string& key) {
  if (report) {
    const auto& all = report->judgement.accounts;
    const auto found = std::find_if(all.begin(), all.end(), [&](const AccountVerdict& one) {
      return one.account.uri() == account && one.verdict.outcome == span.verdict.outcome;
    });
    const auto place = static_cast<std::size_t>(found - all.begin());
    if (found != all.end()) return {account_words(*report, place), account_remark(*report, place)};
  }
  const auto& keys = span.verdict.keys;
  const bool of_another = span.verdict.outcome == Outcome::proven && !key.empty() &&
                          std::find(keys.begin(), keys.end(), key) == keys.end();
  return {summary({span.verdict.outcome, span.verdict.reason, ""}) + (of_another ? " for another key" : ""),
          shown(span.verdict.detail)};
}

Result<void> show_accounts(StoreReader& store, const ContactState& state, const std::optional<Report>& report,
                           const std::string& key, const Surroundings& around) {
  for (const AccountSchedule& account : state.schedule.accounts) {
    const auto spans = store.timeline(state.contact.id, account.account, std::nullopt, 1);
    if (!spans) return spans.error();
    around.out << "  " << shown(account.account) << ": ";
    AccountSaying saying{"not seen yet", ""};
    if (!spans->empty()) {
      saying = say_of(account.account, spans->front(), report, key);
      saying.words += " since " + at(spans->front().first);
    }
    around.out << saying.words;
    around.out << ", next " << at(account.next_check);
    if (account.failures > 0) around.out << ", " << account.failures << " failed looks in a row";
    around.out << "\n";
    if (!saying.remark.empty()) around.out << "    " << saying.remark << "\n";
  }
  return {};
}

}  // namespace

std::string list_name(const std::string& name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(" -_.@'").find(c) != std::string_view::npos;
  };
  const std::string line = shown(name);
  if (std::all_of(line.begin(), line.end(), is_plain) && !line.starts_with(' ') && !line.ends_with(' '))
    return line;
  return json::write(json::Value::string(line));
}

Result<void> list_contacts(const ContactCommand& command, StoreReader& store, const Surroundings& around) {
  ContactQuery query;
  query.limit = max_page;
  if (command.pending) query.choice = ContactChoice::pending;
  while (true) {
    const auto page = store.contacts(query);
    if (!page) return page.error();
    for (const ContactSummary& contact : *page) {
      query.after = contact.contact.id;
      if (command.format == Format::json) {
        around.out << json::write(summary_value(contact)) << "\n";
        continue;
      }
      around.out << list_name(contact.contact.name) << ": " << verdict_words(contact.answer) << ", "
                 << (contact.last_check == 0 ? "not looked at yet" : "last look " + at(contact.last_check))
                 << ", next check " << at(contact.next_check);
      if (contact.pending) around.out << "; waits for you: " << *contact.pending;
      if (contact.contact.watching == Watching::paused) around.out << "; paused";
      around.out << "\n";
    }
    if (page->size() < query.limit) return {};
  }
}

void show_pending(const ContactState& state, const Surroundings& around) {
  const auto proposal = read_proposal(state.pending->json);
  if (!proposal) return;
  around.out << "waits since " << at(state.pending->since) << ": " << text(proposal->kind) << "\n";
  for (const std::string& line : changes(state.history.pin, proposal->pin))
    around.out << "  " << line << "\n";
}

Result<void> show_contact(const ContactCommand& command, StoreReader& store, const ContactState& state,
                          const Surroundings& around) {
  const auto stored = store.report(state.contact.id);
  if (!stored) return stored.error();
  if (command.format == Format::json) {
    around.out << json::write(state_value(state, *stored)) << "\n";
    return {};
  }
  const auto answers = store.answers(state.contact.id, std::nullopt, 1);
  if (!answers) return answers.error();
  std::optional<Report> report;
  if (*stored)
    if (auto read = read_kept_report(**stored)) report.emplace(std::move(*read));
  around.out << list_name(state.contact.name) << "\n"
             << "verdict: "
             << verdict_words(answers->empty() ? std::nullopt : std::optional<AnswerSpan>(answers->front()))
             << "\n";
  if (report) around.out << write_paragraph(sentence(*report));
  around.out << "pinned: " << (state.history.pin ? state.history.pin->speaker.key.id : "nothing") << "\n"
             << "looks: " << state.history.looks << ", last " << at(state.schedule.last_check) << ", next "
             << at(state.schedule.next_check) << "\n";
  const std::string key = answers->empty() ? std::string() : answers->front().key;
  if (auto listed = show_accounts(store, state, report, key, around); !listed) return listed;
  if (state.pending) show_pending(state, around);
  return {};
}

}  // namespace quorate
