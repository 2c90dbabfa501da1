// JsonField: a value inside a JSON document, with its place, for readers that must say what is wrong where.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// The first thing that was wrong; later ones follow from it and are not kept.
class JsonComplaint {
 public:
  void raise(const std::string& place, const std::string& what);
  const std::optional<Error>& error() const { return error_; }

 private:
  std::optional<Error> error_;
};

// Inside JsonField the name `text` is a member's.
template <class Enum>
std::string_view word_for(Enum value) {
  return text(value);
}

// Every reader below complains where the value is not what it reads, and then gives an empty one: so a caller
// reads on and asks once, at the end, whether anybody complained. Points into the document and to the
// complaint.
class JsonField {
 public:
  JsonField(const json::Value& value, std::string place, JsonComplaint& complaint)
      : value_(&value), place_(std::move(place)), complaint_(&complaint) {}

  JsonField operator[](std::string_view name) const;
  std::vector<JsonField> items(std::size_t most) const;
  bool is_null() const { return value_->kind() == json::Kind::null; }
  std::string text() const;
  std::vector<std::string> texts(std::size_t most) const;
  bool truth() const;
  std::int64_t integer(std::int64_t least, std::int64_t most) const;
  void complain(const std::string& what) const { complaint_->raise(place_, what); }
  const std::string& place() const { return place_; }

  // The enumerator with this text, of those from 0 to `last`.
  template <class Enum>
  Enum choice(Enum last) const {
    const std::string word = this->text();
    for (int i = 0; i <= static_cast<int>(last); ++i)
      if (word_for(static_cast<Enum>(i)) == word) return static_cast<Enum>(i);
    complain("unknown word \"" + word + "\"");
    return Enum{};
  }

 private:
  const json::Value* value_;
  std::string place_;
  JsonComplaint* complaint_;
};

}  // namespace quorate
