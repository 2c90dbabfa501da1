#include "proofs/extract/plain/page.hpp"

#include "proofs/extract/html/cost.hpp"
#include "proofs/extract/media_type.hpp"
#include "proofs/extract/plain/search.hpp"
#include "proofs/extract/plain/structure.hpp"

namespace quorate {
namespace {

constexpr std::string_view white_space = " \t\n\f\r";

bool is_blank(std::string_view text) { return text.find_first_not_of(white_space) == text.npos; }

// Whether a <meta> of the head leaves the page as it is; another charset would not.
bool is_harmless_meta(const PlainPiece& tag) {
  for (const PlainAttribute& attribute : tag.attributes) {
    if (is_called(attribute, "http-equiv")) return false;  // may declare a charset
    if (is_called(attribute, "charset") && !is_read_as_utf8(attribute.value)) return false;
  }
  return true;
}

class PlainReader {
 public:
  PlainReader(std::string_view page, std::span<const PlainQuestion> questions)
      : scanner_(page), search_(questions) {}

  std::optional<std::vector<PlainAnswer>> read() {
    if (!scanner_.take_doctype()) return std::nullopt;
    while (true) {
      const PlainPiece& piece = scanner_.next();
      switch (piece.kind) {
        case PlainPiece::Kind::comment:
          break;
        case PlainPiece::Kind::text:
          if (!structure_.may_hold_text() && !is_blank(piece.text)) return std::nullopt;
          if (!search_.text(piece.text)) return std::nullopt;
          break;
        case PlainPiece::Kind::start:
          if (!start(piece)) return std::nullopt;
          break;
        case PlainPiece::Kind::end:
          if (!structure_.end(piece)) return std::nullopt;
          search_.end();
          break;
        case PlainPiece::Kind::over:
          if (!structure_.is_whole()) return std::nullopt;
          return search_.answers();
        case PlainPiece::Kind::doubtful:
          return std::nullopt;
      }
    }
  }

 private:
  bool start(const PlainPiece& tag) {
    const PlainStructure::Place place = structure_.start(tag);
    if (place == PlainStructure::Place::doubtful) return false;
    if (tag.name == "meta" && structure_.is_in_head() && !is_harmless_meta(tag)) return false;
    if (!search_.start(tag, structure_.is_in_svg())) return false;
    if (place == PlainStructure::Place::stays_open) return true;
    if (place == PlainStructure::Place::holds_raw_text) {
      const std::string_view name = tag.name;  // the end tag takes the piece's place
      if (!scanner_.take_raw_text(name) || !structure_.count_end_tag()) return false;
    }
    search_.end();
    return true;
  }

  PlainScanner scanner_;
  PlainStructure structure_;
  PlainSearch search_;
};

}  // namespace

std::optional<std::vector<PlainAnswer>> read_plainly(std::string_view page,
                                                     std::span<const PlainQuestion> questions) {
  if (page.size() > max_html_bytes) return std::nullopt;
  return PlainReader(page, questions).read();
}

}  // namespace quorate
