// Place: where on a service the proofs of an account stand, and who controls that region. Filled from
// services.yaml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

enum class RegionKind {
  lines,   // the whole text body, one token a line, lines that begin with # are comments
  body,    // the whole text body
  html,    // the text of the one element that `path` selects
  meta,    // the content of the one <meta name=`path`> in <head>
  json,    // the string (or strings) at the JSON pointer `path` (RFC 6901)
  header,  // the value of the response header `path`
  txt,     // DNS TXT records
};

// The region of an answer that the account's owner controls. `path` is an element path for html, a JSON
// pointer for json, a name for meta and header, and empty for the others.
struct Region {
  RegionKind kind = RegionKind::lines;
  std::string path;
};

// How the page itself says whose page it is: the region's text, trimmed, must equal `equals`.
struct OwnerCheck {
  Region region;  // html (text, or `attribute` of the element), meta or json
  std::string attribute;
  std::string equals;  // with the account's fields filled in
};

enum class FormatId { cross_signature, keybase };

// Everything that is needed to read one kind of answer, with the account's fields filled in.
struct Place {
  std::string service;  // id of the service entry
  std::vector<Region> regions;
  std::optional<OwnerCheck> owner;
  std::vector<FormatId> formats;
};

}  // namespace quorate
