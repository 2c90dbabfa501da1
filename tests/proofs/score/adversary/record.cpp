#include "tests/proofs/score/adversary/record.hpp"

#include <algorithm>
#include <iomanip>

namespace quorate::adversary {

std::string_view text(Wrong wrong) {
  switch (wrong) {
    case Wrong::forged:
      return "f + 1 groups for a key that no honest account shows";
    case Wrong::trusted:
      return "confirmed or corroborated for such a key";
    case Wrong::two_keys:
      return "two keys confirmed in one world";
    case Wrong::unseated:
      return "the owner's key not confirmed though n >= 3f + 2d + 1";
    case Wrong::framed:
      return "revoked or equivocating without the owner's doing";
    case Wrong::meddled:
      return "n, f, t or an honest group changed";
  }
  return "";
}

void Record::count(const std::string& name, bool wrong, unsigned forged_weight) {
  Row& row = moves_[name];
  ++row.positions;
  if (wrong) ++row.wrong;
  row.forged_weight = std::max(row.forged_weight, forged_weight);
}

void Record::add(const Record& other) {
  worlds_ += other.worlds_;
  positions_ += other.positions_;
  wrong_ += other.wrong_;
  for (std::size_t i = 0; i < wrongs; ++i) {
    if (faults_[i] == 0) examples_[i] = other.examples_[i];
    faults_[i] += other.faults_[i];
  }
  for (const auto& [name, row] : other.moves_) {
    Row& own = moves_[name];
    own.positions += row.positions;
    own.wrong += row.wrong;
    own.forged_weight = std::max(own.forged_weight, row.forged_weight);
  }
}

std::ostream& operator<<(std::ostream& out, const Record& record) {
  out << "  " << record.worlds_ << " worlds, " << record.positions_ << " positions, " << record.wrong_
      << " wrong verdicts";
  if (record.positions_ > 0)
    out << " (" << 100.0 * static_cast<double>(record.wrong_) / static_cast<double>(record.positions_)
        << " %)";
  out << "\n";
  for (std::size_t i = 0; i < wrongs; ++i) {
    out << "    " << std::left << std::setw(60) << text(static_cast<Wrong>(i)) << std::right << std::setw(10)
        << record.faults_[i] << "\n";
    if (record.faults_[i] > 0) out << "      first: " << record.examples_[i] << "\n";
  }
  return out;
}

void Record::print_moves(std::ostream& out) const {
  out << "  " << std::left << std::setw(48) << "move" << std::right << std::setw(12) << "positions"
      << std::setw(10) << "wrong" << std::setw(12) << "forged W\n";
  for (const auto& [name, row] : moves_)
    out << "  " << std::left << std::setw(48) << name << std::right << std::setw(12) << row.positions
        << std::setw(10) << row.wrong << std::setw(11) << row.forged_weight << "\n";
}

}  // namespace quorate::adversary
