#include "crawler/record/observation_fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <limits>
#include <map>
#include <string_view>

namespace quorate {
namespace {

Error bad(const std::string& why) { return {Code::bad_encoding, "the account of a fetch: " + why}; }

std::string_view text(Redirects redirects) { return redirects == Redirects::none ? "none" : "www-twin"; }

template <class Number>
Result<void> read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size()) return {};
  return bad("\"" + std::string(text) + "\" is no number");
}

// Codes are read by the names that reports print.
std::optional<Code> read_code(std::string_view text) {
  for (int i = 0; i <= static_cast<int>(Code::held_off); ++i)
    if (name(static_cast<Code>(i)) == text) return static_cast<Code>(i);
  return std::nullopt;
}

class Reader {
 public:
  Result<Recorded> read(const Fields& fields) {
    const auto named = [&](std::string_view name) {
      return std::find_if(fields.begin(), fields.end(),
                          [&](const auto& field) { return field.first == name; });
    };
    const auto account = named("account");
    const auto end = named("max-body");
    if (end == fields.end() || account > end) return bad("no question");
    recorded_.asker = write_fields(Fields(fields.begin(), account + 1));
    recorded_.question = write_fields(Fields(account + 1, end + 1));
    for (auto field = end + 1; field != fields.end(); ++field)
      if (const Result<void> taken = take(field->first, field->second); !taken) return taken.error();
    return std::move(recorded_);
  }

 private:
  Result<void> take(const std::string& name, const std::string& value) {
    Observation& seen = recorded_.observation;
    const std::map<std::string_view, std::string*> texts = {
        {"final-url", &seen.final_url}, {"peer", &seen.peer}, {"issuer", &seen.route.issuer}};
    const std::map<std::string_view, std::vector<std::string>*> lists = {
        {"record", &seen.records},
        {"alias", &seen.route.aliases},
        {"address", &seen.route.addresses},
        {"name-server", &seen.route.name_servers}};
    if (const auto found = texts.find(name); found != texts.end()) {
      *found->second = value;
    } else if (const auto found_list = lists.find(name); found_list != lists.end()) {
      found_list->second->push_back(value);
    } else {
      return take_other(name, value);
    }
    return {};
  }

  Result<void> take_other(const std::string& name, const std::string& value) {
    Observation& seen = recorded_.observation;
    if (name == "elapsed-us") return read_number(value, seen.elapsed_us);
    if (name == "answer") {
      seen.exchange = value;
    } else if (name == "dnssec" && (value == "secure" || value == "insecure")) {
      seen.dnssec = value == "secure" ? Dnssec::secure : Dnssec::insecure;
    } else if (name == "ending" && value == "unsure") {
      seen.ending = Ending::unsure;
    } else if (name == "error") {
      const std::optional<Code> code = read_code(value);
      if (!code) return bad("unknown error " + value);
      seen.error = Error{*code, {}};
    } else if (name == "error-detail" && seen.error) {
      seen.error->detail = value;
    } else {
      return bad("unknown or out of place: " + name);
    }
    return {};
  }

  Recorded recorded_;
};

}  // namespace

Fields asker_fields(const Question& question) {
  return {{"contact", std::to_string(question.contact)}, {"account", question.account}};
}

Fields question_fields(const Question& question) {
  const Request& request = question.request;
  Fields fields;
  if (!question.vantage.empty()) fields.emplace_back("vantage-point", question.vantage);
  if (!request.url.empty()) fields.emplace_back("url", request.url);
  if (!request.dns_name.empty()) fields.emplace_back("dns-name", request.dns_name);
  for (const auto& [name, value] : request.headers) fields.emplace_back("header", name + ": " + value);
  fields.emplace_back("redirects", text(request.redirects));
  fields.emplace_back("max-body", std::to_string(request.max_body_bytes));
  return fields;
}

Fields observation_fields(const Observation& observation) {
  Fields fields;
  const auto add = [&fields](std::string_view name, const std::string& value) {
    if (!value.empty()) fields.emplace_back(name, value);
  };
  const auto add_all = [&fields](std::string_view name, const std::vector<std::string>& values) {
    for (const std::string& value : values) fields.emplace_back(name, value);
  };
  if (observation.error) {
    add("error", std::string(name(observation.error->code)));
    add("error-detail", observation.error->detail);
  }
  add("answer", observation.exchange);
  if (observation.ending == Ending::unsure) add("ending", "unsure");
  add("final-url", observation.final_url);
  add("peer", observation.peer);
  add_all("record", observation.records);
  add("dnssec", observation.dnssec == Dnssec::secure ? "secure" : "insecure");
  add_all("alias", observation.route.aliases);
  add_all("address", observation.route.addresses);
  add_all("name-server", observation.route.name_servers);
  add("issuer", observation.route.issuer);
  add("elapsed-us", std::to_string(observation.elapsed_us));
  return fields;
}

Result<Recorded> read_recorded(const Fields& fields) { return Reader().read(fields); }

}  // namespace quorate
