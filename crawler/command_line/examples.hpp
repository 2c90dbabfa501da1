// What --help shows below the options of the commands with long examples.
#pragma once

#include <string_view>

namespace quorate {

inline constexpr std::string_view examples_of_check =
    "  quorate check alice.yaml\n"
    "  quorate check https://alice.example/ mimi://im.example/u/alice https://code.example/alice\n"
    "  quorate check --json alice.yaml | jq .verdict\n"
    "  quorate check --why alice.yaml               why, and what would change it\n"
    "  quorate check --graph alice.svg alice.yaml   a picture of who agrees\n"
    "  quorate check alice.yaml --history alice.history           what changed since the last time\n"
    "  quorate check alice.yaml --history alice.history --accept  pin what was confirmed\n"
    "  quorate check alice.yaml --record alice.warc.gz && quorate check alice.yaml --replay "
    "alice.warc.gz\n"
    "A contact file:\n"
    "  subject: mimi://im.example/u/alice\n"
    "  accounts:\n"
    "    - https://alice.example/\n"
    "    - mimi://im.example/u/alice\n"
    "    - https://code.example/alice";

inline constexpr std::string_view examples_of_policy =
    "  quorate policy check strict.yaml\n"
    "  quorate policy check strict.yaml --contact alice.yaml\n"
    "A policy file (each key may be left out):\n"
    "  hostile: 2                            how many groups may be hostile; or quorum: K must agree\n"
    "  accept: [confirmed, corroborated]     the answers that end with exit status 0\n"
    "  bases: [signed]                       what counts; linked can stand beside it\n"
    "  required: [https://alice.example/]    no yes without these accounts\n"
    "  max_age: 90                           days; older statements do not count\n"
    "  merge: [[gitlab, salsa.debian.org]]   operators or domains to take for one\n"
    "  auto_rotate: false                    true: a rotation of 7 days moves the pin (check --history)";

}  // namespace quorate
