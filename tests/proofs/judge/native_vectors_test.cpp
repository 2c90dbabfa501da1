#include "proofs/encoding/json.hpp"
#include "proofs/judge/judge.hpp"
#include "tests/shared_data.hpp"
#include "tests/show.hpp"

#include <fstream>
#include <iterator>

namespace quorate {
namespace {

json::Value read_vectors(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  auto parsed = json::parse(text, 16);
  REQUIRE(parsed);
  return *parsed;
}

Verdict verdict_of(const json::Value& item) {
  const Account account = *Account::parse(*item.find_string("account"));
  const bool lines = account.kind() == AccountKind::site || account.kind() == AccountKind::mimi;
  Finding finding{.account = account};
  read_tokens({*item.find_string("text"), lines ? OwnedText::Layout::lines : OwnedText::Layout::free},
              finding);
  Context context;
  context.now = *item.find("now")->integer();
  if (const std::string* subject = item.find_string("subject")) context.subject = *subject;
  if (const json::Value* known = item.find("known"))
    for (const json::Value& token : known->items()) context.known.push_back(verify_token(token.text()));
  return judge({finding}, context).accounts.front().verdict;
}

}  // namespace

TEST_CASE("judge: the 63 native vectors, exactly their outcome and reason") {
  const auto folder = shared_data();
  if (!folder) {
    WARN("not run: the vectors are not beside the checkout");
    return;
  }
  const json::Value vectors = read_vectors(*folder / "vectors/native.json");
  std::size_t right = 0;
  for (const json::Value& item : vectors.find("cases")->items()) {
    INFO(*item.find_string("name"));
    const std::string got = summary(verdict_of(item));
    CHECK(got == *item.find_string("expect"));
    right += got == *item.find_string("expect") ? 1 : 0;
  }
  CHECK(right == 63);
}

}  // namespace quorate
