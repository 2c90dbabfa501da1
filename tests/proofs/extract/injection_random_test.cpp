#include "tests/proofs/extract/profile_page.hpp"
#include "tests/show.hpp"

#include <array>
#include <random>

namespace quorate {
namespace {

struct Wrapping {
  std::string_view start, end;
  bool holds_elements = true;
};

// What a service lets strangers write: elements in elements, each closed, where HTML allows them.
std::string random_tree(std::mt19937& random, int depth) {
  constexpr auto wrappings = std::to_array<Wrapping>({{"<p>", "</p>"},
                                                      {"<div class=vcard>", "</div>"},
                                                      {"<b>", "</b>"},
                                                      {"<i title='xsig:RIVAL'>", "</i>"},
                                                      {"<em>", "</em>"},
                                                      {"<ul><li>", "</li></ul>"},
                                                      {"<ol><li>x<li>", "</ol>"},
                                                      {"<table><tr><td>", "</td></tr></table>"},
                                                      {"<table><caption>", "</caption><tr><td>x</table>"},
                                                      {"<a href=/x>", "</a>"},
                                                      {"<span hidden>", "</span>"},
                                                      {"<h2 class=nickname>", "</h2>"},
                                                      {"<p class=bio>", "</p>"},
                                                      {"<blockquote>", "</blockquote>"},
                                                      {"<x-y>", "</x-y>"},
                                                      {"<form>", "</form>"},
                                                      {"<button>", "</button>"},
                                                      {"<dl><dt>", "<dd>x</dl>"},
                                                      {"<section id=bio>", "</section>"},
                                                      {"<article>", "</article>"},
                                                      {"<code>", "</code>"},
                                                      {"<details><summary>", "</summary></details>"},
                                                      {"<template>", "</template>"},
                                                      {"<object>", "</object>"},
                                                      {"<ruby>", "<rp>(</rp><rt>x</rt></ruby>"},
                                                      {"<select><option>", "</option></select>", false},
                                                      {"<select><option>x<option>", "</select>", false},
                                                      {"<svg><desc>", "</desc><path d='M0'/></svg>", false},
                                                      {"<math><mi>", "</mi></math>", false},
                                                      {"<noscript>", "</noscript>", false},
                                                      {"<script>", "</script>", false},
                                                      {"<style>", "</style>", false},
                                                      {"<textarea>", "</textarea>", false},
                                                      {"<iframe>", "</iframe>", false},
                                                      {"<xmp>", "</xmp>", false}});
  constexpr auto texts =
      std::to_array<std::string_view>({"xsig:RIVAL", "eyJh.b.c", " text ", "&lt;", "&amp", "<br>",
                                       "<img alt=xsig:RIVAL>", "<!-- xsig:RIVAL -->", ""});
  std::string tree;
  for (std::size_t count = 1 + random() % 3; count > 0; --count) {
    const Wrapping& wrapping = wrappings[random() % wrappings.size()];
    if (depth == 0 || random() % 3 == 0) {
      tree += texts[random() % texts.size()];
    } else {
      tree += wrapping.start;
      tree += wrapping.holds_elements ? random_tree(random, depth - 1) : "xsig:RIVAL";
      tree += wrapping.end;
    }
  }
  return tree;
}

}  // namespace

TEST_CASE("injection: a thousand random fragments outside the region, leave the tokens as they are") {
  std::mt19937 random(20261123);
  for (int round = 0; round < 1000; ++round) {
    ProfilePage page;
    std::string& slot = random() % 2 == 0 ? page.before : page.after;
    slot = "<section>" + random_tree(random, 4) + "</section>";
    INFO(page.text());
    CHECK(tokens_of(page.text()) == unchanged);
  }
}

TEST_CASE("injection: a thousand random fragments with broken tags, never give a rival's token") {
  constexpr auto pieces = std::to_array<std::string_view>({"<p>",
                                                           "</p>",
                                                           "<div class=vcard>",
                                                           "</div>",
                                                           "<b>",
                                                           "</b>",
                                                           "<i>",
                                                           "</i>",
                                                           "<ul>",
                                                           "<li>",
                                                           "</li>",
                                                           "</ul>",
                                                           "<br>",
                                                           "<table>",
                                                           "<tr>",
                                                           "<td>",
                                                           "</td>",
                                                           "</tr>",
                                                           "</table>",
                                                           "<a href=/x>",
                                                           "</a>",
                                                           "<span hidden>",
                                                           "</span>",
                                                           "<main>",
                                                           "</main>",
                                                           "xsig:RIVAL",
                                                           "eyJh.b.c",
                                                           "<!--",
                                                           "-->",
                                                           "<h1 class=nickname>",
                                                           "</h1>",
                                                           "alice",
                                                           "<p class=bio>",
                                                           "<script>",
                                                           "</script>",
                                                           "<svg>",
                                                           "</svg>",
                                                           "<select>",
                                                           "<option>",
                                                           "</select>",
                                                           "<template>",
                                                           "</template>",
                                                           "'",
                                                           "\"",
                                                           "<a title=",
                                                           ">",
                                                           "</x>",
                                                           "<x-y>",
                                                           "</x-y>",
                                                           "< ",
                                                           "<form>",
                                                           "</form>",
                                                           "<object>",
                                                           "</object>"});
  std::mt19937 random(20261124);
  for (int round = 0; round < 1000; ++round) {
    std::string fragment;
    for (std::size_t count = 1 + random() % 12; count > 0; --count)
      fragment += pieces[random() % pieces.size()];
    for (const std::string& page : pages_with(fragment)) {
      INFO(page);
      const std::string found = tokens_of(page);
      CHECK((found == unchanged || found == not_understood));
    }
  }
}

TEST_CASE("injection: a page cut at any byte, never gives a token that the whole page does not have") {
  ProfilePage page;
  page.before = "<!-- <p> --><script>if (a<b) c('</p>')</script><svg><title>x</title><path d='M0'/></svg>";
  page.after = "<ul><li>xsig:RIVAL</ul>";
  const std::string whole = page.text();
  REQUIRE(tokens_of(whole) == unchanged);
  std::size_t understood = 0;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string found = tokens_of(whole.substr(0, size));
    INFO(whole.substr(0, size));
    CHECK((found == unchanged || found == not_understood));
    understood += found == unchanged ? 1 : 0;
  }
  CHECK(understood > 0);
  CHECK(understood < whole.size() / 2);
}

}  // namespace quorate
