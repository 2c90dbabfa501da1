// PlaceTemplate: one kind of answer that a service gives about an account, and how it is read.
#pragma once

#include "config/limits.hpp"
#include "config/template/text_template.hpp"
#include "config/yaml/yaml.hpp"
#include "proofs/extract/place.hpp"
#include "proofs/identity/key.hpp"
#include "proofs/observation.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quorate {

// How the page says whose it is, before the account's fields are filled in.
struct OwnerTemplate {
  Region region;
  std::string attribute;
  TextTemplate equals;
};

// What a person is told who wants to put a proof there.
struct PutAdvice {
  std::string where;     // "the bio of your profile"; empty: the entry does not say
  std::size_t room = 0;  // characters that fit; 0: no limit that matters
};

// `urls`, each asked on its own, or `dns`.
struct PlaceTemplate {
  std::vector<TextTemplate> urls;
  std::optional<TextTemplate> dns;
  Redirects redirects = Redirects::none;
  std::vector<std::pair<std::string, std::string>> headers;
  LimitMember max_bytes = nullptr;  // of a URL's answer
  std::optional<OwnerTemplate> owner;
  std::vector<Region> regions;
  std::vector<FormatId> formats;  // all for keys of one kind
  KeyKind key_kind = KeyKind::native;
  PutAdvice put;
};

// One item of a service entry's `places`, with the fields of the entry's accounts. Errors: bad_config with
// the place.
Result<PlaceTemplate> read_place(const YamlNode& node, const std::vector<Field>& fields);

}  // namespace quorate
