#include "config/template/place_template.hpp"

#include "config/yaml/reader.hpp"
#include "proofs/extract/html.hpp"

#include <algorithm>
#include <array>

namespace quorate {
namespace {

constexpr Range url_count = {
    1, 4};  // more places for one account than four are not known, and every one is a request
constexpr Range region_count = {1, 8};  // fields of one profile
constexpr Range header_count = {1, 8};

// Headers that the fetcher owns, that would say who asks, or that would change what is asked for (threats, A4
// and A10).
constexpr std::array<std::string_view, 14> forbidden_headers = {"accept-encoding",
                                                                "authorization",
                                                                "connection",
                                                                "content-length",
                                                                "cookie",
                                                                "expect",
                                                                "host",
                                                                "keep-alive",
                                                                "range",
                                                                "te",
                                                                "trailer",
                                                                "upgrade",
                                                                "user-agent",
                                                                "transfer-encoding"};

bool is_token(std::string_view text) {  // RFC 9110 section 5.6.2
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != marks.npos;
  });
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

// RFC 6901 section 3; the empty pointer is the whole document, which nobody's region is.
bool is_json_pointer(std::string_view text) {
  if (!text.starts_with('/')) return false;
  for (std::size_t at = text.find('~'); at != text.npos; at = text.find('~', at + 1))
    if (at + 1 == text.size() || (text[at + 1] != '0' && text[at + 1] != '1')) return false;
  return true;
}

struct RegionWord {
  std::string_view word;
  RegionKind kind;
};
constexpr std::array<RegionWord, 3> whole_regions = {
    {{"lines", RegionKind::lines}, {"body", RegionKind::body}, {"txt", RegionKind::txt}}};
constexpr std::array<RegionWord, 4> path_regions = {{{"html", RegionKind::html},
                                                     {"meta", RegionKind::meta},
                                                     {"json", RegionKind::json},
                                                     {"header", RegionKind::header}}};

Result<void> check_path(const YamlNode& node, const Region& region) {
  switch (region.kind) {
    case RegionKind::json:
      if (!is_json_pointer(region.path))
        return error_at(node.place, "not a JSON pointer; write it as /user/biography");
      break;
    case RegionKind::html:
      if (const auto checked = check_element_path(region.path); !checked)
        return error_at(node.place, checked.error().detail);
      break;
    case RegionKind::header:
      if (!is_token(region.path) || lower(region.path) != region.path)
        return error_at(node.place, "not a header's name in lower case");
      break;
    default:
      break;
  }
  return {};
}

// `lines`, `body`, `txt`, or one of {html: PATH}, {meta: NAME}, {json: POINTER}, {header: NAME}.
Result<Region> read_region(const YamlNode& node) {
  for (const RegionWord& whole : whole_regions)
    if (node.kind == YamlNode::Kind::plain && node.text == whole.word) return Region{whole.kind, {}};
  if (node.kind == YamlNode::Kind::map && node.members.size() == 1) {
    const YamlMember& member = node.members.front();
    for (const RegionWord& with_path : path_regions) {
      if (member.key != with_path.word) continue;
      auto path = read_string(member.value, "\"" + member.key + "\"");
      if (!path) return path.error();
      Region region{with_path.kind, std::move(*path)};
      if (const auto checked = check_path(member.value, region); !checked) return checked.error();
      return region;
    }
  }
  return error_at(
      node.place,
      "a region is: lines, body, txt, {html: PATH}, {meta: NAME}, {json: POINTER} or {header: NAME}");
}

Result<TextTemplate> read_template(const YamlNode& node, const std::vector<Field>& fields,
                                   TextTemplate::Use use) {
  const auto text = read_string(node, "a template");
  if (!text) return text.error();
  auto parsed = TextTemplate::parse(*text, fields, use);
  if (!parsed) return error_at(node.place, parsed.error().detail);
  return parsed;
}

// {html: PATH, attribute: NAME, equals: TEXT}, {meta: NAME, equals: TEXT} or {json: POINTER, equals: TEXT}
Result<OwnerTemplate> read_owner(const YamlNode& node, const std::vector<Field>& fields) {
  MapReader reader(node, "owner check");
  OwnerTemplate owner;
  std::size_t regions = 0;
  for (const RegionWord& with_path : path_regions) {
    if (with_path.kind == RegionKind::header) continue;
    const YamlNode* path = reader.find(with_path.word);
    if (path == nullptr) continue;
    ++regions;
    owner.region = {with_path.kind,
                    reader.keep(read_string(*path, "\"" + std::string(with_path.word) + "\""))};
    reader.keep(check_path(*path, owner.region));
  }
  if (regions != 1) reader.fail_at(nullptr, "needs exactly one of html, meta, json");
  const YamlNode* attribute = reader.find("attribute");
  if (attribute != nullptr) {
    owner.attribute = reader.keep(read_string(*attribute, "\"attribute\""));
    if (owner.region.kind != RegionKind::html) reader.fail_at(attribute, "\"attribute\" goes with html only");
  }
  const YamlNode* equals = reader.required("equals");
  if (equals != nullptr) {
    owner.equals = reader.keep(read_template(*equals, fields, TextTemplate::Use::plain));
    if (owner.equals.text().find('{') == std::string::npos)
      reader.fail_at(equals,
                     "\"equals\" must hold a field of the account, or it would hold for everybody's page");
  }
  if (const auto done = reader.finish(); !done) return done.error();
  return owner;
}

Result<std::vector<std::pair<std::string, std::string>>> read_headers(const YamlNode& node) {
  if (node.kind != YamlNode::Kind::map || node.members.size() > header_count.most)
    return error_at(node.place, "\"headers\" must be a mapping with at most 8 headers");
  std::vector<std::pair<std::string, std::string>> headers;
  for (const YamlMember& member : node.members) {
    const std::string name = lower(member.key);
    const bool forbidden =
        name.starts_with("proxy-") ||
        std::find(forbidden_headers.begin(), forbidden_headers.end(), name) != forbidden_headers.end();
    if (!is_token(name) || forbidden)
      return error_at(member.place, "the header " + member.key + " may not be set; remove it");
    const auto value = read_string(member.value, "a header's value");
    if (!value) return value.error();
    const bool visible =
        std::all_of(value->begin(), value->end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (!visible) return error_at(member.value.place, "a header's value must be visible ASCII on one line");
    headers.emplace_back(member.key, *value);
  }
  return headers;
}

Redirects read_redirects(MapReader& reader) {
  const YamlNode* node = reader.find("redirects");
  if (node == nullptr || node->text == "none") return Redirects::none;
  if (node->text != "www-twin") reader.fail_at(node, "\"redirects\" is none or www-twin");
  return Redirects::www_twin;
}

void read_formats(MapReader& reader, PlaceTemplate& place) {
  const YamlNode* node = reader.required("formats");
  if (node == nullptr) return;
  const auto words = reader.keep(read_strings(*node, "\"formats\"", {1, 1}));
  for (const std::string& word : words) {
    if (word == "cross_signature") {
      place.formats.push_back(FormatId::cross_signature);
      place.key_kind = KeyKind::native;
    } else if (word == "keybase") {
      place.formats.push_back(FormatId::keybase);
      place.key_kind = KeyKind::keybase;
    } else {
      reader.fail_at(node, "the formats are cross_signature and keybase");
    }
  }
}

void read_regions(MapReader& reader, PlaceTemplate& place) {
  const YamlNode* node = reader.required("regions");
  if (node == nullptr) return;
  for (const YamlNode& item : reader.keep(read_list(*node, "\"regions\"", region_count))) {
    place.regions.push_back(reader.keep(read_region(item)));
    const bool of_dns = place.regions.back().kind == RegionKind::txt;
    if (of_dns != place.dns.has_value())
      reader.fail_at(&item, "the region of a DNS name is txt, and of nothing else");
  }
}

// What only answers of web servers have.
void read_asking(MapReader& reader, PlaceTemplate& place, const std::vector<Field>& fields) {
  const YamlNode* urls = reader.find("urls");
  const YamlNode* dns = reader.find("dns");
  if ((urls == nullptr) == (dns == nullptr)) reader.fail_at(nullptr, "needs one of \"urls\" and \"dns\"");
  if (urls != nullptr)
    for (const YamlNode& url : reader.keep(read_list(*urls, "\"urls\"", url_count)))
      place.urls.push_back(reader.keep(read_template(url, fields, TextTemplate::Use::url)));
  if (dns != nullptr) place.dns = reader.keep(read_template(*dns, fields, TextTemplate::Use::dns_name));
  place.redirects = read_redirects(reader);
  if (const YamlNode* headers = reader.find("headers")) place.headers = reader.keep(read_headers(*headers));
  const YamlNode* max_bytes = reader.find("max_bytes");
  if (urls != nullptr && max_bytes == nullptr)
    reader.fail_at(nullptr, "the key \"max_bytes\" is missing; add it");
  if (max_bytes == nullptr) return;
  const auto member = size_limit(max_bytes->text);
  if (!member) reader.fail_at(max_bytes, "\"max_bytes\" is page_bytes, well_known_bytes or keybase_bytes");
  place.max_bytes = member.value_or(nullptr);
}

constexpr Range room_range = {
    119, 65'536};  // a badge must fit; what holds more than the largest file has no limit

Result<PutAdvice> read_put(const YamlNode& node) {
  MapReader reader(node, "put");
  PutAdvice put;
  if (const YamlNode* where = reader.find("where")) put.where = reader.keep(read_string(*where, "\"where\""));
  if (const YamlNode* room = reader.find("room"))
    put.room = static_cast<std::size_t>(reader.keep(read_integer(*room, "\"room\"", room_range)));
  if (const auto done = reader.finish(); !done) return done.error();
  return put;
}

}  // namespace

Result<PlaceTemplate> read_place(const YamlNode& node, const std::vector<Field>& fields) {
  MapReader reader(node, "place");
  PlaceTemplate place;
  read_asking(reader, place, fields);
  const YamlNode* owner = reader.find("owner");
  if (owner != nullptr) place.owner = reader.keep(read_owner(*owner, fields));
  read_regions(reader, place);
  read_formats(reader, place);
  if (const YamlNode* put = reader.find("put")) place.put = reader.keep(read_put(*put));
  const bool web_only = place.owner || !place.headers.empty() || place.max_bytes != nullptr ||
                        place.redirects != Redirects::none;
  if (place.dns && web_only)
    reader.fail_at(nullptr, "redirects, headers, owner and max_bytes do not go with \"dns\"");
  if (const auto done = reader.finish(); !done) return done.error();
  return place;
}

}  // namespace quorate
