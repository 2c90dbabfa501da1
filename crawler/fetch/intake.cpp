#include "crawler/fetch/intake.hpp"

#include <algorithm>
#include <charconv>

namespace quorate {
namespace {

constexpr std::string_view white_space = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(white_space);
  if (from == text.npos) return {};
  return text.substr(from, text.find_last_not_of(white_space) - from + 1);
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

// "HTTP/1.1 200 OK" or "HTTP/2 200" (RFC 9112 section 4): the three digits after the first space.
std::optional<int> read_status(std::string_view line) {
  constexpr std::size_t digits = 3;
  const std::size_t space = line.find(' ');
  if (!line.starts_with("HTTP/") || space == line.npos || line.size() < space + 1 + digits)
    return std::nullopt;
  int status = 0;
  const char* first = line.data() + space + 1;
  const auto [end, error] = std::from_chars(first, first + digits, status);
  if (error != std::errc() || end != first + digits || status < 100) return std::nullopt;
  return status;
}

}  // namespace

Intake::Step Intake::stop(std::string_view why) { return stop(Error{Code::over_limit, std::string(why)}); }

Intake::Step Intake::stop(Error error) {
  error_ = std::move(error);
  body_.clear();
  return Step::stop;
}

Intake::Step Intake::header(std::string_view line) {
  header_bytes_ += line.size();
  ++header_lines_;
  if (header_bytes_ > limits_.header_bytes)
    return stop("header longer than " + std::to_string(limits_.header_bytes) + " bytes");
  if (header_lines_ > limits_.header_lines)
    return stop("header with more than " + std::to_string(limits_.header_lines) + " lines");
  if (section_ == Section::body) return Step::go_on;  // a trailer
  if (const std::optional<int> status = read_status(line); status && headers_.empty()) {
    status_ = *status;
    return Step::go_on;
  }
  if (!trimmed(line).empty()) return field(line);
  constexpr int first_final_status = 200;
  if (status_ >= first_final_status) return end_of_head();
  headers_.clear();
  return Step::go_on;
}

Intake::Step Intake::end_of_head() {
  section_ = Section::body;
  const Result<Framing::End> end = read_end(headers_);
  if (!end) return stop(end.error());
  end_ = *end;
  if (const auto coding = read_coding(headers_); !coding && coding.error().code == Code::over_limit)
    return stop(coding.error());
  return Step::go_on;
}

Intake::Step Intake::field(std::string_view line) {
  const bool folded = white_space.find(line.front()) != white_space.npos;
  if (folded && !headers_.empty()) {  // RFC 9112 section 5.2
    headers_.back().second.append(" ").append(trimmed(line));
  } else {
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return Step::go_on;
    headers_.emplace_back(lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
  }
  return Step::go_on;
}

Intake::Step Intake::stop_body(std::string_view why) {
  constexpr int first_error_status = 400;
  if (status_ < first_error_status) return stop(why);
  body_.clear();
  body_left_away_ = true;
  return Step::stop;
}

bool Intake::ratio_passed(std::size_t received) const {
  return decoded_ > limits_.decode_ratio_from && decoded_ / limits_.decode_ratio > received;
}

Intake::Step Intake::body(std::string_view bytes, std::size_t received_at_most) {
  decoded_ += bytes.size();
  if (decoded_ > limits_.body_bytes)
    return stop_body("body longer than " + std::to_string(limits_.body_bytes) + " bytes");
  if (finish(received_at_most) == Step::stop) return Step::stop;
  body_.append(bytes);
  return Step::go_on;
}

Intake::Step Intake::finish(std::size_t received) {
  if (error_ || body_left_away_) return Step::stop;
  if (!ratio_passed(received)) return Step::go_on;
  return stop_body("body decodes to more than " + std::to_string(limits_.decode_ratio) + " times its size");
}

void Intake::move_into(Observation& observation) {
  observation.status = status_;
  observation.headers = std::move(headers_);
  observation.body = std::move(body_);
}

}  // namespace quorate
