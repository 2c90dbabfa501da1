#include "proofs/extract/plain/structure.hpp"

#include <algorithm>

namespace quorate {
namespace {

// Each is well below the limit of html/cost.cpp that it stands for.
constexpr std::size_t max_depth = 128;
constexpr std::size_t max_tags = 50'000;
constexpr std::size_t max_attributes = 64;
constexpr std::size_t max_work = 16 * 1024 * 1024;
constexpr std::size_t clone_cost = 256;
constexpr std::size_t clone_growth = 8;
constexpr std::ptrdiff_t max_same_formatting = 3;  // a parser forgets the first of four (section 13.2.4.3)

bool is_void(PlainTag tag) {
  return tag == PlainTag::void_element || tag == PlainTag::rule || tag == PlainTag::metadata;
}

bool is_formatting(PlainTag tag) { return tag == PlainTag::formatting || tag == PlainTag::anchor; }

// Whether its start tag ends a p that is open.
bool ends_paragraph(PlainTag tag) {
  switch (tag) {
    case PlainTag::block:
    case PlainTag::heading:
    case PlainTag::paragraph:
    case PlainTag::form:
    case PlainTag::list:
    case PlainTag::list_item:
    case PlainTag::definitions:
    case PlainTag::definition:
    case PlainTag::table:
    case PlainTag::rule:
      return true;
    default:
      return false;
  }
}

// Whether it holds nothing but some elements, and no text.
bool is_frame_of_table(PlainTag tag) {
  return tag == PlainTag::table || tag == PlainTag::table_part || tag == PlainTag::row;
}

bool is_part_of_table(PlainTag tag) {
  return tag == PlainTag::table_part || tag == PlainTag::row || tag == PlainTag::cell ||
         tag == PlainTag::caption;
}

}  // namespace

bool PlainStructure::may_hold_text() const {
  return stage_ == Stage::in_body && svgs_ == 0 && !is_frame_of_table(innermost());
}

bool PlainStructure::may_stand_in_table(PlainTag tag) const {
  switch (innermost()) {
    case PlainTag::table:
      return tag == PlainTag::table_part || tag == PlainTag::caption;
    case PlainTag::table_part:
      return tag == PlainTag::row;
    case PlainTag::row:
      return tag == PlainTag::cell;
    default:
      return false;
  }
}

// Where the body is open, or the head.
bool PlainStructure::may_stand(PlainTag tag, std::string_view name) const {
  if (svgs_ != 0) return is_plain_shape(name);
  if (stage_ == Stage::in_head) return tag == PlainTag::metadata || tag == PlainTag::raw || name == "title";
  if (stage_ != Stage::in_body) return false;
  if (is_frame_of_table(innermost()) || is_part_of_table(tag)) return may_stand_in_table(tag);
  if (paragraphs_ != 0 && ends_paragraph(tag)) return false;
  switch (tag) {
    case PlainTag::none:
    case PlainTag::html:
    case PlainTag::head:
    case PlainTag::body:
      return false;
    case PlainTag::anchor:
      return anchors_ == 0;
    case PlainTag::form:
      return forms_ == 0;
    case PlainTag::button:
      return buttons_ == 0;
    case PlainTag::heading:
      return innermost() != PlainTag::heading;
    case PlainTag::list_item:
      return innermost() == PlainTag::list;
    case PlainTag::definition:
      return innermost() == PlainTag::definitions;
    default:
      return true;
  }
}

// html, head and body, each once and in order.
bool PlainStructure::moves_stage(PlainTag tag) {
  if (tag == PlainTag::html && stage_ == Stage::before_html)
    stage_ = Stage::before_head;
  else if (tag == PlainTag::head && stage_ == Stage::before_head)
    stage_ = Stage::in_head;
  else if (tag == PlainTag::body && stage_ == Stage::after_head)
    stage_ = Stage::in_body;
  else
    return false;
  return true;
}

// At each tag a parser looks through the open elements, and may clone the formatting ones.
bool PlainStructure::add_work() {
  work_ += open_.size() + clone_bytes_;
  return ++tags_ <= max_tags && work_ <= max_work;
}

bool PlainStructure::push(PlainTag tag, const PlainPiece& piece) {
  Open element{tag, piece.name, 0};
  if (is_formatting(tag)) {
    const auto is_same = [&](const Open& open) { return open.name == piece.name; };
    if (std::count_if(open_.begin(), open_.end(), is_same) >= max_same_formatting) return false;
    element.clone_bytes = clone_cost + clone_growth * piece.bytes;
    clone_bytes_ += element.clone_bytes;
    ++formatting_;
    work_ += formatting_ * piece.attributes.size() * piece.attributes.size();
  }
  paragraphs_ += tag == PlainTag::paragraph ? 1 : 0;
  anchors_ += tag == PlainTag::anchor ? 1 : 0;
  forms_ += tag == PlainTag::form ? 1 : 0;
  buttons_ += tag == PlainTag::button ? 1 : 0;
  svgs_ += tag == PlainTag::svg ? 1 : 0;
  open_.push_back(element);
  return open_.size() <= max_depth;
}

PlainStructure::Place PlainStructure::start(const PlainPiece& piece) {
  if (piece.attributes.size() > max_attributes || !add_work()) return Place::doubtful;
  const PlainTag tag = piece.tag;
  if (tag == PlainTag::html || tag == PlainTag::head || tag == PlainTag::body) {
    if (svgs_ != 0 || piece.is_self_closing || !moves_stage(tag)) return Place::doubtful;
    return push(tag, piece) ? Place::stays_open : Place::doubtful;
  }
  if (!may_stand(tag, piece.name)) return Place::doubtful;
  if (svgs_ != 0) {
    if (piece.is_self_closing) return Place::is_over;
    return push(PlainTag::none, piece) ? Place::stays_open : Place::doubtful;
  }
  if (is_void(tag)) return Place::is_over;
  if (piece.is_self_closing) return Place::doubtful;
  if (tag == PlainTag::raw || tag == PlainTag::text_only) return Place::holds_raw_text;
  return push(tag, piece) ? Place::stays_open : Place::doubtful;
}

bool PlainStructure::end(const PlainPiece& piece) {
  if (open_.empty() || open_.back().name != piece.name || !add_work()) return false;
  const Open element = open_.back();
  open_.pop_back();
  clone_bytes_ -= element.clone_bytes;
  formatting_ -= element.clone_bytes != 0 ? 1 : 0;
  paragraphs_ -= element.tag == PlainTag::paragraph ? 1 : 0;
  anchors_ -= element.tag == PlainTag::anchor ? 1 : 0;
  forms_ -= element.tag == PlainTag::form ? 1 : 0;
  buttons_ -= element.tag == PlainTag::button ? 1 : 0;
  svgs_ -= element.tag == PlainTag::svg ? 1 : 0;
  if (element.tag == PlainTag::head) stage_ = Stage::after_head;
  if (element.tag == PlainTag::body) stage_ = Stage::after_body;
  if (element.tag == PlainTag::html) {
    if (stage_ != Stage::after_body) return false;
    stage_ = Stage::after_html;
  }
  return true;
}

}  // namespace quorate
