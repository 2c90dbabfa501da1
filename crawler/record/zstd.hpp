// Turns bytes into Zstandard frames and back (RFC 8878), at once or in parts.
#pragma once

#include "proofs/encoding/base64.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace quorate {

// One whole frame, with its size and checksum in it.
Bytes zstd_pack(ByteView bytes);

// Decodes one whole frame that tells its size. Errors: over_limit (more than `max_bytes` decoded bytes),
// bad_encoding (no such frame, bytes missing or left over, checksum wrong).
Result<Bytes> zstd_unpack(ByteView frame, std::size_t max_bytes);

// Frames one after the other, in parts of any size. A file may be cut between two frames, and what is left is
// whole.
class ZstdWriter {
 public:
  ZstdWriter();

  // Adds to `out` what is ready of the frame; begins one where none is open.
  void add(std::string_view bytes, std::string& out);
  // Ends the frame, if one is open.
  void end_frame(std::string& out);
  // A whole frame of no bytes: a file with nothing in it that is no cut off one. No other frame may be open.
  void add_empty_frame(std::string& out);

 private:
  std::shared_ptr<void> context_;
  bool open_ = false;
};

class ZstdReader {
 public:
  ZstdReader();

  // Adds to `out` what the next part of the frames holds, and takes from the front of `bytes` what that
  // needed. To be called again while `bytes` are left or `holds_more`. Memory: at most 64 KiB of `out` for
  // each call, and 8 MiB of window, whatever a frame holds and asks for. Errors: bad_encoding.
  Result<void> take(std::string_view& bytes, std::string& out);
  // Whether more comes without further bytes.
  bool holds_more() const { return holds_more_; }
  // Whether no frame is open: else the file was cut off.
  bool is_whole() const { return whole_; }

 private:
  std::shared_ptr<void> context_;
  bool holds_more_ = false;
  bool whole_ = true;
};

}  // namespace quorate
