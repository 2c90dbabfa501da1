#include "crawler/record/gzip.hpp"

#include <climits>

#include <array>
#include <new>
#include <stdexcept>
#include <zlib.h>

namespace quorate {
namespace {

constexpr int gzip_window = 15 + 16;  // zlib: the largest window, in a gzip member instead of a zlib stream
constexpr int memory_level = 8;       // zlib's own default
constexpr std::size_t piece = 65'536;

// zlib takes pointers to bytes that it does not change.
Bytef* input(std::string_view bytes) {
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));  // NOLINT
}

}  // namespace

std::string gzip(std::string_view bytes) {
  if (bytes.size() > UINT_MAX) throw std::length_error("a record of more than 4 GiB");
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = input(bytes);
  stream.avail_in = static_cast<unsigned>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<unsigned>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::logic_error("deflate did not end");
  return out;
}

struct Gunzip::Stream {
  z_stream zlib{};
};

Gunzip::Gunzip(std::size_t max_bytes) : stream_(std::make_unique<Stream>()), max_bytes_(max_bytes) {
  if (inflateInit2(&stream_->zlib, gzip_window) != Z_OK) throw std::bad_alloc();
}

Gunzip::~Gunzip() { inflateEnd(&stream_->zlib); }

Result<std::size_t> Gunzip::take(std::string_view bytes) {
  z_stream& zlib = stream_->zlib;
  std::array<char, piece> decoded{};
  zlib.next_in = input(bytes);
  zlib.avail_in = static_cast<unsigned>(bytes.size());
  while (!ended_ && zlib.avail_in > 0) {
    zlib.next_out = reinterpret_cast<Bytef*>(decoded.data());
    zlib.avail_out = decoded.size();
    const int result = inflate(&zlib, Z_NO_FLUSH);
    if (result != Z_OK && result != Z_STREAM_END) return Error{Code::bad_encoding, "broken gzip data"};
    const std::size_t made = decoded.size() - zlib.avail_out;
    const std::size_t room = max_bytes_ - decoded_.size();
    decoded_.append(decoded.data(), std::min(made, room));
    if (made > room)
      return Error{Code::over_limit, "a record of more than " + std::to_string(max_bytes_) + " bytes"};
    ended_ = result == Z_STREAM_END;
  }
  return bytes.size() - zlib.avail_in;
}

}  // namespace quorate
