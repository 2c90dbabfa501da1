#include "proofs/encoding/msgpack.hpp"

namespace quorate::msgpack {

std::optional<bool> Value::boolean() const {
  if (kind_ != Kind::boolean) return std::nullopt;
  return number_ != 0;
}
std::optional<std::uint64_t> Value::integer() const {
  if (kind_ != Kind::integer) return std::nullopt;
  return number_;
}
std::optional<std::string_view> Value::text() const {
  if (kind_ != Kind::text) return std::nullopt;
  return as_text(bytes_);
}
std::optional<ByteView> Value::bytes() const {
  if (kind_ != Kind::bytes) return std::nullopt;
  return bytes_;
}

const Value* Value::find(std::string_view name) const {
  for (const Member& member : members_)
    if (member.first == name) return &member.second;
  return nullptr;
}

namespace {

// First bytes, as the MessagePack specification names them.
constexpr std::uint8_t positive_fixint_last = 0x7f;
constexpr std::uint8_t fixmap_first = 0x80;
constexpr std::uint8_t fixarray_first = 0x90;
constexpr std::uint8_t fixstr_first = 0xa0;
constexpr std::uint8_t nil = 0xc0;
constexpr std::uint8_t false_ = 0xc2;
constexpr std::uint8_t true_ = 0xc3;
constexpr std::uint8_t bin8 = 0xc4;
constexpr std::uint8_t bin16 = 0xc5;
constexpr std::uint8_t bin32 = 0xc6;
constexpr std::uint8_t uint8 = 0xcc;
constexpr std::uint8_t uint16 = 0xcd;
constexpr std::uint8_t uint32 = 0xce;
constexpr std::uint8_t uint64 = 0xcf;
constexpr std::uint8_t str8 = 0xd9;

// The largest numbers that a shorter encoding would have held.
constexpr std::uint64_t largest_fixint = 0x7f;
constexpr std::uint64_t largest_fixstr = 31;
constexpr std::uint64_t largest_8 = 0xff;
constexpr std::uint64_t largest_16 = 0xffff;
constexpr std::uint64_t largest_32 = 0xffffffff;

}  // namespace

// Reads from the front of the bytes; never further than they reach.
class Reader {
 public:
  Reader(ByteView bytes, std::size_t max_depth) : rest_(bytes), size_(bytes.size()), max_depth_(max_depth) {}

  Result<Value> read_all() {
    Result<Value> value = read(0);
    if (value && !rest_.empty()) return bad("more bytes after the value");
    return value;
  }

 private:
  Error bad(std::string_view why) const {
    return {Code::bad_encoding,
            "msgpack: " + std::string(why) + " at offset " + std::to_string(size_ - rest_.size())};
  }

  // A big-endian number of `width` bytes that is larger than `above`, the largest that a shorter encoding
  // holds.
  Result<std::uint64_t> number(std::size_t width, std::optional<std::uint64_t> above) {
    if (rest_.size() < width) return bad("cut off");
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < width; ++i) number = (number << 8) | rest_[i];
    if (above && number <= *above) return bad("not the shortest encoding");
    rest_ = rest_.subspan(width);
    return number;
  }

  Result<Value> integer(std::size_t width, std::uint64_t above) {
    const auto value = number(width, above);
    if (!value) return value.error();
    return make(Kind::integer, *value);
  }

  // Text or bytes, whose length stands in `width` bytes.
  Result<Value> sized(Kind kind, std::size_t width, std::optional<std::uint64_t> above) {
    const auto length = number(width, above);
    if (!length) return length.error();
    return run(kind, *length);
  }

  Result<Value> run(Kind kind, std::uint64_t length) {
    if (length > rest_.size()) return bad("cut off");
    Value value;
    value.kind_ = kind;
    value.bytes_ = rest_.first(length);
    rest_ = rest_.subspan(length);
    return value;
  }

  Result<Value> array(std::size_t count, std::size_t depth) {
    if (depth >= max_depth_) return bad("too deep");
    Value array;
    array.kind_ = Kind::array;
    for (std::size_t i = 0; i < count; ++i) {
      Result<Value> item = read(depth + 1);
      if (!item) return item;
      array.items_.push_back(std::move(*item));
    }
    return array;
  }

  Result<Value> map(std::size_t count, std::size_t depth) {
    if (depth >= max_depth_) return bad("too deep");
    Value map;
    map.kind_ = Kind::map;
    for (std::size_t i = 0; i < count; ++i) {
      const Result<Value> name = read(depth + 1);
      if (!name) return name;
      if (name->kind() != Kind::text) return bad("a member name that is not text");
      if (map.find(*name->text()) != nullptr) return bad("a member name that stands twice");
      Result<Value> value = read(depth + 1);
      if (!value) return value;
      map.members_.emplace_back(*name->text(), std::move(*value));
    }
    return map;
  }

  static Value make(Kind kind, std::uint64_t number) {
    Value value;
    value.kind_ = kind;
    value.number_ = number;
    return value;
  }

  Result<Value> read(std::size_t depth) {
    if (rest_.empty()) return bad("cut off");
    const std::uint8_t first = rest_.front();
    rest_ = rest_.subspan(1);
    if (first <= positive_fixint_last) return make(Kind::integer, first);
    if (first < fixarray_first) return map(first - fixmap_first, depth);
    if (first < fixstr_first) return array(first - fixarray_first, depth);
    if (first < nil) return run(Kind::text, first - fixstr_first);
    switch (first) {
      case nil:
        return Value();
      case false_:
        return make(Kind::boolean, 0);
      case true_:
        return make(Kind::boolean, 1);
      case bin8:
        return sized(Kind::bytes, 1, std::nullopt);
      case bin16:
        return sized(Kind::bytes, 2, largest_8);
      case bin32:
        return sized(Kind::bytes, 4, largest_16);
      case uint8:
        return integer(1, largest_fixint);
      case uint16:
        return integer(2, largest_8);
      case uint32:
        return integer(4, largest_16);
      case uint64:
        return integer(8, largest_32);
      case str8:
        return sized(Kind::text, 1, largest_fixstr);
      default:
        return bad("a kind that no packet uses");
    }
  }

  ByteView rest_;
  std::size_t size_;
  std::size_t max_depth_;
};

Result<Value> parse(ByteView bytes, std::size_t max_depth) { return Reader(bytes, max_depth).read_all(); }

}  // namespace quorate::msgpack
