#include "proofs/extract/extent.hpp"

#include "tests/proofs/extract/answers.hpp"
#include "tests/show.hpp"

#include <string>

namespace quorate {
namespace {

Extent extent(RegionKind kind, std::string body, Ending ending = Ending::unsure) {
  Observation observation = answer(std::move(body));
  observation.ending = ending;
  return extent_of(observation, place_of(kind));
}

}  // namespace

TEST_CASE("extent: an answer whose end was seen, whole whatever it holds") {
  for (const RegionKind kind : {RegionKind::lines, RegionKind::body, RegionKind::html, RegionKind::json})
    CHECK(extent(kind, "x", Ending::seen) == Extent::whole);
}

TEST_CASE("extent: text whose end was not seen, a part") {
  CHECK(extent(RegionKind::lines, "# nothing\n") == Extent::part);
  CHECK(extent(RegionKind::body, "</html>") == Extent::part);
}

TEST_CASE("extent: JSON and a header, whole where they could be read") {
  CHECK(extent(RegionKind::json, "{}") == Extent::whole);
  CHECK(extent(RegionKind::header, "") == Extent::whole);
}

TEST_CASE("extent: HTML, whole where it ends with its end tag") {
  for (const std::string page :
       {"<html></html>", "<p></HTML\n>\n", "</html>", "<p></html> <!-- made in 3 ms --> <!----> \n"}) {
    INFO(page);
    CHECK(extent(RegionKind::html, page) == Extent::whole);
    CHECK(extent(RegionKind::meta, page) == Extent::whole);
  }
  for (const std::string page :
       {"", "<html><p>", "<html></htm", "<html></html", "<html></htmlx>", "</html><p>", "</html><!-- ",
        "<script>'</html>'", "</html><!-- </html> -->"}) {
    INFO(page);
    CHECK(extent(RegionKind::html, page) == Extent::part);
    CHECK(extent(RegionKind::meta, page) == Extent::part);
  }
}

TEST_CASE("extent: several regions of one answer, whole where all are") {
  Observation observation = answer("{}");
  observation.ending = Ending::unsure;
  Place place = place_of(RegionKind::json);
  place.regions.push_back({RegionKind::body, ""});
  CHECK(extent_of(observation, place) == Extent::part);
}

}  // namespace quorate
