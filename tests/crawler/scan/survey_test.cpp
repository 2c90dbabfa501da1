#include "crawler/scan/survey.hpp"

#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <fstream>
#include <sys/stat.h>

namespace quorate {
namespace {

const SuffixList suffixes = SuffixList::builtin();

}  // namespace

TEST_CASE("survey input: of a file, what it holds; of a pipe, refused and left as it was") {
  const TempDirectory folder;
  const std::string file = (folder.path() / "people").string();
  std::ofstream(file) << "a.example\nb.example\nno such thing!\n";
  const InputSurvey survey = survey_input({file, {}, {}, Everything{}, 0}, suffixes).value();
  CHECK(survey.records == 3);
  CHECK(survey.targets == 3);
  const std::string pipe = (folder.path() / "pipe").string();
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);  // without a writer: opening it would wait forever
  CHECK(survey_input({pipe, {}, {}, Everything{}, 0}, suffixes).error().detail ==
        pipe + ": can be read only once; write it into a file");
}

TEST_CASE("survey input: what was taken is compared with it, other bytes and other counts refused") {
  InputSurvey survey;
  survey.sha256 = "ab";
  survey.targets = 12;
  CHECK(check_taken(survey, "ab", 12));
  CHECK(check_taken(survey, "cd", 12).error().code == Code::file_failed);
  CHECK(check_taken(survey, "ab", 0).error().detail ==
        "the input changed while it was scanned: 12 targets were in it at the beginning, and 0 have been "
        "taken");
}

}  // namespace quorate
