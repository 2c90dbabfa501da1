// Builds reports by hand, one for each answer, for tests and for the check of the JSON schemas.
#pragma once

#include "proofs/report/report.hpp"
#include "proofs/report/verify/report.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate::sample {

inline constexpr UnixTime now = 1795000000;        // 2026-11-18T11:06:40Z
inline constexpr UnixTime signed_at = 1790000000;  // 2026-09-21T14:13:20Z
inline constexpr std::string_view alice = "mimi://im.example/u/alice";

Speaker alice_key();
Speaker villain_key();
Speaker keybase_key();

// Adds accounts to a report one by one; `shows` are the keys that the account is proven for.
class Builder {
 public:
  Builder();
  Builder& anchored(std::string_view uri, const Verdict& verdict, std::vector<Speaker> shows = {});
  Builder& discovered(std::string_view uri, const Verdict& verdict, std::vector<Speaker> shows = {});
  Builder& group(std::string_view name, std::string_view tie = {});  // of the last account
  Builder& flag(Flag flag);                                          // of the last account
  Builder& points(std::vector<ControlPoint> points);                 // of the last account
  Builder& conflicted(std::vector<Speaker> speakers);                // of the last account
  // Fills the score: the numbers as given, the groups from the accounts.
  Report answer(Answer answer, std::optional<Speaker> subject_key, unsigned weight, unsigned high);
  Report& report() { return report_; }

 private:
  Builder& add(Standing standing, std::string_view uri, const Verdict& verdict, std::vector<Speaker> shows);
  void fill_groups(const std::optional<Speaker>& subject_key);
  void fill_keys(const std::optional<Speaker>& subject_key);
  Report report_;
};

inline Verdict proven() { return {Outcome::proven, Reason::none, ""}; }
inline Verdict absent() { return {Outcome::absent, Reason::none, "nothing there"}; }
inline Verdict unknown(Reason reason, std::string detail = "") {
  return {Outcome::unknown, reason, std::move(detail)};
}
inline Verdict refuted(Reason reason, std::string detail = "") {
  return {Outcome::refuted, reason, std::move(detail)};
}

Report confirmed();
Report confirmed_with_outage();
Report contested();
Report tied();
Report key_changed();
Report undecided();
Report corroborated();
Report consistent();
Report insufficient();  // one account
Report nothing_named();
Report in_groups();  // accounts that share a group, a rival, a conflict, a URI that is wider than its column
Report keybase_only();
Report shared_infrastructure();  // a forge cost below W
Report revoked();
Report equivocating();
Report remembered();  // with a history in which everything happened that can
Report first_look();  // with a history that begins

// Every one of the above with a name.
std::vector<std::pair<std::string, Report>> all();

Statement alice_statement();
VerifyReport verify_proven();
VerifyReport verify_refuted();
VerifyReport verify_keybase();

// Every foreign text in `report` begins with `text`; whatever is written of it must be printable.
void poison(Report& report, const std::string& text);
void poison(VerifyReport& report, const std::string& text);

}  // namespace quorate::sample
