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
// most.
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
  void add(std::string_view bytes);
  void hand_out(const Take& take);

  InputFormat format_;
  std::string record_;
  bool too_long_ = false;
  bool quoted_ = false;  // inside of CSV quotes
  std::uint64_t line_ = 1;
  std::uint64_t begun_ = 1;  // the line on which the record begins
};

}  // namespace quorate
