#include "proofs/formats/keybase_blocks.hpp"

#include <algorithm>

namespace quorate {
namespace {

// The smallest packet (empty payload, no hash) is 175 bytes, 236 characters; a run shorter than this is
// prose.
constexpr std::size_t min_packet_characters = 236;
// A packet is a map of three (without hash) or four members whose first is "body": 83 or 84, a4 "body", in
// base64.
constexpr std::string_view packet_start_without_hash = "g6Rib2R5";
constexpr std::string_view packet_start_with_hash = "hKRib2R5";

// Padding fills the last group of four characters (RFC 4648 section 4).
constexpr std::size_t base64_group = 4;

constexpr std::string_view armour_begin = "-----BEGIN ";
constexpr std::string_view armour_end = "-----END ";
constexpr std::string_view message_begin = "-----BEGIN PGP MESSAGE-----";
constexpr std::string_view message_end = "-----END PGP MESSAGE-----";

// Statements nest four levels; an object that opens more braces is none, and looking for its end stops there.
// This keeps the search linear: no character is looked at for more objects than may be open around it.
constexpr std::size_t max_braces = 8;

std::string_view trim(std::string_view line) {
  constexpr std::string_view blanks = " \t\r\f\v";
  const std::size_t first = line.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(blanks) - first + 1);
}

// Whether the line is base64 and nothing else: digits, then at most two padding characters.
bool is_base64_line(std::string_view line) {
  const auto is_digit = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  };
  const auto padding = std::find_if_not(line.begin(), line.end(), is_digit);
  return padding != line.begin() && line.end() - padding <= 2 &&
         std::all_of(padding, line.end(), [](char c) { return c == '='; });
}

bool begins_as_packet(std::string_view line) {
  return line.starts_with(packet_start_with_hash) || line.starts_with(packet_start_without_hash);
}

// One past the brace that closes the object at the front of `text`; 0: none does. Braces in strings do not
// count, and a string ends on its line.
std::size_t end_of_object(std::string_view text) {
  std::size_t open = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\n') return 0;
      if (c == '"') in_string = false;
      if (c == '\\' && text.substr(i + 1, 1) != "\n") ++i;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{') {
      if (++open > max_braces) return 0;
    } else if (c == '}') {
      if (--open == 0) return i + 1;
    }
  }
  return 0;
}

// Tags of site generators ({% raw %}, {{ name }}) are no objects.
bool opens_object(std::string_view line) {
  return line.starts_with('{') && !line.starts_with("{%") && !line.starts_with("{{");
}

// The last object of `text` that begins its line.
std::string_view last_object(std::string_view text) {
  std::string_view found;
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t next = std::min(text.find('\n', start), text.size());
    if (const std::string_view line = trim(text.substr(start, next - start)); opens_object(line)) {
      const auto offset = static_cast<std::size_t>(line.data() - text.data());
      if (const std::size_t size = end_of_object(text.substr(offset)); size != 0) {
        found = text.substr(offset, size);
        next = std::min(text.find('\n', offset + size), text.size());
      }
    }
    start = next + 1;
  }
  return found;
}

// Takes the lines one by one and gathers the blocks.
class BlockFinder {
 public:
  BlockFinder(std::string_view text, std::size_t max_blocks) : text_(text), max_blocks_(max_blocks) {}

  std::vector<KeybaseBlock> find() {
    std::size_t start = 0;
    while (start < text_.size() && blocks_.size() < max_blocks_) {
      const std::size_t end = std::min(text_.find('\n', start), text_.size());
      take(trim(text_.substr(start, end - start)), start);
      start = end + 1;
    }
    finish(text_.size());
    if (blocks_.size() > max_blocks_) blocks_.resize(max_blocks_);
    return std::move(blocks_);
  }

 private:
  enum class Within { prose, base64, message_headers, message, message_checksum, other_armour };

  void take(std::string_view line, std::size_t start) {
    if (line.starts_with(armour_begin)) {
      finish(start);
      begin(line == message_begin ? Within::message_headers : Within::other_armour, start);
    } else if (within_ == Within::prose || within_ == Within::base64) {
      take_prose(line, start);
    } else {
      take_armoured(line, start);
    }
  }

  void take_prose(std::string_view line, std::size_t start) {
    if (within_ == Within::base64 && !continues(line)) finish(start);
    if (within_ == Within::prose && !is_base64_line(line)) return;
    if (within_ == Within::prose) begin(Within::base64, start);
    gathered_ += line;
  }

  // Whether the line belongs to the base64 before it; padding may stand alone on the last one.
  bool continues(std::string_view line) const {
    if (line == "=" || line == "==") return gathered_.size() % base64_group != 0;
    return is_base64_line(line) && !gathered_.ends_with('=') && !begins_as_packet(line);
  }

  void take_armoured(std::string_view line, std::size_t start) {
    if (line.starts_with(armour_end)) {
      if (within_ != Within::other_armour) {
        const bool whole = line == message_end && within_ != Within::message_headers && !broken_;
        add({KeybaseBlockKind::openpgp, whole ? std::move(gathered_) : std::string(), {}}, start);
      }
      begin(Within::prose, start);
    } else if (within_ == Within::message_headers) {
      if (line.empty()) within_ = Within::message;
    } else if (within_ == Within::message && line.starts_with('=')) {
      within_ = Within::message_checksum;
    } else if (within_ == Within::message && is_base64_line(line) && !gathered_.ends_with('=')) {
      gathered_ += line;
    } else {
      broken_ = broken_ || (within_ != Within::other_armour && !line.empty());
    }
  }

  // Ends what is being gathered at `end`, whatever it is.
  void finish(std::size_t end) {
    if (within_ == Within::base64) {
      if (gathered_.size() >= min_packet_characters || begins_as_packet(gathered_))
        add({KeybaseBlockKind::nacl, std::move(gathered_), {}}, end);
    } else if (within_ != Within::prose && within_ != Within::other_armour) {
      add({KeybaseBlockKind::openpgp, {}, {}}, end);
    }
    begin(Within::prose, end);
  }

  void begin(Within within, std::size_t start) {
    within_ = within;
    block_start_ = start;
    gathered_.clear();
    broken_ = false;
  }

  void add(KeybaseBlock block, std::size_t end) {
    block.shown = last_object(text_.substr(previous_end_, block_start_ - previous_end_));
    blocks_.push_back(std::move(block));
    previous_end_ = end;
  }

  std::string_view text_;
  std::size_t max_blocks_;
  std::vector<KeybaseBlock> blocks_;
  Within within_ = Within::prose;
  std::size_t block_start_ = 0;   // of what is being gathered
  std::size_t previous_end_ = 0;  // of the block before: what is shown for the next one stands after it
  std::string gathered_;
  bool broken_ = false;  // the message holds lines that no armour has
};

}  // namespace

std::vector<KeybaseBlock> find_keybase_blocks(std::string_view text, std::size_t max_blocks) {
  return BlockFinder(text, max_blocks).find();
}

}  // namespace quorate
