#include "crawler/record/zstd.hpp"

#include <array>
#include <memory>
#include <new>
#include <stdexcept>
#include <zstd.h>

namespace quorate {

namespace {

constexpr int level = 3;  // the library's default: pages shrink to a fifth in some ten microseconds

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

constexpr int stream_level = 1;  // lines repeat each other: higher ones save little and cost processor time
// log2 of bytes that a writer keeps to refer to: lines of a scan are alike within a few, and each of its two
// files is written with one
constexpr int stream_window = 17;
constexpr int largest_window =
    23;  // log2 of bytes: what every decoder must support (RFC 8878 section 3.1.1.1.2)
constexpr std::size_t part = 65'536;

ZSTD_CCtx* compressor(const std::shared_ptr<void>& context) { return static_cast<ZSTD_CCtx*>(context.get()); }
ZSTD_DCtx* decompressor(const std::shared_ptr<void>& context) {
  return static_cast<ZSTD_DCtx*>(context.get());
}

void compress(ZSTD_CCtx* context, std::string_view bytes, ZSTD_EndDirective directive, std::string& out) {
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::array<char, part> room;
  while (true) {
    ZSTD_outBuffer made{room.data(), room.size(), 0};
    const std::size_t left = ZSTD_compressStream2(context, &made, &in, directive);
    if (ZSTD_isError(left) != 0) throw std::runtime_error(std::string("zstd: ") + ZSTD_getErrorName(left));
    out.append(room.data(), made.pos);
    if (directive == ZSTD_e_continue ? in.pos == in.size : left == 0) return;
  }
}

}  // namespace

Bytes zstd_pack(ByteView bytes) {
  const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  if (!context) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  Bytes frame(ZSTD_compressBound(bytes.size()));
  const std::size_t size =
      ZSTD_compress2(context.get(), frame.data(), frame.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();  // with room for all bytes nothing else can fail
  frame.resize(size);
  return frame;
}

Result<Bytes> zstd_unpack(ByteView frame, std::size_t max_bytes) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
    return Error{Code::bad_encoding, "no Zstandard frame that tells its size"};
  if (size > max_bytes)
    return Error{Code::over_limit, "a Zstandard frame holds " + std::to_string(size) + " bytes, more than " +
                                       std::to_string(max_bytes)};
  Bytes bytes(static_cast<std::size_t>(size));
  const std::size_t got = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) != 0)
    return Error{Code::bad_encoding, std::string("a broken Zstandard frame: ") + ZSTD_getErrorName(got)};
  if (got != bytes.size()) return Error{Code::bad_encoding, "a Zstandard frame that is shorter than it says"};
  return bytes;
}

ZstdWriter::ZstdWriter()
    : context_(ZSTD_createCCtx(), [](void* made) { ZSTD_freeCCtx(static_cast<ZSTD_CCtx*>(made)); }) {
  if (!context_) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(compressor(context_), ZSTD_c_compressionLevel, stream_level);
  ZSTD_CCtx_setParameter(compressor(context_), ZSTD_c_windowLog, stream_window);
  ZSTD_CCtx_setParameter(compressor(context_), ZSTD_c_checksumFlag, 1);
}

void ZstdWriter::add(std::string_view bytes, std::string& out) {
  if (bytes.empty()) return;
  open_ = true;
  compress(compressor(context_), bytes, ZSTD_e_continue, out);
}

void ZstdWriter::end_frame(std::string& out) {
  if (!open_) return;
  compress(compressor(context_), {}, ZSTD_e_end, out);
  open_ = false;
}

void ZstdWriter::add_empty_frame(std::string& out) { compress(compressor(context_), {}, ZSTD_e_end, out); }

ZstdReader::ZstdReader()
    : context_(ZSTD_createDCtx(), [](void* made) { ZSTD_freeDCtx(static_cast<ZSTD_DCtx*>(made)); }) {
  if (!context_) throw std::bad_alloc();
  ZSTD_DCtx_setParameter(decompressor(context_), ZSTD_d_windowLogMax, largest_window);
}

Result<void> ZstdReader::take(std::string_view& bytes, std::string& out) {
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::array<char, part> room;
  ZSTD_outBuffer made{room.data(), room.size(), 0};
  const std::size_t left = ZSTD_decompressStream(decompressor(context_), &made, &in);
  if (ZSTD_isError(left) != 0)
    return Error{Code::bad_encoding, std::string("not zstd, or damaged: ") + ZSTD_getErrorName(left)};
  out.append(room.data(), made.pos);
  bytes.remove_prefix(in.pos);
  holds_more_ = made.pos == made.size;
  // Asked in vain after the end of a frame, the library says what it wants of the next one.
  if (in.pos > 0 || made.pos > 0) whole_ = left == 0;
  return {};
}

}  // namespace quorate
