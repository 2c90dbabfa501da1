#include "crawler/watch/daemon.hpp"

#include "config/history_rules.hpp"
#include "crawler/contacts.hpp"
#include "crawler/watch/known_answers.hpp"
#include "proofs/encoding/utf8.hpp"
#include "proofs/history/remember.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace quorate {
namespace asio = boost::asio;
namespace {

using namespace std::chrono_literals;

constexpr std::size_t due_page = 256;          // contacts that are fetched from the store at once
constexpr std::size_t most_soon = 1000;        // that may wait ahead of the others
constexpr auto longest_rest = 1000ms;          // another process may have added contacts
constexpr auto trouble_rest = 10s;             // before a store that failed is tried again
constexpr auto count_interval = 60s;           // between two looks at how many contacts there are
constexpr UnixTime wrong_contact_wait = 3600;  // before a contact that cannot be checked is tried again
constexpr UnixTime clock_leap = 600;  // seconds between two looks at the clock that are no pause of ours
constexpr std::size_t remembered_decisions = 20;
// Cases of what is not stored are numbered from here on: no store gives out as many ids.
constexpr std::size_t first_once_number = std::size_t{1} << 62;

}  // namespace

Daemon::Daemon(const asio::any_io_executor& executor, Store& store, const Tables& tables, World& world,
               Workers& workers, const ScheduleRules& rules, std::optional<Policy> default_policy,
               DaemonMeans means)
    : store_(store),
      tables_(tables),
      default_policy_(std::move(default_policy)),
      means_(std::move(means)),
      rules_(rules),
      checker_(executor, tables, world, Manners::crawl, workers, NameServers::not_asked, nullptr,
               [this](std::unique_ptr<Asker> asker) {
                 auto watched = std::make_unique<WatchedAsker>(std::move(asker), means_.clock);
                 asker_ = watched.get();
                 return watched;
               }),
      timer_(executor) {}

asio::awaitable<void> Daemon::run(Watch watch) {
  mend_schedules(means_.clock());
  const CaseSource source = [this, watch] { return next(watch); };
  const ReportSink sink = [this](const Case& of, Report report) { finish(of, std::move(report)); };
  co_await checker_.run(source, means_.clock, HandOver::as_they_come, sink);
}

void Daemon::stop() {
  stopping_ = true;
  timer_.cancel();
}

void Daemon::wake() {
  due_.clear();
  timer_.cancel();
}

Queued Daemon::check_soon(ContactId id) {
  if (std::find(soon_.begin(), soon_.end(), id) != soon_.end()) return Queued::already;
  if (soon_.size() >= most_soon) return Queued::full;
  soon_.push_back(id);
  timer_.cancel();
  return Queued::queued;
}

void Daemon::check_once(Contact contact, std::function<void(const Report&)> done) {
  if (!contact.policy) contact.policy = default_policy_;
  once_.push_back({std::move(contact), std::move(done)});
  timer_.cancel();
}

Case Daemon::begin_once() {
  Once next = std::move(once_.front());
  once_.pop_front();
  const std::size_t number = first_once_number + counts_.once++;
  once_underway_[number] = std::move(next.done);
  return Case{std::move(next.contact), number, nullptr};
}

DaemonCounts Daemon::counts() const {
  DaemonCounts counts = counts_;
  counts.underway = underway_.size();
  return counts;
}

asio::awaitable<void> Daemon::rest(std::chrono::milliseconds time) {
  timer_.expires_after(time);
  boost::system::error_code woken;
  co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
}

asio::awaitable<std::optional<Case>> Daemon::next(Watch watch) {
  while (!stopping_) {
    if (trouble_) {
      if (watch == Watch::once) co_return std::nullopt;  // who runs it asks for trouble()
      co_await rest(trouble_rest);
      trouble_.reset();
      continue;
    }
    const UnixTime now = means_.clock();
    if (clock_seen_ != 0 && (now < clock_seen_ - clock_leap || now > clock_seen_ + clock_leap))
      mend_schedules(now);
    clock_seen_ = now;
    if (!once_.empty()) co_return begin_once();
    if (const auto id = pick(now)) {
      if (auto begun = begin(*id, now)) co_return begun;
      continue;
    }
    if (trouble_) continue;
    if (watch == Watch::once && due_.empty()) co_return std::nullopt;
    const auto until_start = std::chrono::ceil<std::chrono::milliseconds>(next_start_ - Steady::now());
    const std::chrono::milliseconds longest = longest_rest;
    co_await rest(due_.empty() ? longest : std::clamp<std::chrono::milliseconds>(until_start, 1ms, longest));
  }
  co_return std::nullopt;
}

// The next contact to be looked at; nothing when none is due, or it is not time for another start.
std::optional<ContactId> Daemon::pick(UnixTime now) {
  // A look that is under way may have seen the accounts before they changed: another one follows it.
  const auto next = std::find_if(soon_.begin(), soon_.end(),
                                 [this](ContactId waiting) { return underway_.count(waiting) == 0; });
  if (next != soon_.end()) {
    const ContactId id = *next;
    soon_.erase(next);
    std::erase_if(due_, [id](const DueContact& each) { return each.contact == id; });
    return id;
  }
  const auto tick = Steady::now();
  if (due_.empty()) {
    const auto due = store_.due(now, due_page + underway_.size());
    if (!due) return note_trouble(due.error()), std::nullopt;
    for (const DueContact& each : *due)
      if (underway_.count(each.contact) == 0) due_.push_back(each);
  }
  if (due_.empty() || tick < next_start_) return std::nullopt;
  if (counted_ == Steady::time_point() || tick - counted_ > count_interval) {
    const auto counts = store_.counts();
    if (!counts) return note_trouble(counts.error()), std::nullopt;
    counted_ = tick;
    const double rate = starts_per_second(counts->contacts - counts->paused, rules_);
    start_interval_ = std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / rate));
  }
  const ContactId id = due_.front().contact;
  due_.pop_front();
  next_start_ = std::max(next_start_, tick - start_interval_) + start_interval_;
  return id;
}

