#include "proofs/crypto/ed25519.hpp"

#include "proofs/encoding/json.hpp"
#include "tests/shared_data.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace quorate {
namespace {

std::string file_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Vector {
  Bytes key;
  Bytes message;
  Bytes signature;
};

// CCTV gives the message as text, speccheck in hexadecimal.
std::vector<Vector> cctv(const std::filesystem::path& folder) {
  const auto parsed = json::parse(file_text(folder / "cctv-ed25519.json"), 8);
  REQUIRE(parsed);
  std::vector<Vector> vectors;
  for (const json::Value& item : parsed->items()) {
    const std::string& text = *item.find_string("msg");
    vectors.push_back({*decode_hex(*item.find_string("key")), Bytes(text.begin(), text.end()),
                       *decode_hex(*item.find_string("sig"))});
  }
  return vectors;
}

std::vector<Vector> speccheck(const std::filesystem::path& folder) {
  const auto parsed = json::parse(file_text(folder / "ed25519-speccheck.json"), 8);
  REQUIRE(parsed);
  std::vector<Vector> vectors;
  for (const json::Value& item : parsed->items())
    vectors.push_back({*decode_hex(*item.find_string("pub_key")), *decode_hex(*item.find_string("message")),
                       *decode_hex(*item.find_string("signature"))});
  return vectors;
}

template <class Verify>
std::string bitmap(const std::vector<Vector>& vectors, Verify verify) {
  std::string bits;
  for (const Vector& vector : vectors) {
    const auto answer = verify(Ed25519Public(vector.key.data(), 32), vector.message,
                               Ed25519Signature(vector.signature.data(), 64));
    bits.push_back(answer == SignatureCheck::good ? '1' : '0');
  }
  return bits;
}

// The committed answers: one line of 0 and 1 for each set.
std::vector<std::string> committed() {
  std::istringstream in(
      file_text(std::filesystem::path(QUORATE_SOURCE_DIR) / "tests/proofs/crypto/ed25519_bitmap.txt"));
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("verify Ed25519: published edge cases, both libraries give the committed bitmap") {
  const auto folder = shared_data();
  if (!folder) {
    WARN("not run: the vectors are not beside the checkout");
    return;
  }
  const auto wanted = committed();
  REQUIRE(wanted.size() == 2);
  const std::vector<std::vector<Vector>> sets = {cctv(*folder / "vectors"), speccheck(*folder / "vectors")};
  CHECK(sets[0].size() == 914);
  CHECK(sets[1].size() == 12);
  for (std::size_t i = 0; i < sets.size(); ++i) {
    CHECK(bitmap(sets[i], verify_ed25519) == wanted[i]);
    CHECK(bitmap(sets[i], verify_ed25519_openssl) == wanted[i]);
  }
}

TEST_CASE("verify Ed25519: own signature, good, and bad with any bit flipped") {
  Ed25519Seed seed{};
  seed[0] = 7;
  const auto key = ed25519_public(seed);
  const std::string message = "a message";
  const auto signature = sign_ed25519(seed, as_bytes(message));
  REQUIRE(verify_ed25519(key, as_bytes(message), signature) == SignatureCheck::good);
  for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
    auto changed = signature;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    CHECK(verify_ed25519(key, as_bytes(message), changed) == SignatureCheck::bad);
    CHECK(verify_ed25519_openssl(key, as_bytes(message), changed) == SignatureCheck::bad);
  }
}

TEST_CASE("verify Ed25519: key of small order or not canonical, bad before the equation") {
  std::array<std::uint8_t, 64> signature{};
  signature[0] = 2;  // R with y = 2: sound as far as the precheck sees
  const auto check = [&](std::array<std::uint8_t, 32> key) { return precheck_ed25519(key, signature); };
  std::array<std::uint8_t, 32> key{};
  key[0] = 3;
  CHECK(check(key) == SignatureCheck::good);
  key[0] = 1;
  CHECK(check(key) == SignatureCheck::bad);
  key[0] = 0;
  key[31] = 0x80;
  CHECK(check(key) == SignatureCheck::bad);
  key.fill(0xff);
  key[0] = 0xee;  // y = p + 1
  CHECK(check(key) == SignatureCheck::bad);
}

}  // namespace quorate
