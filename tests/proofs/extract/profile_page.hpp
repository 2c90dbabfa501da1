// A profile page into which strangers write, and what the extraction makes of it.
#pragma once

#include "proofs/extract/glance.hpp"
#include "tests/proofs/extract/answers.hpp"

#include <string>
#include <vector>

namespace quorate {

// A profile page with the places at which a stranger's content may stand, and one at which only the owner's
// does.
struct ProfilePage {
  std::string first, head, before, near, in_region, beside, after, last;

  std::string text() const {
    return first + "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>alice</title>" + head +
           "</head><body><header><a href=/>Home</a></header>" + before +
           "<main><div class=vcard><h1 class=nickname>alice</h1>" + near + "<p class=bio>Hello, " +
           in_region + "xsig:OWN</p>" + beside + "</div></main>" + after +
           "<footer><p>About</p></footer></body></html>" + last;
  }
};

inline Place profile() {
  Place place = place_of(RegionKind::html, "main .vcard .bio");
  place.owner = OwnerCheck{{RegionKind::html, "main .vcard .nickname"}, "", "alice"};
  return place;
}

// What the parser finds; where one look at the bytes finds something else, both.
inline std::string tokens_of(const std::string& page) {
  const Observation observation = answer(page, "text/html");
  const std::string full = tokens(extract(observation, profile()));
  Place native = profile();
  native.formats = {FormatId::cross_signature};
  const auto seen = glance(observation, native);
  if (!seen || tokens(*seen) == full) return full;
  return full + ", but at a glance: " + tokens(*seen);
}

inline const std::string unchanged = "xsig:OWN";
inline const std::string not_understood = "unknown: page not understood";

// The page with the fragment in every one of the strangers' places.
inline std::vector<std::string> pages_with(const std::string& fragment) {
  std::vector<std::string> pages;
  for (std::string ProfilePage::*slot :
       {&ProfilePage::first, &ProfilePage::head, &ProfilePage::before, &ProfilePage::near,
        &ProfilePage::beside, &ProfilePage::after, &ProfilePage::last}) {
    ProfilePage page;
    page.*slot = fragment;
    pages.push_back(page.text());
  }
  return pages;
}

}  // namespace quorate
