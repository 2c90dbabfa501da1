// Cuts the bytes of a scan's input into records: one a line, or for CSV up to a line feed outside of quotes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace quorate {

enum class InputFormat { plain, ndjson, csv };

std::string_view text(InputFormat format);

inline constexpr std::size_t max_record_bytes = std::size_t{1024} * 1024;  // 32 accounts and their statements

struct Record {
  std::uint64_t line = 0;  // where it begins, from 1
  std::string_view bytes;  // without its line end; valid during the call
  bool too_long = false;   // then `bytes` is its beginning
};

// A step function: it is fed with what was read, and hands out what is complete. Keeps one record at the
// most. A byte order mark at the beginning (U+FEFF in UTF-8) is no part of the first record.
//
// In CSV a quote opens a field only where the field begins (RFC 4180 section 2). A quote that does not end
// within the size of a record or before the input does, or that ends in the middle of a text, was not meant
// to open a field of several lines: then each of the lines is a record of its own, so that it is lost alone.
class RecordSplitter {
 public:
  using Take = std::function<void(const Record&)>;

  explicit RecordSplitter(InputFormat format) : format_(format) {}

  // Hands out every record that ends in `bytes`. Lines that hold nothing but white space are passed over, and
  // in plain lists those that begin with #.
  void feed(std::string_view bytes, const Take& take);
  // The input has ended: hands out what has no line end.
  void finish(const Take& take);

 private:
  // Where in a record of CSV the next byte stands.
  enum class Field { begins, plain, quoted, quote_in_quoted };

  bool is_open() const { return field_ == Field::quoted && !too_long_; }
  std::string_view without_mark(std::string_view bytes);
  void follow(std::string_view bytes);
  void add(std::string_view line, const Take& take);
  void hand_out(std::string_view bytes, std::uint64_t line, const Take& take) const;
  void hand_out(const Take& take);
  void hand_out_lines(const Take& take);

  InputFormat format_;
  std::string beginning_;  // until it is known whether it is a byte order mark
  bool begun_input_ = false;
  std::string record_;
  bool too_long_ = false;
  Field field_ = Field::begins;
  bool torn_ = false;  // there is text behind a closing quote
  std::uint64_t line_ = 1;
  std::uint64_t begun_ = 1;  // the line on which the record begins
};

}  // namespace quorate