std::optional<Case> Daemon::begin(ContactId id, UnixTime now) {
  auto state = store_.contact(id);
  if (!state) return note_trouble(state.error()), std::nullopt;
  if (!*state) return std::nullopt;  // removed meanwhile
  auto contact = load_contact((*state)->contact.name, (*state)->contact.document);
  if (!contact) return refuse(**state, now, contact.error());
  if (!contact->policy) contact->policy = default_policy_;
  if (const auto fits = check_policy(*contact, tables_.operators); !fits)
    return refuse(**state, now, fits.error());
  const HistoryRules rules = history_rules(tables_.limits, contact->policy.value_or(Policy{}));
  if (const auto clock = check_clock((*state)->history, now, rules); !clock)
    return refuse(**state, now, clock.error());
  auto past = bring_past((*state)->history, rules, Accepting::no, *contact);
  if (!past) return refuse(**state, now, past.error());

  auto newest = store_.newest_observations(id);
  if (!newest) return note_trouble(newest.error()), std::nullopt;
  if (const auto recalled = recall_answers(*newest, tables_, store_, checker_.memory()); !recalled)
    return note_trouble(recalled.error()), std::nullopt;
  LookNotes notes;
  for (const ObservationRecord& record : *newest) notes.known.insert(record.place);
  for (const AccountSchedule& account : (*state)->schedule.accounts)
    if (asked(account, now) == Asked::no) notes.left_alone.insert(account.account);
  asker_->begin(static_cast<std::size_t>(id), std::move(notes));

  Underway& entry = underway_[id];
  entry.state = std::move(**state);
  entry.past.emplace(std::move(*past));
  return Case{std::move(*contact), static_cast<std::size_t>(id), &*entry.past};
}

// Said once for each reason: the contact's own wording is wrong, and stays so until somebody mends it.
std::optional<Case> Daemon::refuse(const ContactState& state, UnixTime now, const Error& why) {
  ++counts_.not_checked;
  LookRecord record;
  record.contact = state.contact.id;
  record.revision = state.contact.revision;
  record.at = now;
  record.schedule = state.schedule;
  record.schedule.next_check = now + wrong_contact_wait;
  if (state.schedule.failures == 0) record.events.push_back(daemon_event("not checked", "", why.detail));
  ++record.schedule.failures;
  means_.say(state.contact.name + ": not checked: " + why.detail);
  if (const auto recorded = record_look(store_, record);
      !recorded && recorded.error().code != Code::changed_meanwhile)
    note_trouble(recorded.error());
  if (recorded_) recorded_();
  return std::nullopt;
}

// Who takes a corroborated key for an answer gets the report in those words.
void Daemon::accept_as_wished(const Case& of, Report& report) const {
  if (of.contact.policy && accepts(*of.contact.policy, Answer::corroborated))
    report.acceptance = Acceptance::corroborated_too;
}

void Daemon::finish(const Case& of, Report report) {
  accept_as_wished(of, report);
  if (auto once = once_underway_.extract(of.number); !once.empty()) {
    once.mapped()(report);
    return;
  }
  const auto id = static_cast<ContactId>(of.number);
  auto node = underway_.extract(id);
  Underway& entry = node.mapped();
  if (!soon_.empty()) timer_.cancel();  // it may have waited for this one
  const auto decisions = store_.decisions(id, remembered_decisions);
  if (!decisions) return note_trouble(decisions.error());
  const LookRecord record =
      look_record({entry.state, *entry.past, report, asker_->take(of.number), *decisions}, report.now, rules_,
                  means_.random);
  const auto recorded = record_look(store_, record);
  if (!recorded) {
    const Code code = recorded.error().code;
    if (code == Code::changed_meanwhile || code == Code::not_stored) {
      ++counts_.refused_writes;  // it is still due, as it is now
      return;
    }
    if (code ==
        Code::bad_argument) {  // would fail for ever: say so, and do not ask its hosts again and again
      refuse(entry.state, report.now, recorded.error());
      return;
    }
    return note_trouble(recorded.error());
  }
  ++counts_.looks;
  counts_.events += recorded->new_events;
  for (const NewEvent& event : record.events) means_.say(entry.state.contact.name + ": " + event.text);
  if (recorded_) recorded_();
}

// After a start, and when the clock has jumped: what was planned under a clock that was ahead would wait for
// years.
void Daemon::mend_schedules(UnixTime now) {
  ContactQuery query;
  query.limit = max_page;
  while (true) {
    const auto page = store_.contacts(query);
    if (!page) return note_trouble(page.error());
    std::vector<DueContact> mends;
    for (const ContactSummary& each : *page)
      if (const auto next = mended(each.next_check, now, rules_, means_.random()))
        mends.push_back({each.contact.id, *next});
    if (!mends.empty()) {
      means_.say("the clock was ahead when " + std::to_string(mends.size()) +
                 " contacts were planned: planned anew");
      if (const auto done = store_.reschedule(mends); !done) return note_trouble(done.error());
    }
    if (page->size() < query.limit) return;
    query.after = page->back().contact.id;
  }
}

void Daemon::note_trouble(const Error& error) {
  trouble_ = error.detail;
  means_.say("trouble: " + error.detail);
}

}  // namespace quorate
