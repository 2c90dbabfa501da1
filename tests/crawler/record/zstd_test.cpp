#include "crawler/record/zstd.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("zstd: packed and unpacked, the same bytes") {
  Bytes every;
  for (int i = 0; i < 256; ++i) every.push_back(static_cast<std::uint8_t>(i));
  for (const Bytes& bytes : {Bytes(), every, Bytes(300'000, 7)}) {
    CHECK(zstd_unpack(zstd_pack(bytes), bytes.size()).value() == bytes);
    if (!bytes.empty())
      CHECK(zstd_unpack(zstd_pack(bytes), bytes.size() - 1).error().code == Code::over_limit);
  }
  CHECK(zstd_pack(Bytes(300'000, 7)).size() < 300);
}

TEST_CASE("zstd: cut off, changed, followed by more, or no frame, refused") {
  Bytes frame = zstd_pack(as_bytes("what the page said, what the page said, what the page said"));
  for (std::size_t length = 0; length < frame.size(); ++length)
    CHECK_FALSE(zstd_unpack(ByteView(frame.data(), length), 1000));
  int taken = 0;
  for (std::size_t i = 0; i < frame.size(); ++i) {
    Bytes changed = frame;
    changed[i] ^= 4;
    const auto unpacked = zstd_unpack(changed, 1000);
    taken += unpacked && *unpacked != zstd_unpack(frame, 1000).value() ? 1 : 0;
  }
  CHECK(taken == 0);
  frame.push_back(0);
  CHECK_FALSE(zstd_unpack(frame, 1000));
}

}  // namespace quorate
