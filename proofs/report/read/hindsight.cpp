#include "proofs/report/read/hindsight.hpp"

#include "proofs/report/read/values.hpp"

#include <limits>

namespace quorate {
namespace {

constexpr std::int64_t most_count = std::numeric_limits<std::int32_t>::max();

std::string text_or_empty(const JsonField& field) { return field.is_null() ? std::string() : field.text(); }
unsigned read_looks(const JsonField& field) { return static_cast<unsigned>(field.integer(0, most_count)); }

Event read_event(const JsonField& field) {
  Event event;
  event.kind = field["event"].choice(EventKind::clock_back);
  event.account = text_or_empty(field["account"]);
  event.speaker = or_nothing(field["key"], read_speaker);
  event.since = or_nothing(field["since"], read_time);
  event.detail = field["detail"].text();
  return event;
}

AccountPast read_account_past(const JsonField& field) {
  return {field["account"].text(), read_time(field["first_seen"]), read_time(field["last_seen"]),
          or_nothing(field["gone_since"], read_time)};
}

Pin read_shown_pin(const JsonField& field) {
  Pin pin;
  pin.speaker = read_speaker(field["key"]);
  pin.accounts = field["accounts"].texts(max_listed);
  for (const JsonField& item : field["retired"].items(max_listed))
    pin.retired.push_back({item["account"].text(), read_time(item["since"]), 0});
  pin.since = read_time(field["since"]);
  return pin;
}

Peak read_peak(const JsonField& field) {
  return {read_speaker(field["key"]), field["verdict"].choice(Answer::insufficient),
          read_looks(field["weight"]), read_time(field["last"])};
}

Candidate read_candidate(const JsonField& field) {
  return {read_speaker(field["key"]), read_time(field["since"]), read_looks(field["looks"])};
}

std::uint32_t read_seq(const JsonField& field) {
  return static_cast<std::uint32_t>(field.integer(0, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

Hindsight read_hindsight(const JsonField& field) {
  Hindsight past;
  past.looks = read_looks(field["looks"]);
  past.first_look = read_time(field["first_look"]);
  past.last_look = or_nothing(field["last_look"], read_time);
  past.clock = field["clock"].text() == "back" ? ClockState::back : ClockState::forward;
  past.events = read_list(field["events"], read_event);
  past.pin = or_nothing(field["pin"], read_shown_pin);
  past.held = or_nothing(field["held"], read_speaker);
  if (const JsonField rotation = field["rotation"]; !rotation.is_null())
    past.rotation = RotationMemory{past.pin ? past.pin->speaker : Speaker{}, read_speaker(rotation["to"]),
                                   read_time(rotation["since"])};
  past.quorum_since = or_nothing(field["quorum_since"], read_time);
  past.quorum_looks = read_looks(field["quorum_looks"]);
  past.standing = read_list(field["standing"], read_account_past);
  past.vanished = read_list(field["vanished"], read_account_past);
  past.unseen = read_list(field["unseen"], read_account_past);
  past.better = or_nothing(field["better"], read_peak);
  past.regressed_since = or_nothing(field["regressed_since"], read_time);
  past.key_changed_since = or_nothing(field["key_changed_since"], read_time);
  past.offer = or_nothing(field["offer"], read_candidate);
  past.withheld = or_nothing(field["withheld"], read_seq);
  past.accepted = or_nothing(field["accepted"], read_speaker);
  return past;
}

}  // namespace quorate
