#include "proofs/extract/extract.hpp"

#include "proofs/encoding/json.hpp"
#include "proofs/encoding/utf8.hpp"
#include "proofs/extract/html.hpp"
#include "proofs/extract/json_pointer.hpp"
#include "proofs/extract/tokens.hpp"
#include "proofs/formats/badge.hpp"

#include <algorithm>
#include <optional>

namespace quorate {
namespace {

constexpr std::size_t max_json_depth = 32;  // of an API's answer; deeper ones are not profiles

Verdict unknown(Reason reason, std::string detail) { return {Outcome::unknown, reason, std::move(detail)}; }
Verdict not_understood(std::string detail) { return unknown(Reason::page_not_understood, std::move(detail)); }

Reason reason_of(Code code) {
  switch (code) {
    case Code::dns_failed:
      return Reason::dns_failed;
    case Code::connect_failed:
      return Reason::connect_failed;
    case Code::tls_failed:
      return Reason::tls_failed;
    case Code::timed_out:
      return Reason::timed_out;
    case Code::over_limit:
      return Reason::limit;
    case Code::address_refused:
      return Reason::address_refused;
    case Code::redirect_refused:
      return Reason::redirect_refused;
    case Code::bad_page:
      return Reason::page_not_understood;
    default:
      return Reason::transfer_failed;
  }
}

// What the status alone says; nothing for 200.
std::optional<Verdict> verdict_of_status(int status) {
  const std::string detail = "HTTP " + std::to_string(status);
  if (status == 200) return std::nullopt;
  if (status == 404 || status == 410) return Verdict{Outcome::absent, Reason::not_found, detail};
  if (status == 401 || status == 403 || status == 451) return unknown(Reason::access_denied, detail);
  if (status == 429) return unknown(Reason::rate_limited, detail);
  if (status >= 500 && status <= 599) return unknown(Reason::server_error, detail);
  if (status >= 300 && status <= 399) return unknown(Reason::redirect_refused, detail);
  return unknown(Reason::unexpected_status, detail);
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

const std::string* header(const Observation& observation, std::string_view name) {
  for (const auto& [key, value] : observation.headers)
    if (key == name) return &value;
  return nullptr;
}

std::string content_type(const Observation& observation) {
  const std::string* value = header(observation, "content-type");
  return value == nullptr ? std::string() : lower(*value);
}

// A declared charset other than UTF-8 could make other characters of the same bytes.
bool declares_other_charset(const std::string& type) {
  const std::size_t at = type.find("charset=");
  if (at == std::string::npos) return false;
  std::string_view charset = std::string_view(type).substr(at + 8);
  if (charset.starts_with('"')) charset.remove_prefix(1);
  charset = charset.substr(0, charset.find_first_of("\"; \t"));
  return charset != "utf-8" && charset != "utf8" && charset != "us-ascii";
}

// No statement, comment or Keybase proof begins with "<"; soft 404s do, which hold whatever anybody wrote.
bool looks_like_html(const Observation& observation) {
  const std::string type = content_type(observation);
  if (type.starts_with("text/html") || type.starts_with("application/xhtml")) return true;
  std::string_view body = observation.body;
  if (body.starts_with("\xef\xbb\xbf")) body.remove_prefix(3);
  body.remove_prefix(std::min(body.find_first_not_of(" \t\r\n\f"), body.size()));
  return body.starts_with('<');
}

// The answer as one region needs it: parsed once for all regions of a place.
class Answer {
 public:
  explicit Answer(const Observation& observation) : observation_(observation) {}

  Result<std::vector<std::string>> texts(const Region& region, const std::string& attribute) {
    switch (region.kind) {
      case RegionKind::html: {
        if (auto parsed = page(); !parsed) return parsed.error();
        auto text = attribute.empty() ? page_->text(region.path) : page_->attribute(region.path, attribute);
        if (!text) return text.error();
        return std::vector<std::string>{std::move(*text)};
      }
      case RegionKind::meta: {
        if (auto parsed = page(); !parsed) return parsed.error();
        auto content = page_->meta(region.path);
        if (!content) return content.error();
        return std::vector<std::string>{std::move(*content)};
      }
      case RegionKind::json: {
        if (!json_) {
          auto parsed = json::parse(observation_.body, max_json_depth);
          if (!parsed)
            return Error{Code::bad_page, "not the JSON that was expected: " + parsed.error().detail};
          json_ = std::move(*parsed);
        }
        return strings_at(*json_, region.path);
      }
      case RegionKind::header:
        return header_value(region.path);
      case RegionKind::lines:
      case RegionKind::body:
        return whole_text();
      case RegionKind::txt:
        return observation_.records;
    }
    return Error{Code::internal, "a region of no kind"};
  }

 private:
  Result<void> page() {
    if (page_) return {};
    if (const auto checked = check_text(); !checked) return checked.error();
    auto parsed = HtmlPage::parse(observation_.body);
    if (!parsed) return parsed.error();
    page_.emplace(std::move(*parsed));
    return {};
  }

  // Whether the body has one reading only. HTML parsers pass over a NUL, so that "al\0ice" would be alice.
  Result<void> check_text() const {
    const auto types = std::count_if(observation_.headers.begin(), observation_.headers.end(),
                                     [](const auto& field) { return field.first == "content-type"; });
    if (types > 1) return Error{Code::bad_page, "the answer has two content types"};
    if (!is_utf8(observation_.body) || observation_.body.find('\0') != std::string::npos ||
        declares_other_charset(content_type(observation_)))
      return Error{Code::bad_page, "the answer is not UTF-8 text"};
    return {};
  }

  Result<std::vector<std::string>> header_value(const std::string& path) const {
    const std::string wanted = lower(path);
    const auto count = std::count_if(observation_.headers.begin(), observation_.headers.end(),
                                     [&](const auto& field) { return field.first == wanted; });
    if (count > 1) return Error{Code::bad_page, "the header " + path + " stands more than once"};
    const std::string* value = header(observation_, wanted);
    return value == nullptr ? std::vector<std::string>{} : std::vector<std::string>{*value};
  }

  Result<std::vector<std::string>> whole_text() const {
    if (const auto checked = check_text(); !checked) return checked.error();
    if (looks_like_html(observation_)) return Error{Code::bad_page, "HTML came where a text file belongs"};
    return std::vector<std::string>{observation_.body};
  }

  const Observation& observation_;
  std::optional<HtmlPage> page_;
  std::optional<json::Value> json_;
};

Verdict verdict_of(const Error& error, std::string_view what) {
  return unknown(reason_of(error.code), std::string(what) + ": " + error.detail);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n\f";
  const std::size_t first = text.find_first_not_of(blank);
  return first == text.npos ? std::string_view()
                            : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::optional<Verdict> check_owner(const OwnerCheck& owner, Answer& answer) {
  const auto texts = answer.texts(owner.region, owner.attribute);
  if (!texts) return verdict_of(texts.error(), "whose page it is could not be seen");
  if (texts->size() != 1 || trimmed(texts->front()) != owner.equals)
    return not_understood("the page does not say that it is " + owner.equals + "'s");
  return std::nullopt;
}

Extracted extract_records(const Observation& observation) {
  std::vector<OwnedText> owned;
  for (const std::string& record : observation.records)
    if (record.find(badge_prefix) != std::string::npos) owned.push_back({record, OwnedText::Layout::free});
  if (owned.size() > max_region_tokens) return unknown(Reason::limit, "more than 16 TXT records with badges");
  if (owned.empty()) return Verdict{Outcome::absent, Reason::not_found, "no TXT record with a badge"};
  return owned;
}

}  // namespace

Extracted extract(const Observation& observation, const Place& place) {
  if (observation.error) return unknown(reason_of(observation.error->code), observation.error->detail);
  const bool dns = !place.regions.empty() && place.regions.front().kind == RegionKind::txt;
  if (dns) return extract_records(observation);
  if (const auto verdict = verdict_of_status(observation.status)) return *verdict;
  Answer answer(observation);
  if (place.owner) {
    if (const auto failed = check_owner(*place.owner, answer)) return *failed;
  }
  std::vector<OwnedText> owned;
  for (const Region& region : place.regions) {
    const auto texts = answer.texts(region, "");
    if (!texts) return verdict_of(texts.error(), "the owner's part of the page was not found");
    const auto layout = region.kind == RegionKind::lines ? OwnedText::Layout::lines : OwnedText::Layout::free;
    for (const std::string& text : *texts) owned.push_back({text, layout});
  }
  return owned;
}

}  // namespace quorate
