// What output must never hold, whatever a server or a contact file says.
#pragma once

#include "proofs/encoding/utf8.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Bytes that would move a cursor, forge a line, turn text around, hide in it or end it.
inline std::vector<std::string> hostile_texts() {
  return {"\x1b[2J\x1b[1;1HCONFIRMED",
          "\n\nCONFIRMED  mimi://im.example/u/mallory\n",
          "\r\x08\x07\t\x7f",
          std::string("nul\0byte", 8),
          "\xe2\x80\xae\xe2\x81\xa6\xe2\x80\x8bgpj.exe",
          "\xc2\x9b"
          "31mC1",
          "\xe2\x80\xa8line\xe2\x80\xa9"
          "end",
          "\xff\xfe\xc0\x80\xed\xa0\x80",
          "\xf0\x9f\x98",
          std::string(500, ' ') + "CONFIRMED",
          "%s%n%x{}\"\\'<script>"};
}

// Valid UTF-8 in which nothing controls, reorders or hides.
inline void check_harmless_line(const std::string& text) {
  CHECK(is_utf8(text));
  CHECK_FALSE(has_control(text));
  for (const std::string_view hidden :
       {"\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x80\x8b", "\xe2\x80\xa8", "\xe2\x80\xa9"})
    CHECK(text.find(hidden) == text.npos);
}

// The same for a whole screen: line feeds are our own, and no run of spaces makes the terminal begin a line.
inline void check_harmless_screen(std::string text) {
  for (char& c : text)
    if (c == '\n') c = ' ';
  check_harmless_line(text);
  CHECK(text.find(std::string(200, ' ')) == text.npos);
}

}  // namespace quorate
