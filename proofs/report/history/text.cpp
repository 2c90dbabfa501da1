#include "proofs/report/history/text.hpp"

#include "proofs/report/layout/table.hpp"
#include "proofs/report/layout/time.hpp"
#include "proofs/report/layout/wording.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::size_t most_lines = 12;  // of events: a screen must hold the whole report

std::string date(UnixTime time) { return write_date(time).value_or("an unknown time"); }

// Writes the lines of one section.
class Looking {
 public:
  Looking(const Report& report, const Hindsight& hindsight) : report_(report), hindsight_(hindsight) {}

  std::string write() {
    say(opening());
    changes();
    standing();
    losses();
    pinned();
    return lines_;
  }

 private:
  void say(const std::string& line) { lines_ += write_paragraph(line); }
  std::string key(const Speaker& speaker) const { return key_phrase(report_, speaker.key); }

  std::string opening() const {
    if (!hindsight_.last_look) return "Since last time: this is the first look that is remembered.";
    if (hindsight_.clock == ClockState::back)
      return "Since last time: the clock stands before the last look, which was at " +
             write_time(*hindsight_.last_look).value_or("an unknown time") +
             ". What had expired then counts as expired, and no time counts until the clock has passed that. "
             "If the clock was wrong then, begin a new history." +
             (told().empty() ? "" : " What changed:");
    return "Since last time (" + date(*hindsight_.last_look) + ", look " + std::to_string(hindsight_.looks) +
           " since " + date(hindsight_.first_look) + "):" + (told().empty() ? " nothing changed." : "");
  }

  // The others are told at length below.
  std::vector<const Event*> told() const {
    std::vector<const Event*> events;
    for (const Event& event : hindsight_.events)
      if (event.kind != EventKind::clock_back) events.push_back(&event);
    return events;
  }

  void changes() {
    const auto events = told();
    for (std::size_t i = 0; i < std::min(events.size(), most_lines); ++i) say("- " + words(*events[i]));
    if (events.size() > most_lines)
      say("- and " + std::to_string(events.size() - most_lines) + " more (--json)");
  }

  std::string words(const Event& event) const {
    const std::string account = shown(event.account);
    const std::string of = event.speaker ? key(*event.speaker) : "the key";
    const std::string since = event.since ? date(*event.since) : "an unknown time";
    switch (event.kind) {
      case EventKind::proof_removed:
        return account + " does not prove " + of + " any more (" + shown_detail(event.detail) +
               "); last seen " + since;
      case EventKind::proof_back:
        return account + " proves " + of + " again; it was gone since " + since;
      case EventKind::proof_conflicted:
        return account + " shows another key beside " + of + " and counts for neither";
      case EventKind::rolled_back:
        return account + " went back to an older statement of " + of;
      case EventKind::lagging:
        return account + " has shown an old statement of " + of + " since " + since;
      case EventKind::rival:
        return of + " is shown as well, and contradicts the other";
      case EventKind::revoked:
        return of + " was revoked by its owner";
      case EventKind::equivocating:
        return of + " contradicts itself";
      case EventKind::expiring:
        return "the newest statement of " + of + " ends on " + since;
      case EventKind::expired:
        return "the newest statement of " + of + " ended on " + since;
      case EventKind::quorum_reached:
        return of + " reached a quorum";
      case EventKind::quorum_lost:
        return event.since ? "the quorum that had stood since " + since + " is lost" : "the quorum is lost";
      case EventKind::regressed:
        return "the answer was better before" + (event.since ? ", last on " + since : "");
      case EventKind::key_changed:
        return "another key than before leads now: " + of;
      case EventKind::rotated:
        return "the pinned key handed over to " + of;
      case EventKind::repinned:
        return of + " is pinned now: the rotation stood since " + since;
      case EventKind::replacement_offered:
        return of + " has stood long enough to be accepted in place of the pinned key";
      case EventKind::account_retired:
        return account + " was given up by its owner and does not count any more";
      case EventKind::clock_back:
        return "";
    }
    return "";
  }

  void standing() {
    if (hindsight_.quorum_since && hindsight_.quorum_looks > 1)
      say("The quorum has held at every look since " + date(*hindsight_.quorum_since) + " (" +
          std::to_string(hindsight_.quorum_looks) + " looks).");
    for (const AccountPast& account : hindsight_.unseen)
      say("Not seen now: " + shown(account.account) + ", proven when last seen on " +
          date(account.last_seen) + ".");
    if (hindsight_.withheld)
      say("Nobody shows the newest statement that is known, number " + std::to_string(*hindsight_.withheld) +
          "; it counts all the same.");
  }

  void losses() {
    for (const AccountPast& account : hindsight_.vanished)
      say("Gone: " + shown(account.account) + ", proven from " + date(account.first_seen) + " to " +
          date(account.last_seen) + ".");
    if (hindsight_.better)
      say("Better before: " + std::string(text(hindsight_.better->answer)) + " for " +
          key(hindsight_.better->speaker) + " with W = " + std::to_string(hindsight_.better->weight) +
          ", last on " + date(hindsight_.better->last) + ".");
    if (hindsight_.key_changed_since && hindsight_.held)
      say("Until " + date(*hindsight_.key_changed_since) + " the answer was about " + key(*hindsight_.held) +
          ". Ask the person over another channel whether they changed their key.");
  }

  void pinned() {
    if (hindsight_.rotation)
      say("The pinned " + key(hindsight_.rotation->from) + " handed over to " + key(hindsight_.rotation->to) +
          ", seen since " + date(hindsight_.rotation->since) + ". --accept pins the new one.");
    if (hindsight_.offer)
      say("Offered: " + key(hindsight_.offer->speaker) + " has had a quorum of the pinned accounts since " +
          date(hindsight_.offer->since) + ", in " + std::to_string(hindsight_.offer->looks) +
          " looks. If the person confirms it: --accept --key " + shown(hindsight_.offer->speaker.key.id) +
          ".");
    if (hindsight_.accepted) {
      say("Pinned now: " + key(*hindsight_.accepted) + " and the contact's accounts.");
    } else if (hindsight_.pin) {
      say("Pinned since " + date(hindsight_.pin->since) + ": " + key(hindsight_.pin->speaker) + ".");
    }
  }

  const Report& report_;
  const Hindsight& hindsight_;
  std::string lines_;
};

}  // namespace

std::string since_last_time(const Report& report) {
  if (!report.hindsight) return "";
  return Looking(report, *report.hindsight).write() + "\n";
}

}  // namespace quorate
