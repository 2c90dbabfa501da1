// Checkpoints: what was signed is read again, anything else is refused.
#include "proofs/log/checkpoint.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

Ed25519Seed seed_of(std::uint8_t byte) {
  Ed25519Seed seed{};
  seed.fill(byte);
  return seed;
}

const std::string origin = "alice.example/quorate";

LogHead head_of(std::uint64_t size) {
  LogHead head{size, {}};
  for (std::size_t i = 0; i < head.root.size(); ++i) head.root[i] = static_cast<std::uint8_t>(255 - i * 7);
  return head;
}

LogVerifier verifier_of(std::uint8_t byte) { return {origin, ed25519_public(seed_of(byte))}; }

Code refused(const std::string& note) {
  const auto head = open_checkpoint(note, verifier_of(1));
  return head ? Code::internal : head.error().code;
}

}  // namespace

TEST_CASE("checkpoint: signed and opened, the same head") {
  for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}}) {
    const std::string note = sign_checkpoint(origin, head_of(size), seed_of(1));
    CHECK(open_checkpoint(note, verifier_of(1)).value() == head_of(size));
    CHECK(note.starts_with(origin + "\n" + std::to_string(size) + "\n"));
  }
}

TEST_CASE("checkpoint: a verifier is written and read again, a changed one refused") {
  const std::string line = write_verifier(verifier_of(1));
  CHECK(read_verifier(line).value() == verifier_of(1));
  int taken = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    std::string changed = line;
    changed[i] = changed[i] == 'a' ? 'b' : 'a';
    taken += read_verifier(changed).has_value() ? 1 : 0;
  }
  CHECK(taken == 0);
  for (const char* bad : {"", "a", "a+b", "a+00000000+AQ==", "+00000000+AQ=="})
    CHECK_FALSE(read_verifier(bad));
}

TEST_CASE("checkpoint: the verifier of a log of others, read and written the same") {
  const std::string line = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
  const auto verifier = read_verifier(line);
  REQUIRE(verifier);
  CHECK(verifier->origin == "sum.golang.org");
  CHECK(write_verifier(*verifier) == line);
}

TEST_CASE("checkpoint: every changed bit is refused") {
  const std::string note = sign_checkpoint(origin, head_of(12345), seed_of(1));
  int taken = 0;
  for (std::size_t bit = 0; bit < note.size() * 8; ++bit) {
    std::string changed = note;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    taken += open_checkpoint(changed, verifier_of(1)).has_value() ? 1 : 0;
  }
  CHECK(taken == 0);
  for (std::size_t length = 0; length < note.size(); ++length)
    CHECK(refused(note.substr(0, length)) != Code::internal);
}

TEST_CASE("checkpoint: of another key, another log, or malformed, refused") {
  const LogHead head = head_of(9);
  const std::string note = sign_checkpoint(origin, head, seed_of(1));
  CHECK(refused(sign_checkpoint(origin, head, seed_of(2))) == Code::bad_key);
  CHECK(refused(sign_checkpoint("other.example", head, seed_of(1))) == Code::bad_key);
  CHECK(refused("") == Code::bad_encoding);
  CHECK(refused(std::string(max_checkpoint_bytes + 1, 'x')) == Code::bad_encoding);
  CHECK(refused("\xff" + note) == Code::bad_encoding);
  std::string spoilt = note;
  CHECK(refused(spoilt.replace(spoilt.find("\n9\n"), 3, "\n09\n")) == Code::bad_encoding);
  spoilt = note;
  CHECK(refused(spoilt.insert(spoilt.find("\n\n") + 1, "extension\n")) == Code::bad_encoding);
  CHECK(refused(note + "no signature\n") == Code::bad_encoding);
}

TEST_CASE("checkpoint: signatures of others beside it are passed over") {
  const LogHead head = head_of(9);
  const std::string other = sign_checkpoint(origin, head, seed_of(2));
  const std::string note = sign_checkpoint(origin, head, seed_of(1));
  const std::string line = note.substr(note.find("\n\n") + 2);
  CHECK(open_checkpoint(other + line, verifier_of(1)).value() == head);
}

TEST_CASE("checkpoint: names of logs") {
  CHECK(check_origin(origin));
  for (const std::string& bad : {std::string(), std::string(201, 'a'), std::string("a b"), std::string("a+b"),
                                 std::string("a\nb"), std::string("\xff")})
    CHECK_FALSE(check_origin(bad));
}

}  // namespace quorate
