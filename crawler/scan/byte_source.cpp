#include "crawler/scan/byte_source.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace quorate {
namespace {

constexpr std::size_t part = 65'536;
constexpr std::string_view magic("\x28\xb5\x2f\xfd", 4);  // RFC 8878 section 3.1.1

}  // namespace

Result<ByteSource> ByteSource::open(const std::string& file) {
  if (file == "-") return ByteSource(::dup(STDIN_FILENO), "standard input");
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return Error{Code::file_failed, file + ": cannot open: " + std::strerror(errno)};
  return ByteSource(descriptor, file);
}

ByteSource::ByteSource(ByteSource&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      hash_(std::move(other.hash_)),
      bytes_read_(other.bytes_read_),
      beginning_(std::move(other.beginning_)),
      known_(other.known_),
      unpacked_(std::move(other.unpacked_)) {}

ByteSource::~ByteSource() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<ByteSource::State> ByteSource::read(std::string& out, std::chrono::milliseconds wait) {
  out.clear();
  pollfd waiting{descriptor_, POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(wait.count())) == 0) return State::nothing_yet;
  std::array<char, part> room;
  const ssize_t got = ::read(descriptor_, room.data(), room.size());
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return State::nothing_yet;
  if (got < 0) return Error{Code::file_failed, name_ + ": cannot read: " + std::strerror(errno)};
  const std::string_view bytes(room.data(), static_cast<std::size_t>(got));
  hash_.add(as_bytes(bytes));
  bytes_read_ += bytes.size();
  if (!known_) {
    beginning_.append(bytes);
    if (got > 0 && beginning_.size() < magic.size()) return State::nothing_yet;
    known_ = true;
    if (beginning_.starts_with(magic)) unpacked_.emplace();
  }
  const std::string first = std::exchange(beginning_, {});
  const std::string_view next = first.empty() ? bytes : std::string_view(first);
  if (!unpacked_) {
    out = next;
  } else if (const auto done = unpacked_->add(next, out); !done) {
    return Error{done.error().code, name_ + ": " + done.error().detail};
  }
  if (got > 0) return State::more;
  if (unpacked_ && !unpacked_->is_whole())
    return Error{Code::bad_encoding, name_ + ": cut off in a zstd frame"};
  return State::ended;
}

}  // namespace quorate
