// Turns names, keys and numbers into the small phrases that sentences, tables and advice share.
#pragma once

#include "proofs/report/report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Text from elsewhere for one line of output: printable, and with one space where white space of any kind or
// length stood, so that no run of spaces can push words to the start of a terminal's next line. Never cut.
std::string shown(std::string_view untrusted);
// The same for what a server may fill at length; cut after some hundred characters with "..." behind.
std::string shown_detail(std::string_view untrusted);

// ASCII letters in upper case, for the first word of a headline.
std::string upper(std::string_view word);
// With a full stop behind, unless it ends a sentence already.
std::string full_stop(std::string text);
// "1 service", "2 services".
std::string counted(std::size_t number, std::string_view singular, std::string_view plural);
// "a", "a and b", "a, b and c"; of very many the first ones "and 12 more".
std::string listed(const std::vector<std::string>& items);

// "YgHnupF3…" for a native key, "0120ab12cd34…" for a Keybase key: as many characters as tell it from every
// other key of the report, so that a key made to look alike does not.
std::string short_key(const Report& report, const KeyName& key);
// "key YgHnupF3…", "Keybase key 0120ab12cd34…".
std::string key_phrase(const Report& report, const KeyName& key);

}  // namespace quorate
