#include "proofs/encoding/json.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <charconv>

namespace quorate::json {

Value Value::boolean(bool truth) {
  Value value;
  value.kind_ = Kind::boolean;
  value.truth_ = truth;
  return value;
}
Value Value::number(std::int64_t number) { return number_text(std::to_string(number)); }
Value Value::number_text(std::string text) {
  Value value;
  value.kind_ = Kind::number;
  value.text_ = std::move(text);
  return value;
}
Value Value::string(std::string_view text) {
  Value value;
  value.kind_ = Kind::string;
  value.text_ = text;
  return value;
}
Value Value::array(std::vector<Value> items) {
  Value value;
  value.kind_ = Kind::array;
  value.items_ = std::move(items);
  return value;
}
Value Value::object(std::vector<Member> members) {
  Value value;
  value.kind_ = Kind::object;
  value.members_ = std::move(members);
  return value;
}

const Value* Value::find(std::string_view name) const {
  for (const Member& member : members_)
    if (member.first == name) return &member.second;
  return nullptr;
}

const std::string* Value::find_string(std::string_view name) const {
  const Value* value = find(name);
  return value != nullptr && value->is_string() ? &value->text_ : nullptr;
}

Result<std::int64_t> Value::integer() const {
  if (kind_ != Kind::number) return Error{Code::bad_json, "not a number"};
  std::int64_t number = 0;
  const char* end = text_.data() + text_.size();
  const auto [stop, error] = std::from_chars(text_.data(), end, number);
  if (error != std::errc() || stop != end) return Error{Code::bad_json, "not an integer that fits: " + text_};
  return number;
}

Value& Value::add(std::string_view name, Value value) {
  members_.emplace_back(std::string(name), std::move(value));
  return *this;
}
Value& Value::add(Value item) {
  items_.push_back(std::move(item));
  return *this;
}

// Receives the parser's events and builds the value; remembers the first duplicate name.
class Builder {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  using ErrorCode = boost::system::error_code;
  using View = boost::json::string_view;

  bool on_document_begin(ErrorCode&) { return true; }
  bool on_document_end(ErrorCode&) { return true; }
  bool on_object_begin(ErrorCode&) { return open(Kind::object); }
  bool on_object_end(std::size_t, ErrorCode& error) {
    if (repeats_a_name(open_.back().members_)) {
      error = boost::json::error::syntax;
      return false;
    }
    return close();
  }
  bool on_array_begin(ErrorCode&) { return open(Kind::array); }
  bool on_array_end(std::size_t, ErrorCode&) { return close(); }
  bool on_key_part(View part, std::size_t, ErrorCode&) { return gather(part); }
  bool on_key(View part, std::size_t, ErrorCode&) {
    gather(part);
    open_.back().members_.emplace_back(std::exchange(text_, {}), Value());
    return true;
  }
  bool on_string_part(View part, std::size_t, ErrorCode&) { return gather(part); }
  bool on_string(View part, std::size_t, ErrorCode&) {
    gather(part);
    return place(Value::string(std::exchange(text_, {})));
  }
  bool on_number_part(View part, ErrorCode&) { return gather(part); }
  bool on_int64(std::int64_t, View part, ErrorCode&) { return on_number(part); }
  bool on_uint64(std::uint64_t, View part, ErrorCode&) { return on_number(part); }
  bool on_double(double, View part, ErrorCode&) { return on_number(part); }
  bool on_bool(bool truth, ErrorCode&) { return place(Value::boolean(truth)); }
  bool on_null(ErrorCode&) { return place(Value()); }
  bool on_comment_part(View, ErrorCode&) { return true; }
  bool on_comment(View, ErrorCode&) { return true; }

  const std::string& duplicate() const { return duplicate_; }
  Value take() { return std::move(root_); }

 private:
  bool gather(View part) {
    text_.append(part.data(), part.size());
    return true;
  }
  bool on_number(View part) {
    gather(part);
    return place(Value::number_text(std::exchange(text_, {})));
  }
  bool open(Kind kind) {
    open_.push_back(kind == Kind::object ? Value::object() : Value::array());
    return true;
  }
  bool close() {
    Value done = std::move(open_.back());
    open_.pop_back();
    return place(std::move(done));
  }
  bool place(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (open_.back().kind_ == Kind::object) {
      open_.back().members_.back().second = std::move(value);
    } else {
      open_.back().items_.push_back(std::move(value));
    }
    return true;
  }
  bool repeats_a_name(const std::vector<Member>& members) {
    std::vector<std::string_view> names;
    names.reserve(members.size());
    for (const Member& member : members) names.emplace_back(member.first);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice == names.end()) return false;
    duplicate_ = *twice;
    return true;
  }

  std::vector<Value> open_;  // the containers that are not closed yet, outermost first
  std::string text_;         // of the key, string or number that arrives in parts
  std::string duplicate_;
  Value root_;
};

Result<Value> parse(std::string_view bytes, std::size_t max_depth) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<Builder> parser(options);
  boost::system::error_code error;
  const std::size_t used = parser.write_some(false, bytes.data(), bytes.size(), error);
  const std::string where = " at offset " + std::to_string(used);
  if (error) {
    if (!parser.handler().duplicate().empty())
      return Error{Code::bad_json, "the member \"" + parser.handler().duplicate() + "\" stands twice"};
    return Error{Code::bad_json, error.message() + where};
  }
  if (used != bytes.size()) return Error{Code::bad_json, "more bytes after the value" + where};
  return parser.handler().take();
}

namespace {

void write_string(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out.push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (byte < 0x20 || byte == 0x7f) {
          out += "\\u00";
          out.push_back(digits[byte >> 4]);
          out.push_back(digits[byte & 15]);
        } else {
          out.push_back(c);
        }
    }
  }
  out.push_back('"');
}

constexpr int one_line = -1;

void break_line(std::string& out, int level) {
  if (level == one_line) return;
  out.push_back('\n');
  out.append(static_cast<std::size_t>(level) * 2, ' ');
}

void write_value(std::string& out, const Value& value, int level) {
  const int inner = level == one_line ? one_line : level + 1;
  switch (value.kind()) {
    case Kind::null:
      out += "null";
      return;
    case Kind::boolean:
      out += value.truth() ? "true" : "false";
      return;
    case Kind::number:
      out += value.text();
      return;
    case Kind::string:
      write_string(out, value.text());
      return;
    case Kind::array:
      out.push_back('[');
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        if (i > 0) out.push_back(',');
        break_line(out, inner);
        write_value(out, value.items()[i], inner);
      }
      if (!value.items().empty()) break_line(out, level);
      out.push_back(']');
      return;
    case Kind::object:
      out.push_back('{');
      for (std::size_t i = 0; i < value.members().size(); ++i) {
        if (i > 0) out.push_back(',');
        break_line(out, inner);
        write_string(out, value.members()[i].first);
        out += level == one_line ? ":" : ": ";
        write_value(out, value.members()[i].second, inner);
      }
      if (!value.members().empty()) break_line(out, level);
      out.push_back('}');
      return;
  }
}

}  // namespace

std::string write(const Value& value) {
  std::string out;
  write_value(out, value, one_line);
  return out;
}

std::string write_pretty(const Value& value) {
  std::string out;
  write_value(out, value, 0);
  return out;
}

}  // namespace quorate::json
