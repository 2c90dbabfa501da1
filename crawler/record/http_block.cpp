#include "crawler/record/http_block.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace quorate {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view version = "HTTP/1.1 ";
constexpr std::string_view original = "x-archive-orig-";
constexpr std::string_view length_name = "content-length";
constexpr std::array<std::string_view, 3> of_the_transfer = {"content-encoding", length_name,
                                                             "transfer-encoding"};

bool is_renamed(std::string_view name) {
  return name.starts_with(original) ||
         std::find(of_the_transfer.begin(), of_the_transfer.end(), name) != of_the_transfer.end();
}

Error bad(std::string_view why) { return {Code::bad_encoding, "HTTP answer: " + std::string(why)}; }

Result<int> read_status(std::string_view line) {
  if (!line.starts_with(version)) return bad("no status line");
  line.remove_prefix(version.size());
  int status = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), status);
  if (error != std::errc{} || std::string_view(end, line.data() + line.size()) != " ")
    return bad("no status");
  return status;
}

Result<void> read_header(std::string_view line, Observation& answer) {
  const std::size_t colon = line.find(": ");
  if (colon == line.npos) return bad("a line that is no field");
  std::string_view name = line.substr(0, colon);
  if (name.starts_with(original)) name.remove_prefix(original.size());
  answer.headers.emplace_back(name, line.substr(colon + 2));
  return {};
}

}  // namespace

std::string write_http_block(const Observation& answer) {
  std::string out(version);
  out.append(std::to_string(answer.status)).append(" ").append(line_end);
  for (const auto& [name, value] : answer.headers)
    out.append(is_renamed(name) ? original : "").append(name).append(": ").append(value).append(line_end);
  out.append(length_name).append(": ").append(std::to_string(answer.body.size())).append(line_end);
  return out.append(line_end).append(answer.body);
}

Result<void> read_http_block(std::string_view block, Observation& answer) {
  constexpr std::string_view section_end = "\r\n\r\n";
  const std::size_t end = block.find(section_end);
  if (end == block.npos) return bad("no end of its header");
  std::string_view head = block.substr(0, end + line_end.size());
  answer.body = block.substr(end + section_end.size());
  answer.headers.clear();
  for (bool first = true; !head.empty(); first = false) {
    const std::size_t length = head.find(line_end);
    const std::string_view line = head.substr(0, length);
    head.remove_prefix(length + line_end.size());
    if (first) {
      const Result<int> status = read_status(line);
      if (!status) return status.error();
      answer.status = *status;
    } else if (const Result<void> read = read_header(line, answer); !read) {
      return read.error();
    }
  }
  if (answer.headers.empty() ||
      answer.headers.back() != std::pair(std::string(length_name), std::to_string(answer.body.size())))
    return bad("its length is not that of its body");
  answer.headers.pop_back();
  return {};
}

}  // namespace quorate
