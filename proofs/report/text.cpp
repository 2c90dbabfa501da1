#include "proofs/report/text.hpp"

#include "proofs/report/account_table.hpp"
#include "proofs/report/advice.hpp"
#include "proofs/report/forge.hpp"
#include "proofs/report/history/text.hpp"
#include "proofs/report/layout/time.hpp"
#include "proofs/report/layout/wording.hpp"
#include "proofs/report/sentence.hpp"

#include <algorithm>

namespace quorate {
namespace {

Paint paint_of(Answer answer) {
  switch (answer) {
    case Answer::confirmed:
      return Paint::good;
    case Answer::revoked:
    case Answer::equivocating:
    case Answer::contested:
      return Paint::bad;
    case Answer::undecided:
    case Answer::corroborated:
    case Answer::consistent:
    case Answer::insufficient:
      return Paint::doubt;
  }
  return Paint::doubt;
}

// Who was asked about: as the contact names the person; else the first account.
std::string asked_about(const Report& report) {
  std::string out = report.contact_name ? shown(*report.contact_name) : "";
  if (report.subject) return out + (out.empty() ? "" : ", ") + shown(*report.subject);
  if (!out.empty()) return out;
  std::size_t anchored = 0;
  for (std::size_t i = 0; i < report.judgement.accounts.size(); ++i) {
    if (report.evidence.at(i).standing != Standing::anchored) continue;
    if (anchored++ == 0) out = shown(report.judgement.accounts[i].account.uri());
  }
  if (anchored > 1) out += " and " + counted(anchored - 1, "other account", "other accounts");
  return out;
}

// A hand-over that only one side has signed looks like a rotation and is none.
std::string half_rotation_line(const Report& report, const Speaker& speaker, Style style) {
  const HalfDone half = half_rotation(report, speaker);
  switch (half.missing) {
    case HalfRotation::none:
      return "";
    case HalfRotation::successor_silent:
      return labelled("",
                      "names " + key_phrase(report, half.other) +
                          " as its successor, which was not seen to name it back: no rotation yet",
                      style);
    case HalfRotation::predecessor_silent:
      return labelled("",
                      "says that it takes over from " + key_phrase(report, half.other) +
                          ", which was not seen to name it: no rotation",
                      style);
  }
  return "";
}

// The subject key in full, and whom it speaks for.
std::string subject_key_lines(const Report& report, Style style) {
  const Speaker& speaker = *report.score.subject_key;
  std::string out = labelled("Key", shown(speaker.key.id), style);
  switch (report.score.answer == Answer::revoked || report.score.answer == Answer::equivocating
              ? SubjectClaim::none
              : subject_claim(report)) {
    case SubjectClaim::proven:
      out += labelled("", "speaks for " + shown(speaker.subject), style);
      break;
    case SubjectClaim::claimed:
      out += labelled("", "claims " + shown(speaker.subject) + ", unproven", style);
      break;
    case SubjectClaim::none:
      break;
  }
  if (report.score.answer == Answer::revoked)
    out += labelled("", "revoked: speaks for nobody any more", style);
  if (report.score.answer == Answer::equivocating)
    out += labelled("", "contradicts itself: speaks for nobody", style);
  return out + half_rotation_line(report, speaker, style);
}

// Which of two joined keys is the newer one.
std::string_view rotation_words(const KeyFacts& facts, const KeyName& subject) {
  return facts.successor == subject ? "handed over by a rotation to " : "took over by a rotation from ";
}

// Any other key in full. It only ever claims its subject: the answer is about one key.
std::string other_key_lines(const Report& report, const KeyScore& key, Style style) {
  const auto& rivals = report.score.rivals;
  const bool rival = std::any_of(rivals.begin(), rivals.end(),
                                 [&](const KeyScore& other) { return other.speaker == key.speaker; });
  std::string out = labelled(rival ? "Rival" : "Key", shown(key.speaker.key.id), style);
  if (!key.speaker.subject.empty()) out += labelled("", "claims " + shown(key.speaker.subject), style);
  if (key.state == KeyState::revoked) out += labelled("", "revoked by its owner", style);
  if (key.state == KeyState::equivocating) out += labelled("", "contradicts itself", style);
  out += half_rotation_line(report, key.speaker, style);
  const KeyFacts* facts = facts_of(report, key.speaker);
  if (facts == nullptr || !report.score.subject_key) return out;
  const auto& joined = facts->joined;
  const KeyName& subject = report.score.subject_key->key;
  if (std::find(joined.begin(), joined.end(), subject) != joined.end())
    out += labelled("", std::string(rotation_words(*facts, subject)) + key_phrase(report, subject), style);
  return out;
}

// Every key in full, so that people can compare them, and the devices that the subject key vouches for.
std::string keys(const Report& report, Style style) {
  const Score& score = report.score;
  std::string out;
  if (score.subject_key) out += subject_key_lines(report, style);
  if (!score.subject_key && report.given_key) out += labelled("Key", shown(report.given_key->id), style);
  for (const KeyScore& key : score.keys)
    if (!score.subject_key || key.speaker != *score.subject_key) out += other_key_lines(report, key, style);
  for (const Statement& statement : report.judgement.statements) {
    const Speaker speaker{{KeyKind::native, statement.kid}, statement.subject};
    if (!score.subject_key || speaker != *score.subject_key) continue;
    for (const ClientKey& client : statement.clients)
      out += labelled("Device", shown(client.uri) + " (the key's word, not the device's)", style);
  }
  return out;
}

std::string not_covered(const Report& report) {
  const std::string hostile = counted(report.score.hostile, "hostile operator", "hostile operators");
  return "Not covered: more than " + hostile +
         ", a stolen key, an account that is not really this person's (a look-alike name), services that "
         "share an owner "
         "in secret.";
}

std::string provenance(const Report& report) {
  const Versions& versions = report.versions;
  const std::string seconds =
      std::to_string(report.elapsed_ms / 1000) + "." + std::to_string(report.elapsed_ms / 100 % 10);
  return "As of " + write_time(report.now).value_or("an unknown time") + ", in " + seconds + " s. quorate " +
         shown(versions.program) + ", services " + shown(versions.services) + ", operators " +
         shown(versions.operators) + ", suffix list " + shown(versions.suffix_list) + ".";
}

std::string small_print(const Report& report, Style style) {
  std::string lines = write_paragraph(not_covered(report)) + write_paragraph(provenance(report));
  lines.pop_back();  // the last LF: colour ends before it
  return painted(lines, Paint::faint, style) + "\n";
}

std::vector<std::string> shown_each(std::vector<std::string> names) {
  for (std::string& name : names) name = shown(name);
  return names;
}

}  // namespace

std::string write_headline(const Report& report, Style style) {
  const Score& score = report.score;
  const Paint paint = paint_of(score.answer);
  std::string out = painted(upper(text(score.answer)), paint, style);
  const std::string about = asked_about(report);
  if (!about.empty()) out += "  " + painted(about, Paint::strong, style);
  // What stands in a headline reads like a fact: where it is none, the headline itself must say so.
  const bool confirmed = score.answer == Answer::confirmed;
  if (confirmed && report.subject && subject_claim(report) != SubjectClaim::proven) out += " (claimed)";
  if (holds(score.flags, ScoreFlag::contested))
    out += " " + painted("(but another key is shown, too)", Paint::bad, style);
  return out + "\n";
}

std::string write_text(const Report& report, Style style) {
  std::string out = write_headline(report, style) + "\n" + write_paragraph(sentence(report)) + "\n";
  if (report.connect_to)
    out +=
        write_paragraph("Note: every connection went to " + shown(*report.connect_to) +
                        " (--connect-to). This is about what answers there, not about the real services.") +
        "\n";
  if (report.replayed)
    out += write_paragraph(
               "Note: every answer was read from a record (--replay), and nobody was asked. Who wrote that file "
               "could have made these answers up.") +
           "\n";
  if (!report.vantages.empty())
    out += write_paragraph("Every page was asked from " + listed(shown_each(report.vantages)) + ".") + "\n";
  if (holds(report.score.flags, ScoreFlag::weak_policy))
    out +=
        write_paragraph("Note: the policy asks for so few services that two keys could both get that many.") +
        "\n";
  const std::string table = write_table(account_table(report), style);
  out += (table.empty() ? "No accounts were looked at.\n" : table) + "\n";
  for (const std::string& line : table_legend(report)) out += write_paragraph(line) + "\n";
  const std::string forge = forge_sentence(report);
  if (!forge.empty()) out += write_paragraph(forge) + "\n";
  out += since_last_time(report);
  out += write_paragraph("Next: " + advice(report)) + "\n";
  const std::string key_lines = keys(report, style);
  if (!key_lines.empty()) out += key_lines + "\n";
  return out + small_print(report, style);
}

}  // namespace quorate
