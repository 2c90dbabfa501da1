#include "tests/proofs/extract/profile_page.hpp"
#include "tests/show.hpp"

#include <array>

namespace quorate {
namespace {

constexpr std::string_view rival = "xsig:RIVAL";

// Where strangers' content stands; `@` in it becomes a valid token of theirs.
constexpr auto harmless = std::to_array<std::string_view>({
    "<!-- @ -->",
    "<!--> @ -->",
    "<p>@</p>",
    "<script>var a = '@';</script>",
    "<script type=application/ld+json>{\"a\":\"@\"}</script>",
    "<style>a::after { content: '@' }</style>",
    "<template><p>@</p></template>",
    "<noscript><p>@</p></noscript>",
    "<textarea>@</textarea>",
    "<svg><title>@</title></svg>",
    "<a href='@'>x</a>",
    "<a title='@' data-proof='@'>x</a>",
    "<img alt='@' src='@'>",
    "<input value='@'>",
    "<iframe srcdoc='<p>@</p>'></iframe>",
    "<iframe>@</iframe>",
    "<svg><text>@</text><desc>@</desc></svg>",
    "<svg><foreignObject><p>@</p></foreignObject></svg>",
    "<math><mi>@</mi><annotation-xml encoding=text/html><p>@</p></annotation-xml></math>",
    "<p hidden>@</p>",
    "<p aria-hidden=true>@</p>",
    "<p style='display:none'>@</p>",
    "<section class=comments><article><b>mallory</b><p>@</p></article></section>",
    "<aside class=followers><ul><li class=vcard><b class=nickname>mallory</b><p "
    "class=bio>@</p></li></ul></aside>",
    "<article class=markdown-body><h1>README</h1><pre><code>@</code></pre></article>",
    "<div class=card><h2 class=nickname>mallory</h2><div class=bio>@</div></div>",
    "<table>@<tr><td>x</td></tr></table>",
    "<table><tr>@<td>x</td></tr></table>",
    "<table><caption>@</caption><colgroup>@<col></colgroup><tr><th>@</th></tr></table>",
    "<select><option>@</option><optgroup label='@'><option>@</option></optgroup></select>",
    "<object data=x>@</object>",
    "<noframes>@</noframes>",
    "<noembed>@</noembed>",
    "<xmp>@</xmp>",
    "<audio>@</audio><video>@</video><canvas>@</canvas>",
    "<details><summary>@</summary>@</details>",
    "<dialog open>@</dialog>",
    "<button>@</button><label>@</label><output>@</output>",
    "<form><fieldset><legend>@</legend></fieldset></form>",
    "<![CDATA[ @ ]]>",
    "<?xml @ ?>",
    "</ @ >",
    "<p>&#120;sig:RIVAL &lt;p class=bio&gt;@&lt;/p&gt;</p>",
    "<p class=biography>@</p><p id=bio>@</p><p class='Bio'>@</p>",
    "<my-card><p slot=bio>@</p></my-card>",
    "<ruby>@<rp>@</rp><rt>@</rt></ruby>",
    "<frameset><frame src='@'></frameset>@",
    "<dl><dt>bio</dt><dd>@</dd></dl>",
    "<meta name=cross-signature content='@'><link rel=me href='@'>",
    "<base href='@'>",
    "@",
});

// Tags that are left open or closed twice, to pull what follows or precedes into the owner's region, or the
// region to the stranger.
constexpr auto broken = std::to_array<std::string_view>({
    "<b>@",
    "<i><b>@</i>",
    "<a href=/>@",
    "<font color=red>@",
    "<div>@",
    "<span>@",
    "<p>@",
    "<li>@",
    "<ul><li>@",
    "</p>@",
    "</div>@",
    "</div></main>@",
    "</body>@",
    "</html>@",
    "</body></html>@",
    "<table>@",
    "<table><tr><td>@",
    "<table><tr>@",
    "<form>@",
    "<button>@",
    "<object>@",
    "<select>@",
    "<select><option>@",
    "<svg>@",
    "<math><mtext>@",
    "<template>@",
    "<noscript>@",
    "<video>@",
    "<nobr>@<nobr>@",
    "<h1>@",
    "<dl><dd>@",
    "<marquee>@",
    "<plaintext>@",
    "<xmp>@",
    "<script>@",
    "<style>@",
    "<title>@",
    "<textarea>@",
    "<iframe>@",
    "<noframes>@",
    "<!-- @",
    "<![CDATA[ @",
    "<p title='@",
    "<p title=\"@",
    "<p title=@",
    "<p @",
    "<p class=bio>@</p>",
    "<p class=bio>@",
    "<h1 class=nickname>alice</h1><p class=bio>@</p>",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main>",
    "<main><div class=vcard><p class=bio>@</p></div></main>",
    "<h1 class=nickname>mallory</h1>@",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><select>",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><svg>",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><template>",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><template><col>",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><!--",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><plaintext>",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><xmp>",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><a title='",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><a title=",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><a ",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><table><tr>",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><frameset>",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><noscript>",
    "<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>@</p></div></main><div hidden>",
});

std::string filled(std::string_view fragment) {
  std::string result;
  for (const char c : fragment) result += c == '@' ? std::string(rival) : std::string(1, c);
  return result;
}

}  // namespace

TEST_CASE("injection: the page as it is, gives the owner's token") {
  CHECK(tokens_of(ProfilePage().text()) == unchanged);
}

TEST_CASE("injection: a rival's token in the body outside the owner's region, changes nothing") {
  REQUIRE(harmless.size() >= 40);
  for (const std::string_view fragment : harmless) {
    for (std::string ProfilePage::*slot : {&ProfilePage::before, &ProfilePage::beside, &ProfilePage::after}) {
      ProfilePage page;
      page.*slot = filled(fragment);
      INFO(page.text());
      // A card of somebody else inside the owner's own card is a second region, and the page not understood.
      const bool is_second_region = slot == &ProfilePage::beside &&
                                    fragment.find("class=bio>") != fragment.npos &&
                                    fragment.find("&lt;") == fragment.npos;
      CHECK(tokens_of(page.text()) == (is_second_region ? not_understood : unchanged));
    }
  }
}

TEST_CASE("injection: a rival's token anywhere else, is never found") {
  for (const std::string_view fragment : harmless) {
    for (const std::string& page : pages_with(filled(fragment))) {
      INFO(page);
      const std::string found = tokens_of(page);
      CHECK((found == unchanged || found == not_understood));
    }
  }
}

TEST_CASE("injection: tags left open around a rival's token, never pull it into the owner's region") {
  for (const std::string_view fragment : broken) {
    for (const std::string& page : pages_with(filled(fragment))) {
      INFO(page);
      const std::string found = tokens_of(page);
      CHECK((found == unchanged || found == not_understood));
    }
  }
}

TEST_CASE("injection: two broken fragments at a time, never pull a rival's token into the owner's region") {
  for (const std::string_view opening : broken) {
    for (const std::string_view closing : {"@</p>", "@</b>", "@</td></tr></table>", "@</div>", "@</form>",
                                           "@</a>", "@</select>", "@</svg>", "@</template>"}) {
      ProfilePage page;
      page.near = filled(opening);
      page.beside = filled(closing);
      INFO(page.text());
      const std::string found = tokens_of(page.text());
      CHECK((found == unchanged || found == not_understood));
    }
  }
}

TEST_CASE("injection: what the owner hides in her own region, is not found") {
  for (const std::string_view fragment :
       {"<!-- @ -->", "<span hidden>@</span>", "<script>@</script>", "<template>@</template>",
        "<textarea>@</textarea>", "<i title='@'></i>", "<svg>@</svg>", "<iframe srcdoc='@'></iframe>"}) {
    ProfilePage page;
    page.in_region = filled(fragment);
    INFO(page.text());
    CHECK(tokens_of(page.text()) == unchanged);
  }
}

}  // namespace quorate
