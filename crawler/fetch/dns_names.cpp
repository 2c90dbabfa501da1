#include "crawler/fetch/dns_names.hpp"

#include <algorithm>
#include <cstdint>
#include <map>

namespace quorate {
namespace {

constexpr std::size_t header_bytes = 12;     // RFC 1035 section 4.1.1
constexpr std::size_t max_name_bytes = 253;  // section 2.3.4, as text without the trailing dot
constexpr unsigned max_jumps = 128;          // as many as a name can have labels
constexpr unsigned type_cname = 5;
constexpr unsigned class_in = 1;
constexpr std::size_t longest_chain = 16;  // resolvers follow fewer

// The label with this length byte has the 14 bits after it as an offset (section 4.1.4).
constexpr unsigned pointer_mark = 0xc0;

std::optional<char> lower(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  const bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  return fits ? std::optional(c) : std::nullopt;
}

// Reads a message from its beginning. After the first failure everything reads as nothing.
class Reader {
 public:
  explicit Reader(std::string_view message) : message_(message) {}

  bool failed() const { return failed_; }
  std::size_t position() const { return at_; }

  unsigned number() {
    if (message_.size() - at_ < 2) failed_ = true;
    if (failed_) return 0;
    const unsigned value = byte(at_) << 8U | byte(at_ + 1);
    at_ += 2;
    return value;
  }

  void skip(std::size_t bytes) {
    if (message_.size() - at_ < bytes) failed_ = true;
    if (!failed_) at_ += bytes;
  }

  // Goes on behind the name. Empty for the root, for a name that is no host's, and after a failure.
  std::string name() {
    std::string text;
    bool plain = true;
    std::size_t from = at_;
    bool jumped = false;
    unsigned jumps = 0;
    while (!failed_) {
      if (from >= message_.size()) break;
      const unsigned length = byte(from);
      if ((length & pointer_mark) == pointer_mark) {
        if (from + 1 >= message_.size() || ++jumps > max_jumps) break;
        if (!jumped) at_ = from + 2;
        jumped = true;
        from = (length & ~pointer_mark) << 8U | byte(from + 1);
        continue;
      }
      if (length == 0) {
        if (!jumped) at_ = from + 1;
        return plain ? text : "";
      }
      if ((length & pointer_mark) != 0 || message_.size() - from <= length) break;
      if (!text.empty()) text += '.';
      for (const char c : message_.substr(from + 1, length)) {
        const std::optional<char> letter = lower(c);
        plain = plain && letter;
        text += letter.value_or('?');
      }
      if (text.size() > max_name_bytes) break;
      from += length + 1;
    }
    failed_ = true;
    return "";
  }

 private:
  unsigned byte(std::size_t at) const { return static_cast<unsigned char>(message_[at]); }

  std::string_view message_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

std::map<std::string, std::string> read_aliases(std::string_view message) {
  std::map<std::string, std::string> aliases;
  Reader reader(message);
  reader.skip(4);
  unsigned questions = reader.number();
  unsigned answers = reader.number();
  reader.skip(header_bytes - 8);
  for (; questions > 0 && !reader.failed(); --questions) {
    static_cast<void>(reader.name());
    reader.skip(4);
  }
  for (; answers > 0 && !reader.failed(); --answers) {
    const std::string owner = reader.name();
    const unsigned type = reader.number();
    const unsigned record_class = reader.number();
    reader.skip(4);
    const unsigned length = reader.number();
    const std::size_t begin = reader.position();
    if (type == type_cname && record_class == class_in) {
      std::string target = reader.name();
      if (reader.position() != begin + length) break;
      if (!owner.empty() && !target.empty()) aliases.emplace(owner, std::move(target));
    } else {
      reader.skip(length);
    }
  }
  return aliases;
}

}  // namespace

std::optional<std::string> decode_name(std::string_view rdata) {
  if (std::any_of(rdata.begin(), rdata.end(),
                  [](char c) { return static_cast<unsigned char>(c) >= pointer_mark; }))
    return std::nullopt;
  Reader reader(rdata);
  std::string name = reader.name();
  if (reader.failed() || reader.position() != rdata.size() || name.empty()) return std::nullopt;
  return name;
}

std::vector<std::string> follow_aliases(std::string_view message, const std::string& host) {
  const std::map<std::string, std::string> aliases = read_aliases(message);
  std::vector<std::string> chain;
  for (auto found = aliases.find(host); found != aliases.end() && chain.size() < longest_chain;
       found = aliases.find(chain.back())) {
    if (found->second == host || std::find(chain.begin(), chain.end(), found->second) != chain.end()) break;
    chain.push_back(found->second);
  }
  return chain;
}

}  // namespace quorate
