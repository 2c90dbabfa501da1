#include "tests/proofs/score/ledger.hpp"

#include <iomanip>

namespace quorate {

std::string_view text(Law law) {
  switch (law) {
    case Law::table:
      return "verdict table";
    case Law::genuine:
      return "T1 genuine";
    case Law::one_key:
      return "T2 one key";
    case Law::forged:
      return "T3 forged";
    case Law::deletion:
      return "T3 deletion";
    case Law::more_proven:
      return "more proven";
    case Law::less_proven:
      return "less proven";
    case Law::merging:
      return "merging";
    case Law::hardest:
      return "hardest partition";
    case Law::order:
      return "order";
    case Law::discovered:
      return "discovered";
    case Law::fixed_numbers:
      return "n, f and t fixed";
    case Law::own_group_only:
      return "own group only";
    case Law::observed:
      return "observed relations";
  }
  return "";
}

void Ledger::add(const Ledger& other) {
  looks_ += other.looks_;
  for (std::size_t answer = 0; answer < answers; ++answer) answers_[answer] += other.answers_[answer];
  for (std::size_t law = 0; law < laws; ++law) {
    if (entries_[law].violations == 0) entries_[law].example = other.entries_[law].example;
    entries_[law].checks += other.entries_[law].checks;
    entries_[law].violations += other.entries_[law].violations;
  }
}

std::uint64_t Ledger::violations() const {
  std::uint64_t sum = 0;
  for (const Entry& entry : entries_) sum += entry.violations;
  return sum;
}

std::ostream& operator<<(std::ostream& out, const Ledger& ledger) {
  out << "  answers:";
  for (std::size_t answer = 0; answer < answers; ++answer)
    out << ' ' << text(static_cast<Answer>(answer)) << ' ' << ledger.answers_[answer];
  out << '\n';
  for (std::size_t law = 0; law < laws; ++law) {
    const Ledger::Entry& entry = ledger.entries_[law];
    if (entry.checks == 0) continue;
    out << "  " << std::left << std::setw(20) << text(static_cast<Law>(law)) << std::right << std::setw(12)
        << entry.checks << " checks  " << entry.violations << " violations\n";
    if (entry.violations > 0) out << "    first: " << entry.example << '\n';
  }
  return out;
}

}  // namespace quorate
