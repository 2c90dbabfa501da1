#include "proofs/history/file/json_reader.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr UnixTime latest_time = 100'000'000'000;  // as in statements: what is larger is in milliseconds

}  // namespace

JsonReader::JsonReader(std::string_view file, const json::Value& root)
    : file_(file), value_(&root), failure_(std::make_shared<std::optional<Error>>()) {}

JsonReader::JsonReader(const JsonReader& parent, std::string path, const json::Value* value)
    : file_(parent.file_), path_(std::move(path)), value_(value), failure_(parent.failure_) {}

void JsonReader::fail(std::string_view why) const {
  if (!*failure_)
    *failure_ =
        Error{Code::bad_config, file_ + ": " + (path_.empty() ? "/" : path_) + ": " + std::string(why)};
}

JsonReader JsonReader::member(std::string_view name) const {
  const json::Value* found = value_ == nullptr ? nullptr : value_->find(name);
  const JsonReader child(*this, path_ + "/" + std::string(name), found);
  if (found == nullptr) child.fail("is missing");
  return child;
}

std::vector<JsonReader> JsonReader::items(std::size_t most) const {
  std::vector<JsonReader> result;
  if (value_ == nullptr || !value_->is_array()) {
    fail("must be a list");
    return result;
  }
  if (value_->items().size() > most) {
    fail("has more than " + std::to_string(most) + " items");
    return result;
  }
  for (const json::Value& item : value_->items())
    result.push_back(JsonReader(*this, path_ + "/" + std::to_string(result.size()), &item));
  return result;
}

bool JsonReader::is_null() const { return value_ == nullptr || value_->kind() == json::Kind::null; }

std::string JsonReader::string() const {
  if (value_ != nullptr && value_->is_string()) return value_->text();
  fail("must be a text");
  return "";
}

std::vector<std::string> JsonReader::strings(std::size_t most) const {
  std::vector<std::string> texts;
  for (const JsonReader& item : items(most)) texts.push_back(item.string());
  for (std::size_t i = 1; i < texts.size(); ++i)
    if (texts[i - 1] >= texts[i]) fail("must be sorted, with nothing twice");
  return texts;
}

std::uint64_t JsonReader::number(std::uint64_t most) const {
  if (value_ != nullptr) {
    const auto number = value_->integer();
    if (number && *number >= 0 && static_cast<std::uint64_t>(*number) <= most)
      return static_cast<std::uint64_t>(*number);
  }
  fail("must be a whole number from 0 to " + std::to_string(most));
  return 0;
}

UnixTime JsonReader::time() const { return static_cast<UnixTime>(number(latest_time - 1)); }

std::optional<UnixTime> JsonReader::optional_time() const {
  if (is_null()) return std::nullopt;
  return time();
}

void JsonReader::only(std::initializer_list<std::string_view> names) const {
  if (value_ == nullptr || !value_->is_object()) {
    fail("must be an object");
    return;
  }
  for (const std::string_view name : names) (void)member(name);
  for (const auto& [name, value] : value_->members())
    if (std::find(names.begin(), names.end(), name) == names.end())
      JsonReader(*this, path_ + "/" + name, &value).fail("is not known");
}

}  // namespace quorate
