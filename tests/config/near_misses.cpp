#include "tests/config/near_misses.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::string_view https = "https://";

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::string with_dot_as(std::string_view host, std::string_view replacement) {
  std::string out(host);
  return out.replace(out.find('.'), 1, replacement);
}

// Other hosts and authorities with the same path.
std::vector<std::string> other_authorities(const std::string& host) {
  return {
      upper(host),
      upper(host.substr(0, 1)) + host.substr(1),
      host + ".",
      "www." + host,
      "m." + host,
      "raw." + host,
      "evil" + host,
      "evil-" + host,
      host + ".evil.example",
      host + "-evil.example",
      host + "evil",
      "evil.example",
      with_dot_as(host, "x"),
      with_dot_as(host, "-"),
      with_dot_as(host, "%2e"),
      with_dot_as(host, "\xe3\x80\x82"),
      with_dot_as(host, ".."),
      with_dot_as(host, ""),
      host + ":443",
      host + ":8443",
      host + ":",
      "alice@" + host,
      "alice:x@" + host,
      host + "@evil.example",
      host + "%40evil.example",
      host + "%2f@evil.example",
      host + "\\@evil.example",
      host + "%00.evil.example",
      host + "#@evil.example",
      host + "?@evil.example",
      "xn--" + host,
      "[" + host + "]",
      "127.0.0.1",
      "[::1]",
      "localhost",
      "",
      " " + host,
      host + " ",
      "\xd1\x81" + host.substr(1),
  };
}

// The same host with other schemes, and texts that are no URI.
std::vector<std::string> other_schemes(const std::string& rest) {
  return {
      "http://" + rest,
      "HTTPS://" + rest,
      "Https://" + rest,
      "https:/" + rest,
      "https:///" + rest,
      "https:" + rest,
      "https:\\\\" + rest,
      "//" + rest,
      rest,
      "ftp://" + rest,
      "mimi://" + rest,
      "dns:" + rest,
      "acct:" + rest,
      "view-source:https://" + rest,
      "javascript://" + rest,
      " https://" + rest,
      "\thttps://" + rest,
      "https://https://" + rest,
  };
}

// What may be put after an account's path.
constexpr std::string_view suffixes[] = {
    "/",
    "//",
    "/.",
    "/..",
    "/../alice",
    "/./",
    ";",
    ";x=1",
    ";/",
    "?",
    "?tab=repositories",
    "?alice",
    "#",
    "#about",
    "#/alice",
    "%2f",
    "%2F",
    "%5c",
    "%00",
    "%20",
    "%0a",
    "%23",
    "%3F",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\\",
    "/repository",
    "/followers",
    "+json",
    "&",
    "=",
    "+",
    "~",
    "!",
    "*",
    "'",
    "(",
    ",",
    ":",
    "@",
    "@evil.example",
    "|",
    "\"",
    "<",
    ">",
    "\xe2\x80\x8b",
    "%E2%80%8B",
    "\xe2\x80\xae",
    "%C3%A9",
    "\xc3\xa9",
    "A",
    "\x7f",
    "\x01",
};

}  // namespace

std::vector<std::string> near_misses(std::string_view uri) {
  const std::string whole(uri);
  const std::string rest = whole.substr(https.size());
  const std::size_t slash = rest.find('/');
  const std::string host = rest.substr(0, slash);
  const std::string path = rest.substr(slash);
  const std::size_t name_at = path.find_last_of("/@") + 1;
  const std::string folder = path.substr(0, name_at);
  const std::string name = path.substr(name_at);

  std::vector<std::string> misses = other_schemes(rest);
  for (const std::string& authority : other_authorities(host))
    misses.push_back(std::string(https) + authority + path);
  for (const std::string_view suffix : suffixes) misses.push_back(whole + std::string(suffix));
  const std::string before = std::string(https) + host + folder;
  for (const std::string& other : {upper(name),
                                   upper(name.substr(0, 1)) + name.substr(1),
                                   std::string(),
                                   std::string("."),
                                   std::string(".."),
                                   "%61" + name.substr(1),
                                   "%2e%2e/" + name,
                                   "../" + name,
                                   "./" + name,
                                   "/" + name,
                                   ";" + name,
                                   "~" + name,
                                   "@" + name,
                                   "*" + name,
                                   "x/" + name,
                                   "\xd0\xb0" + name.substr(1),
                                   "%D0%B0" + name.substr(1),
                                   "?u=" + name,
                                   "#" + name,
                                   std::string(129, 'a'),
                                   std::string("[a-z]+"),
                                   std::string("{name}"),
                                   std::string("%7Bname%7D"),
                                   name + "\xef\xbc\x8f"})
    misses.push_back(before + other);
  misses.push_back(std::string(https) + host + "/." + path);
  misses.push_back(std::string(https) + host + "/x/.." + path);
  misses.push_back(std::string(https) + host + "/" + path);
  misses.push_back(std::string(https) + host + "//" + name + "/");
  misses.push_back(std::string(https) + host + "\\" + path.substr(1));
  misses.push_back(std::string(https) + host + upper(path));
  misses.push_back(std::string(https) + host);
  misses.push_back(std::string(https) + host + "/");
  std::sort(misses.begin(), misses.end());
  misses.erase(std::unique(misses.begin(), misses.end()), misses.end());
  return misses;
}

}  // namespace quorate
