// Reads the small values of a report's JSON: times, keys, lists, and what may be null.
#pragma once

#include "proofs/formats/statement.hpp"
#include "proofs/report/read/field.hpp"
#include "proofs/score/score.hpp"

#include <optional>
#include <vector>

namespace quorate {

inline constexpr std::size_t max_listed =
    4096;  // accounts, keys or names in one list; a check looks at some dozens

template <class Read>
auto or_nothing(const JsonField& field, Read read) -> std::optional<decltype(read(field))> {
  if (field.is_null()) return std::nullopt;
  return read(field);
}

template <class Read>
auto read_list(const JsonField& field, Read read) -> std::vector<decltype(read(field))> {
  std::vector<decltype(read(field))> list;
  for (const JsonField& item : field.items(max_listed)) list.push_back(read(item));
  return list;
}

// 0 for null.
UnixTime read_time(const JsonField& field);
KeyName read_key(const JsonField& field);
Speaker read_speaker(const JsonField& field);

}  // namespace quorate
