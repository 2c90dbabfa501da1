#include "crawler/scan/byte_source.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace quorate {
namespace {

constexpr std::size_t part = 65'536;

// How files begin that hold no text: enough of it to tell them from text.
struct Beginning {
  std::string_view bytes;
  std::string_view means;
};
constexpr std::size_t longest_beginning = 4;
constexpr Beginning no_text[] = {
    {"\x1f\x8b", "packed with gzip; unpack it, or pack it with zstd"},  // RFC 1952 section 2.3.1
    {"\xfd\x37zX", "packed with xz; unpack it, or pack it with zstd"},
    {"PK\x03\x04", "packed with zip; unpack it, or pack it with zstd"},
    {"\x04\x22\x4d\x18", "packed with lz4; unpack it, or pack it with zstd"},
    {"\xff\xfe", "UTF-16; write it as UTF-8"},
    {"\xfe\xff", "UTF-16; write it as UTF-8"},
};

// RFC 8878 section 3.1: a frame, or one that is to be skipped, of which there are sixteen kinds.
bool begins_zstd(std::string_view bytes) {
  constexpr std::string_view frame = "\x28\xb5\x2f\xfd";
  constexpr std::string_view skippable = "\x2a\x4d\x18";  // after the first byte
  if (bytes.starts_with(frame)) return true;
  return !bytes.empty() && (bytes[0] & 0xf0) == 0x50 && bytes.substr(1).starts_with(skippable);
}

// Its first letters alone could be those of a domain.
bool begins_bzip2(std::string_view bytes) {
  constexpr std::size_t level_at = 3;
  return bytes.starts_with("BZh") && bytes.size() > level_at &&
         bytes.substr(level_at + 1).starts_with("1AY&SY");
}

Error failed(const std::string& name, std::string_view what) {
  return {Code::file_failed, name + ": " + std::string(what) + ": " + std::strerror(errno)};
}

}  // namespace

Result<Reading> reading_of(const std::string& file) {
  if (file == "-") {
    if (::fcntl(STDIN_FILENO, F_GETFD) < 0) return failed("standard input", "cannot read");
    return Reading::once;
  }
  struct stat there {};
  if (::stat(file.c_str(), &there) != 0) return failed(file, "cannot open");
  if (S_ISDIR(there.st_mode)) return Error{Code::file_failed, file + ": is a folder"};
  return S_ISREG(there.st_mode) ? Reading::again : Reading::once;
}

Result<ByteSource> ByteSource::open(const std::string& file) {
  const bool standard_input = file == "-";
  const std::string name = standard_input ? "standard input" : file;
  const int descriptor = standard_input ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
                                        : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failed(name, "cannot open");
  return ByteSource(descriptor, name);
}

ByteSource::ByteSource(ByteSource&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      hash_(std::move(other.hash_)),
      bytes_read_(other.bytes_read_),
      bytes_(std::move(other.bytes_)),
      at_(other.at_),
      known_(other.known_),
      is_at_end_(other.is_at_end_),
      unpacked_(std::move(other.unpacked_)) {}

ByteSource::~ByteSource() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> ByteSource::look_at_beginning() {
  known_ = true;
  if (begins_bzip2(bytes_))
    return Error{Code::bad_encoding, name_ + ": packed with bzip2; unpack it, or pack it with zstd"};
  for (const Beginning& other : no_text)
    if (bytes_.starts_with(other.bytes))
      return Error{Code::bad_encoding, name_ + ": " + std::string(other.means)};
  if (begins_zstd(bytes_)) unpacked_.emplace();
  return {};
}

// One step of what was read.
Result<ByteSource::State> ByteSource::unpack(std::string& out) {
  std::string_view rest = std::string_view(bytes_).substr(at_);
  if (!rest.empty() || unpacked_->holds_more()) {
    if (const auto done = unpacked_->take(rest, out); !done)
      return Error{done.error().code, name_ + ": " + done.error().detail};
    at_ = bytes_.size() - rest.size();
  }
  if (!is_at_end_ || !rest.empty() || unpacked_->holds_more()) return State::more;
  if (!unpacked_->is_whole()) return Error{Code::bad_encoding, name_ + ": cut off in a zstd frame"};
  return State::ended;
}

Result<ByteSource::State> ByteSource::read(std::string& out, std::chrono::milliseconds wait) {
  out.clear();
  if (unpacked_ && (at_ < bytes_.size() || unpacked_->holds_more())) return unpack(out);
  pollfd waiting{descriptor_, POLLIN, 0};
  const int polled = ::poll(&waiting, 1, static_cast<int>(wait.count()));
  if (polled == 0 || (polled < 0 && errno == EINTR)) return State::nothing_yet;
  std::array<char, part> room;
  const ssize_t got = ::read(descriptor_, room.data(), room.size());
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return State::nothing_yet;
  if (got < 0) return failed(name_, "cannot read");
  const std::string_view bytes(room.data(), static_cast<std::size_t>(got));
  hash_.add(as_bytes(bytes));
  bytes_read_ += bytes.size();
  is_at_end_ = got == 0;
  if (known_) bytes_.clear();
  bytes_.append(bytes);
  at_ = 0;
  if (!known_) {
    if (!is_at_end_ && bytes_.size() < longest_beginning) return State::nothing_yet;
    if (const auto looked = look_at_beginning(); !looked) return looked.error();
  }
  if (unpacked_) return unpack(out);
  out.swap(bytes_);
  return is_at_end_ ? State::ended : State::more;
}

}  // namespace quorate
