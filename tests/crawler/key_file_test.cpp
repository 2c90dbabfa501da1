#include "crawler/key_file.hpp"

#include "crawler/files.hpp"
#include "tests/show.hpp"

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace quorate {
namespace {

// A folder of its own that goes away with the test.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "quorate-test-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("create key file: new file, mode 0600 and readable again; existing file, refused") {
  const Folder folder;
  const auto made = create_key_file(folder / "a.key");
  REQUIRE(made);
  struct stat status {};
  REQUIRE(::stat((folder / "a.key").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  const auto read = read_key_file(folder / "a.key");
  REQUIRE(read);
  CHECK(read->kid == made->kid);
  CHECK(*read_public_key(folder / "a.key") == made->key);
  CHECK(create_key_file(folder / "a.key").error().code == Code::file_failed);
  CHECK(read_key_file(folder / "a.key")->kid == made->kid);
}

TEST_CASE("read key file: open to others, without d, halves that do not fit, no JSON, too long, refused") {
  const Folder folder;
  REQUIRE(create_key_file(folder / "a.key"));
  const std::string good = *read_file(folder / "a.key", 10'000);
  ::chmod((folder / "a.key").c_str(), 0644);
  CHECK(read_key_file(folder / "a.key").error().code == Code::bad_key);
  const auto refused = [&](const std::string& name, const std::string& bytes) {
    REQUIRE(create_file(folder / name, bytes, FileMode::secret));
    return !read_key_file(folder / name);
  };
  CHECK(refused("b.key", "{}"));
  CHECK(refused("c.key", "no json"));
  CHECK(refused("d.key", good.substr(0, good.size() / 2)));
  CHECK(refused("e.key", std::string(20'000, ' ') + good));
  std::string other = good;
  other.replace(other.find("\"x\": \"") + 6, 4,
                other.substr(other.find("\"x\": \"") + 6, 4) == "AAAA" ? "BBBB" : "AAAA");
  CHECK(refused("f.key", other));
  CHECK_FALSE(read_key_file(folder / "missing"));
}

TEST_CASE("take seq: default is the time, then one more; never the same number twice") {
  const Folder folder;
  const auto key = create_key_file(folder / "a.key");
  REQUIRE(key);
  CHECK(*take_seq(*key, std::nullopt, 1'795'000'000) == 1'795'000'000);
  CHECK(*take_seq(*key, std::nullopt, 1'795'000'000) == 1'795'000'001);
  CHECK(*take_seq(*key, std::nullopt, 1'000'000'000) == 1'795'000'002);
  CHECK(*take_seq(*key, 1'900'000'000, 1'795'000'000) == 1'900'000'000);
  CHECK_FALSE(take_seq(*key, 1'900'000'000, 1'795'000'000));
  CHECK_FALSE(take_seq(*key, 1, 1'795'000'000));
  CHECK_FALSE(take_seq(*key, 0x1'0000'0000, 1'795'000'000));
  CHECK_FALSE(take_seq(*key, 0xffff'ffff, 1'795'000'000));
  CHECK(*take_seq(*key, 0xffff'fffe, 1'795'000'000) == 0xffff'fffe);
  CHECK_FALSE(take_seq(*key, std::nullopt, 1'795'000'000));
}

TEST_CASE("take seq: broken number beside the key, refused rather than started anew") {
  const Folder folder;
  const auto key = create_key_file(folder / "a.key");
  REQUIRE(key);
  REQUIRE(create_file(folder / "a.key.seq", "12x\n", FileMode::secret));
  CHECK(take_seq(*key, std::nullopt, 1'795'000'000).error().code == Code::file_failed);
}

}  // namespace quorate
