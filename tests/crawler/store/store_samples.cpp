#include "tests/crawler/store/store_samples.hpp"

namespace quorate {

namespace {

const std::string site = "https://alice.example/";
const std::string forum = "https://forum.example/@alice";

}  // namespace

NewContact sample_contact(const std::string& name, UnixTime next_check) {
  return {name, "accounts: [" + site + ", \"" + forum + "\"]\n", 10, next_check};
}

LookRecord sample_look(ContactId contact, Revision revision, UnixTime at) {
  LookRecord look;
  look.contact = contact;
  look.revision = revision;
  look.at = at;
  look.schedule = {
      at + 86'400, at, 0, {{site, at + 86'400, at, at, 0, 0}, {forum, at + 90'000, at, 0, 2, at + 60}}};
  look.history = History{};
  look.history->accounts = {site, forum};
  look.history->first_look = at;
  look.history->last_look = at;
  look.history->looks = 1;
  look.report = "{\"schema\":\"report\",\"at\":" + std::to_string(at) + "}";
  look.answer = NewAnswer{Answer::confirmed, "key-1", 3, 3, 4};
  look.observations = {
      {{site, site + "keys", ""},
       at,
       {200, "", "text/html; charset=utf-8", "", Outcome::proven, Reason::none},
       "<html>token of " + std::to_string(contact) + " at " + std::to_string(at) + "</html>",
       {"\"v1\"", "Mon, 23 Nov 2026 10:00:00 GMT"}},
      {{forum, forum, ""}, at, {404, "", "", "", Outcome::absent, Reason::not_found}, "gone", {}}};
  look.verdicts = {{site, Outcome::proven, Reason::none, "", {"key-1"}},
                   {forum, Outcome::absent, Reason::not_found, "HTTP 404", {}}};
  look.pending_step = PendingStep::set;
  look.pending = PendingChange{"replacement", at, "{\"was\": \"key-1\", \"is\": \"key-2\"}"};
  look.events = {{"quorum_reached", "", "3 of 4 agree", "{}"},
                 {"proof_removed", forum, "not there any more", "{}"}};
  return look;
}

}  // namespace quorate
