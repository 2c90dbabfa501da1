#include "crawler/store/sql/row_reader.hpp"

#include <algorithm>

namespace quorate {

template <class Kind>
const Kind* RowReader::take() {
  const Kind* value = at_ < row_.size() ? std::get_if<Kind>(&row_[at_]) : nullptr;
  ++at_;
  if (value == nullptr) fail();
  return failed_ ? nullptr : value;
}

// Words stand in the database as reports print them.
template <class Word>
Word RowReader::word(Word last) {
  const std::string* found = take<std::string>();
  if (found == nullptr) return Word{};
  for (int i = 0; i <= static_cast<int>(last); ++i)
    if (quorate::text(static_cast<Word>(i)) == *found) return static_cast<Word>(i);
  fail();
  return Word{};
}

std::int64_t RowReader::number() {
  const std::int64_t* value = take<std::int64_t>();
  return value == nullptr ? 0 : *value;
}

std::optional<std::int64_t> RowReader::optional_number() {
  if (!is_null()) return number();
  ++at_;
  return std::nullopt;
}

std::uint32_t RowReader::small() {
  const std::int64_t value = number();
  if (value < 0 || value > std::numeric_limits<std::uint32_t>::max()) fail();
  return failed_ ? 0 : static_cast<std::uint32_t>(value);
}

std::uint64_t RowReader::size() {
  const std::int64_t value = number();
  if (value < 0) fail();
  return failed_ ? 0 : static_cast<std::uint64_t>(value);
}

std::string RowReader::text() {
  const std::string* value = take<std::string>();
  return value == nullptr ? std::string() : *value;
}

std::optional<std::string> RowReader::optional_text() {
  if (!is_null()) return text();
  ++at_;
  return std::nullopt;
}

Bytes RowReader::bytes() {
  const Bytes* value = take<Bytes>();
  return value == nullptr ? Bytes() : *value;
}

std::optional<Bytes> RowReader::optional_bytes() {
  if (!is_null()) return bytes();
  ++at_;
  return std::nullopt;
}

std::array<std::uint8_t, 32> RowReader::hash() {
  std::array<std::uint8_t, 32> hash{};
  const Bytes* value = take<Bytes>();
  if (value != nullptr && value->size() != hash.size()) fail();
  if (value != nullptr && !failed_) std::copy(value->begin(), value->end(), hash.begin());
  return hash;
}

Answer RowReader::answer() { return word(Answer::insufficient); }
Outcome RowReader::outcome() { return word(Outcome::proven); }
Reason RowReader::reason() { return word(Reason::not_found); }

Result<void> run_only(SqlConnection& connection, const std::string& statement,
                      const std::vector<SqlValue>& values) {
  if (const auto done = connection.run(statement, values); !done) return done.error();
  return {};
}

}  // namespace quorate
