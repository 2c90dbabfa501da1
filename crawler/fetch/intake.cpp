#include "crawler/fetch/intake.hpp"

#include <algorithm>
#include <charconv>

namespace quorate {
namespace {

constexpr std::string_view white_space = " \t\r\n";

// Honest servers send one member; some that put a page together from packed parts send one for each part.
constexpr std::size_t max_members = 64;

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

// Lines end with CRLF or with LF alone (RFC 9112 section 2.2).
std::string_view without_ending(std::string_view line) {
  if (!line.ends_with('\n')) return line;
  line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
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

Intake::Step Intake::header(std::string_view bytes) {
  header_bytes_ += bytes.size();
  ++header_lines_;
  if (header_bytes_ > limits_.header_bytes)
    return stop("header longer than " + std::to_string(limits_.header_bytes) + " bytes");
  if (header_lines_ > limits_.header_lines)
    return stop("header with more than " + std::to_string(limits_.header_lines) + " lines");
  if (section_ == Section::body) return Step::go_on;  // a trailer
  const std::string_view line = without_ending(bytes);
  if (line.empty()) return empty_line();
  ++head_lines_;
  if (const Result<void> one_reading = check_line(line, head_lines_, headers_); !one_reading)
    return stop(one_reading.error());
  const std::optional<int> status = read_status(line);  // of the first line: check_line takes no second one
  if (!status) return field(line);
  status_ = *status;
  return Step::go_on;
}

// Ends an interim answer or the head of the final one.
Intake::Step Intake::empty_line() {
  constexpr int first_final_status = 200;
  if (status_ >= first_final_status) return end_of_head();
  headers_.clear();
  head_lines_ = 0;
  return Step::go_on;
}

Intake::Step Intake::end_of_head() {
  section_ = Section::body;
  const Result<Framing::End> end = read_end(headers_);
  if (!end) return stop(end.error());
  end_ = *end;
  const Result<Framing::Coding> coding = read_coding(headers_);
  if (!coding) return stop_body(coding.error());
  coding_ = *coding;
  return Step::go_on;
}

Intake::Step Intake::field(std::string_view line) {
  if (white_space.find(line.front()) != white_space.npos) {  // RFC 9112 section 5.2; check_line let it pass
    headers_.back().second.append(" ").append(trimmed(line));
  } else {
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return Step::go_on;
    headers_.emplace_back(lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
  }
  return Step::go_on;
}

Intake::Step Intake::stop_body(Error error) {
  constexpr int first_error_status = 400;
  if (status_ < first_error_status) return stop(std::move(error));
  body_.clear();
  body_left_away_ = true;
  return Step::stop;
}

Intake::Step Intake::body(std::string_view bytes) {
  received_ += bytes.size();
  if (coding_ == Framing::Coding::gzip && received_ <= limits_.body_bytes) return unpack(bytes);
  if (coding_ == Framing::Coding::none) body_.append(bytes.substr(0, limits_.body_bytes - body_.size()));
  return received_ > limits_.body_bytes ? stop_at_limit() : Step::go_on;
}

// Cut is at the limit and nowhere else, so that who reads it can tell. What is packed may take more bytes
// than it decodes to.
Intake::Step Intake::stop_at_limit() {
  if (member_) body_.append(member_->decoded());
  if (limits_.excess == Excess::refused || body_.size() < limits_.body_bytes) return stop_body(too_long());
  has_enough_ = true;
  return Step::stop;
}

// A file of gzip is one member or several (RFC 1952 section 2.2).
Intake::Step Intake::unpack(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!member_) {
      if (++members_ > max_members) return stop_body({Code::over_limit, "too many gzip members"});
      member_ = std::make_unique<Gunzip>(limits_.body_bytes - body_.size());
    }
    const Result<std::size_t> taken = member_->take(bytes);
    if (!taken && taken.error().code == Code::over_limit) return stop_at_limit();
    if (!taken) return stop_body({Code::transfer_failed, "the body is not the gzip that it is said to be"});
    bytes.remove_prefix(*taken);
    if (!member_->ended()) continue;
    body_.append(member_->decoded());
    member_.reset();
  }
  return Step::go_on;
}

Error Intake::too_long() const {
  return {Code::over_limit, "body longer than " + std::to_string(limits_.body_bytes) + " bytes"};
}

// A body that must be there must have its end, which for gzip is a sum over all of it.
Intake::Step Intake::finish() {
  constexpr int status_with_body = 200;
  if (error_ || body_left_away_ || has_enough_) return Step::stop;
  const bool begun = received_ > 0 || status_ == status_with_body;
  if (coding_ == Framing::Coding::gzip && begun && (member_ || members_ == 0))
    return stop_body({Code::transfer_failed, "the gzip data is cut short"});
  if (body_.size() > limits_.decode_ratio_from && body_.size() / limits_.decode_ratio > received_)
    return stop_body({Code::over_limit, "body decodes to more than " + std::to_string(limits_.decode_ratio) +
                                            " times its size"});
  return Step::go_on;
}

void Intake::move_into(Observation& observation) {
  observation.status = status_;
  observation.headers = std::move(headers_);
  observation.body = std::move(body_);
}

}  // namespace quorate
