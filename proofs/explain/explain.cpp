#include "proofs/explain/explain.hpp"

#include "proofs/explain/account_story.hpp"
#include "proofs/explain/change_words.hpp"
#include "proofs/explain/verdict_rule.hpp"
#include "proofs/report/layout/table.hpp"
#include "proofs/report/layout/wording.hpp"

namespace quorate {
namespace {

constexpr std::string_view indent = "  ";
constexpr std::size_t label_columns = 8;  // of the longest label, and a space
constexpr std::size_t line_columns = 96;  // as the rest of the report

// The text broken at spaces, further lines below its beginning at `column`. Ends in LF.
std::string hanging(std::string_view text, std::size_t column) {
  std::string out;
  std::size_t at = column;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool first = out.empty();
    if (!first && at + 1 + width(word) > line_columns) {
      out.append("\n").append(column, ' ');
      at = column;
    } else if (!first) {
      out.push_back(' ');
      ++at;
    }
    out.append(word);
    at += width(word);
  }
  return out + "\n";
}

std::string heading(std::string_view words, Style style) {
  return painted(words, Paint::strong, style) + "\n";
}

// "  label   text", the label in `columns` columns.
std::string line(std::string_view before, std::string_view label, std::size_t columns, std::string_view words,
                 Style style, Paint paint) {
  std::string out(before);
  out += painted(label, label.empty() ? Paint::none : paint, style);
  out.append(columns - std::min(columns, width(label)), ' ');
  return out + hanging(words, width(before) + columns);
}

std::string accounts(const Report& report, Style style) {
  std::string out = heading("Why, account by account", style);
  for (std::size_t i = 0; i < report.evidence.size(); ++i) {
    out += std::string(indent) + shown(report.evidence[i].account) + "\n";
    for (const StoryLine& story : account_story(report, i))
      out += line(std::string(indent) + std::string(indent), story.label, label_columns, story.text, style,
                  Paint::faint);
  }
  return out + "\n";
}

std::string verdict(const Report& report, Style style) {
  constexpr std::size_t answer_columns = 14;  // "corroborated" and two spaces
  const std::string word = upper(text(report.score.answer));
  std::string out = heading("Why " + word, style);
  out += std::string(indent) + hanging(numbers_rule(report) + R"( (quorum.md "Numbers"))", width(indent));
  out += std::string(indent) +
         hanging(R"(The first row that applies is the verdict (quorum.md "The verdict is about one key"):)",
                 width(indent));
  for (const VerdictRow& row : verdict_rows(report)) {
    const bool applies = row.answer == report.score.answer;
    out += line(std::string(indent) + std::string(indent), text(row.answer), answer_columns,
                (applies ? "yes: " : "no: ") + row.because, style, applies ? Paint::strong : Paint::faint);
  }
  return out + "\n";
}

std::string what_if(const Report& report, Style style) {
  std::string out = heading("What would change this verdict", style);
  for (const std::string& sentence : change_words(report, changes(score_input(report), held_key(report))))
    out += std::string(indent) + "- " + hanging(sentence, width(indent) + 2);
  return out;
}

}  // namespace

std::string write_explanation(const Report& report, Style style) {
  return accounts(report, style) + verdict(report, style) + what_if(report, style);
}

}  // namespace quorate
