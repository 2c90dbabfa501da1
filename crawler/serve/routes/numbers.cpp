#include "crawler/serve/routes/numbers.hpp"

namespace quorate {

Result<std::int64_t> number_parameter(const ApiTarget& target, std::string_view name, WholeRange range,
                                      std::int64_t otherwise) {
  const std::string* text = target.find(name);
  if (text == nullptr) return otherwise;
  const auto number = parse_whole(*text, range.most);
  if (!number || *number < range.least)
    return Error{Code::bad_argument, "the parameter \"" + std::string(name) + "\" is a whole number from " +
                                         std::to_string(range.least) + " to " + std::to_string(range.most)};
  return *number;
}

}  // namespace quorate
