#include "proofs/report/read/values.hpp"

#include "proofs/report/layout/time.hpp"

namespace quorate {

UnixTime read_time(const JsonField& field) {
  if (field.is_null()) return 0;
  const auto time = parse_time(field.text());
  if (!time) field.complain(time.error().detail);
  return time ? *time : 0;
}

KeyName read_key(const JsonField& field) {
  return {field["kind"].choice(KeyKind::keybase), field["id"].text()};
}

Speaker read_speaker(const JsonField& field) { return {read_key(field), field["subject"].text()}; }

}  // namespace quorate
