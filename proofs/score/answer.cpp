#include "proofs/score/score.hpp"

namespace quorate {

std::string_view text(Answer answer) {
  switch (answer) {
    case Answer::revoked:
      return "revoked";
    case Answer::equivocating:
      return "equivocating";
    case Answer::confirmed:
      return "confirmed";
    case Answer::contested:
      return "contested";
    case Answer::undecided:
      return "undecided";
    case Answer::corroborated:
      return "corroborated";
    case Answer::consistent:
      return "consistent";
    case Answer::insufficient:
      return "insufficient";
  }
  return "insufficient";
}

std::string_view text(ScoreFlag flag) {
  switch (flag) {
    case ScoreFlag::contested:
      return "contested";
    case ScoreFlag::key_changed:
      return "key_changed";
    case ScoreFlag::weak_policy:
      return "weak policy";
    case ScoreFlag::tie:
      return "tie";
    case ScoreFlag::required_missing:
      return "required account missing";
    case ScoreFlag::regressed:
      return "regressed";
  }
  return "";
}

std::string_view text(GroupState state) {
  switch (state) {
    case GroupState::agrees:
      return "agrees";
    case GroupState::rival:
      return "rival";
    case GroupState::conflicted:
      return "conflicted";
    case GroupState::unknown:
      return "unknown";
    case GroupState::silent:
      return "silent";
  }
  return "unknown";
}

int exit_status(Answer answer) {
  switch (answer) {
    case Answer::confirmed:
      return 0;
    case Answer::undecided:
      return 3;
    case Answer::revoked:
    case Answer::equivocating:
    case Answer::contested:
    case Answer::corroborated:
    case Answer::consistent:
    case Answer::insufficient:
      return 1;
  }
  return 1;
}

}  // namespace quorate
