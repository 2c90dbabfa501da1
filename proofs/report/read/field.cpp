#include "proofs/report/read/field.hpp"

namespace quorate {
namespace {

const json::Value nothing;

}  // namespace

void JsonComplaint::raise(const std::string& place, const std::string& what) {
  if (!error_) error_ = Error{Code::bad_json, (place.empty() ? "" : place + ": ") + what};
}

JsonField JsonField::operator[](std::string_view name) const {
  const std::string place = (place_.empty() ? "" : place_ + ".") + std::string(name);
  if (!value_->is_object()) {
    complain("an object is wanted here");
    return {nothing, place, *complaint_};
  }
  const json::Value* member = value_->find(name);
  if (member == nullptr) complain("no member \"" + std::string(name) + "\"");
  return {member == nullptr ? nothing : *member, place, *complaint_};
}

std::vector<JsonField> JsonField::items(std::size_t most) const {
  std::vector<JsonField> fields;
  if (!value_->is_array()) {
    complain("a list is wanted here");
  } else if (value_->items().size() > most) {
    complain("a list of more than " + std::to_string(most));
  } else {
    for (const json::Value& item : value_->items())
      fields.emplace_back(item, place_ + "[" + std::to_string(fields.size()) + "]", *complaint_);
  }
  return fields;
}

std::string JsonField::text() const {
  if (!value_->is_string()) complain("a text is wanted here");
  return value_->is_string() ? value_->text() : "";
}

std::vector<std::string> JsonField::texts(std::size_t most) const {
  std::vector<std::string> all;
  for (const JsonField& item : items(most)) all.push_back(item.text());
  return all;
}

bool JsonField::truth() const {
  if (value_->kind() != json::Kind::boolean) complain("no true or false");
  return value_->truth();
}

std::int64_t JsonField::integer(std::int64_t least, std::int64_t most) const {
  const auto number = value_->integer();
  if (number && *number >= least && *number <= most) return *number;
  complain("a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
           " is wanted here");
  return least;
}

}  // namespace quorate
