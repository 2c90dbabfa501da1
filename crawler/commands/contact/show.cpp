#include "crawler/commands/contact/show.hpp"

#include "proofs/encoding/json.hpp"
#include "proofs/encoding/utf8.hpp"
#include "proofs/history/proposal.hpp"
#include "proofs/report/layout/time.hpp"

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

json::Value state_value(const ContactState& state) {
  json::Value accounts = json::Value::array();
  for (const AccountSchedule& account : state.schedule.accounts)
    accounts.add(json::Value::object()
                     .add("account", json::Value::string(account.account))
                     .add("last_check", time_or_null(account.last_check))
                     .add("last_change", time_or_null(account.last_change))
                     .add("next_check", json::Value::number(account.next_check))
                     .add("failures", json::Value::number(account.failures))
                     .add("held_until", time_or_null(account.held_until)));
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
      .add("accounts", std::move(accounts));
}

}  // namespace

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
      around.out << shown(contact.contact.name) << ": " << verdict_words(contact.answer) << ", next check "
                 << at(contact.next_check);
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
  if (command.format == Format::json) {
    around.out << json::write(state_value(state)) << "\n";
    return {};
  }
  const auto answers = store.answers(state.contact.id, std::nullopt, 1);
  if (!answers) return answers.error();
  around.out << shown(state.contact.name) << "\n"
             << "verdict: "
             << verdict_words(answers->empty() ? std::nullopt : std::optional<AnswerSpan>(answers->front()))
             << "\n"
             << "pinned: " << (state.history.pin ? state.history.pin->speaker.key.id : "nothing") << "\n"
             << "looks: " << state.history.looks << ", last " << at(state.schedule.last_check) << ", next "
             << at(state.schedule.next_check) << "\n";
  for (const AccountSchedule& account : state.schedule.accounts) {
    const auto spans = store.timeline(state.contact.id, account.account, std::nullopt, 1);
    if (!spans) return spans.error();
    around.out << "  " << shown(account.account) << ": ";
    if (spans->empty())
      around.out << "not seen yet";
    else
      around.out << summary({spans->front().verdict.outcome, spans->front().verdict.reason, ""}) << " since "
                 << at(spans->front().first);
    around.out << ", next " << at(account.next_check);
    if (account.failures > 0) around.out << ", " << account.failures << " failed looks in a row";
    around.out << "\n";
  }
  if (state.pending) show_pending(state, around);
  return {};
}

}  // namespace quorate
