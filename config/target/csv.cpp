#include "config/target/csv.hpp"

namespace quorate {
namespace {

constexpr std::size_t max_fields = 256;

Error wrong(std::size_t field, std::string_view what) {
  return {Code::bad_argument, "field " + std::to_string(field) + ": " + std::string(what)};
}

// Takes a field in quotes from the front, its quotes included. Errors: bad_argument.
Result<std::string> take_quoted(std::string_view& rest, std::size_t field) {
  std::string text;
  rest.remove_prefix(1);
  while (true) {
    const std::size_t quote = rest.find('"');
    if (quote == rest.npos) return wrong(field, "its quote does not end");
    text.append(rest.substr(0, quote));
    rest.remove_prefix(quote + 1);
    if (!rest.starts_with('"')) break;
    text += '"';  // RFC 4180: a quote inside is written twice
    rest.remove_prefix(1);
  }
  if (!rest.empty() && !rest.starts_with(',')) return wrong(field, "text behind the closing quote");
  return text;
}

}  // namespace

Result<std::vector<std::string>> split_csv(std::string_view record) {
  std::vector<std::string> fields;
  while (true) {
    const std::size_t number = fields.size() + 1;
    if (number > max_fields) return wrong(number, "more than 256 fields");
    if (record.starts_with('"')) {
      auto text = take_quoted(record, number);
      if (!text) return text.error();
      fields.push_back(std::move(*text));
    } else {
      const std::string_view text = record.substr(0, record.find(','));
      if (text.find('"') != text.npos) return wrong(number, "a quote inside of a field without quotes");
      if (text.find('\r') != text.npos) return wrong(number, "a carriage return that ends no line");
      fields.emplace_back(text);
      record.remove_prefix(text.size());
    }
    if (record.empty()) return fields;
    record.remove_prefix(1);  // the comma
  }
}

}  // namespace quorate
