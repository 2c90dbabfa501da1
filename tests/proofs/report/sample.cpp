#include "tests/proofs/report/sample.hpp"

namespace quorate::sample {
namespace {

Account account(std::string_view uri) { return Account::parse(uri).value(); }

constexpr std::string_view own_site = "https://alice.example/";
constexpr std::string_view im = "mimi://im.example/u/alice";
constexpr std::string_view code = "https://code.example/alice";
constexpr std::string_view social = "https://social.example/@alice";
constexpr std::string_view pictures = "https://pictures.example/alice/about";
constexpr std::string_view work = "https://work.example/in/alice-example";
constexpr std::string_view dating = "https://dating.example/alice";

}  // namespace

Speaker alice_key() {
  return {{KeyKind::native, std::string(kid_prefix) + "YgHnupF3tA1bqJ2u0cKm5vXr8sPz4dLwEo9iRjTfQyU"},
          std::string(alice)};
}
Speaker villain_key() {
  return {{KeyKind::native, std::string(kid_prefix) + "Zq7dVhW0mLk3sXyT5bRn8eCuJf2aPgOi6wKzNtHvQrE"},
          std::string(alice)};
}
Speaker keybase_key() {
  return {{KeyKind::keybase, "0120f1c6a1b2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f5061728394a5b6c7d8e0a"},
          "https://keybase.io/alice"};
}

Report confirmed() {
  Builder builder;
  builder.report().subject = alice;
  for (const std::string_view uri : {own_site, im, code, social, pictures, work, dating})
    builder.anchored(uri, proven(), {alice_key()});
  builder.discovered("https://photos.example/alice", absent());
  builder.discovered("dns:alice.example", unknown(Reason::not_secure)).flag(Flag::not_secure);
  builder.report().judgement.statements = {alice_statement()};
  return builder.answer(Answer::confirmed, alice_key(), 7, 7);
}

Report confirmed_with_outage() {
  Builder builder;
  builder.report().contact_name = "Alice";
  builder.report().subject = alice;
  for (const std::string_view uri : {own_site, im, social, pictures, work})
    builder.anchored(uri, proven(), {alice_key()});
  builder.flag(Flag::stale);
  builder.anchored(code, unknown(Reason::connect_failed, "connection refused"));
  builder.anchored(dating, absent());
  return builder.answer(Answer::confirmed, alice_key(), 5, 6);
}

Report contested() {
  Builder builder;
  builder.report().subject = alice;
  builder.anchored(own_site, proven(), {alice_key()}).anchored(code, proven(), {alice_key()});
  builder.anchored(dating, proven(), {villain_key()});
  return builder.answer(Answer::contested, alice_key(), 2, 2);
}

Report tied() {
  Builder builder;
  builder.anchored(own_site, proven(), {alice_key()}).anchored(dating, proven(), {villain_key()});
  builder.report().score.flags = {ScoreFlag::tie};
  Report report = builder.answer(Answer::contested, std::nullopt, 0, 0);
  report.score.rivals = report.score.keys;
  return report;
}

Report key_changed() {
  Builder builder;
  builder.report().subject = alice;
  builder.report().given_key = alice_key().key;
  for (const std::string_view uri : {own_site, im, code}) builder.anchored(uri, proven(), {villain_key()});
  builder.report().score.flags = {ScoreFlag::key_changed};
  return builder.answer(Answer::contested, alice_key(), 0, 0);
}

Report undecided() {
  Builder builder;
  builder.report().subject = alice;
  builder.anchored(own_site, proven(), {alice_key()}).anchored(im, proven(), {alice_key()});
  builder.anchored(code, unknown(Reason::timed_out, "no complete answer within 10 s"));
  builder.anchored(pictures, unknown(Reason::connect_failed));
  return builder.answer(Answer::undecided, alice_key(), 2, 4);
}

Report corroborated() {
  Builder builder;
  builder.report().subject = alice;
  for (const std::string_view uri : {own_site, im, code}) builder.anchored(uri, proven(), {alice_key()});
  for (const std::string_view uri : {social, pictures, work}) builder.anchored(uri, absent());
  builder.anchored(dating,
                   refuted(Reason::bad_signature, "the badge is copied, altered or for another subject"));
  return builder.answer(Answer::corroborated, alice_key(), 3, 3);
}

Report consistent() {
  Builder builder;
  builder.anchored(own_site, proven(), {alice_key()});
  for (const std::string_view uri : {im, code, social}) builder.discovered(uri, proven(), {alice_key()});
  return builder.answer(Answer::consistent, alice_key(), 1, 1);
}

Report insufficient() {
  Builder builder;
  builder.anchored(own_site, proven(), {alice_key()});
  return builder.answer(Answer::insufficient, alice_key(), 1, 1);
}

Report in_groups() {
  Builder builder;
  builder.report().subject = alice;
  builder.report().connect_to = "127.0.0.1:8443";
  builder.anchored("https://" + std::string(40, 'a') + ".example/" + std::string(60, 'b'), proven(),
                   {alice_key()});
  builder.anchored(own_site, proven(), {alice_key()});
  builder.anchored(code, proven(), {alice_key()}).group("bigcorp", "Forge, of bigcorp");
  builder.anchored(work, unknown(Reason::rate_limited)).group("bigcorp", "bigcorp");
  builder.anchored(social, unknown(Reason::page_not_understood)).group("bigcorp");
  builder.anchored(im, proven(), {alice_key()});
  builder.anchored(pictures, proven(), {villain_key()});
  builder.anchored(dating, refuted(Reason::conflicted))
      .conflicted({alice_key(), villain_key()})
      .flag(Flag::conflicted);
  builder.report().score.flags = {ScoreFlag::contested, ScoreFlag::weak_policy};
  return builder.answer(Answer::confirmed, alice_key(), 4, 4);
}

Report keybase_only() {
  Builder builder;
  builder.anchored(own_site, absent(), {keybase_key()});
  builder.report().judgement.accounts[0].verdict = builder.report().judgement.accounts[0].by_kind[1] =
      proven();
  builder.report().evidence[0].outcome[1] = Outcome::proven;
  return builder.answer(Answer::insufficient, keybase_key(), 1, 1);
}

Report nothing_named() { return Builder().answer(Answer::insufficient, std::nullopt, 0, 0); }

Report revoked() {
  Builder builder;
  builder.report().subject = alice;
  for (const std::string_view uri : {own_site, im, code})
    builder.anchored(uri, refuted(Reason::revoked, "its owner revoked the key: stolen laptop"));
  Report report = builder.answer(Answer::revoked, alice_key(), 0, 0);
  report.judgement.keys = {{}};
  report.judgement.keys[0].speaker = alice_key();
  report.score.keys[0].state = report.judgement.keys[0].state = KeyState::revoked;
  report.judgement.keys[0].proof = {"eyJ.revocation.c2ln"};
  return report;
}

Report equivocating() {
  Builder builder;
  builder.report().subject = alice;
  for (const std::string_view uri : {own_site, im, code}) builder.anchored(uri, proven(), {alice_key()});
  Report report = builder.answer(Answer::equivocating, alice_key(), 3, 3);
  report.score.keys[0].state = report.judgement.keys[0].state = KeyState::equivocating;
  report.judgement.keys[0].proof = {"eyJ.first.c2ln", "eyJ.second.c2ln"};
  return report;
}

Report shared_infrastructure() {
  Builder builder;
  builder.report().subject = alice;
  const ControlPoint issuer{ControlKind::issuer, "Let's Encrypt"};
  const std::vector<ControlPoint> served = {
      {ControlKind::cdn, "Cloudflare"}, {ControlKind::dns, "Cloudflare"}, issuer};
  for (const std::string_view uri : {own_site, im})
    builder.anchored(uri, proven(), {alice_key()}).points(served);
  builder.anchored(code, proven(), {alice_key()}).group("GitHub", "GitHub").points({issuer});
  builder.anchored(social, absent());
  return builder.answer(Answer::confirmed, alice_key(), 3, 3);
}

Report remembered() {
  Report report = contested();
  Hindsight past;
  past.looks = 12;
  past.first_look = signed_at;
  past.last_look = now - 86'400;
  for (int i = 0; i < event_kinds; ++i)
    past.events.push_back({static_cast<EventKind>(i), std::string(code), alice_key(), signed_at, "a detail"});
  past.pin = Pin{alice_key(), {std::string(code)}, {{std::string(work), signed_at, 2}}, {}, signed_at, 1};
  past.held = alice_key();
  past.rotation = RotationMemory{alice_key(), villain_key(), signed_at};
  past.quorum_since = signed_at;
  past.quorum_looks = 12;
  past.standing = {{std::string(own_site), signed_at, now, {}}};
  past.vanished = {{std::string(social), signed_at, signed_at, now}};
  past.unseen = {{std::string(im), signed_at, signed_at, {}}};
  past.better = Peak{alice_key(), Answer::confirmed, 5, signed_at};
  past.regressed_since = past.key_changed_since = now;
  past.offer = Candidate{villain_key(), signed_at, 9};
  past.withheld = 7;
  past.accepted = alice_key();
  report.hindsight = past;
  return report;
}

Report first_look() {
  Report report = confirmed();
  report.hindsight.emplace();
  report.hindsight->looks = 1;
  report.hindsight->first_look = now;
  return report;
}

std::vector<std::pair<std::string, Report>> all() {
  return {{"confirmed", confirmed()},
          {"confirmed, with an outage", confirmed_with_outage()},
          {"contested", contested()},
          {"contested, a tie", tied()},
          {"contested, key changed", key_changed()},
          {"undecided", undecided()},
          {"corroborated", corroborated()},
          {"consistent", consistent()},
          {"insufficient", insufficient()},
          {"nothing named", nothing_named()},
          {"in groups", in_groups()},
          {"Keybase only", keybase_only()},
          {"shared infrastructure", shared_infrastructure()},
          {"revoked", revoked()},
          {"equivocating", equivocating()},
          {"remembered", remembered()},
          {"first look", first_look()}};
}

Statement alice_statement() {
  Statement statement;
  statement.kid = alice_key().key.id;
  statement.subject = alice;
  statement.issued_at = signed_at;
  statement.expires_at = signed_at + 365 * 86400;
  statement.seq = 1790000000;
  statement.accounts = {account(own_site), account(im)};
  statement.retired = {account("https://old.example/alice")};
  statement.clients = {{"mimi://im.example/d/alice/phone", {}}};
  statement.unknown_claims = {"favourite_colour"};
  return statement;
}

VerifyReport verify_proven() {
  return {.account = account(im),
          .subject = std::nullopt,
          .verdict = proven(),
          .flags = {Flag::stale},
          .proven = {alice_key()},
          .conflicted = {},
          .statements = {alice_statement()},
          .since = signed_at,
          .now = now};
}

VerifyReport verify_refuted() {
  VerifyReport report = verify_proven();
  report.account = account("https://evil.example/");
  report.verdict = refuted(Reason::account_not_named);
  report.flags = {};
  report.proven = {};
  report.since = 0;
  return report;
}

VerifyReport verify_keybase() {
  VerifyReport report = verify_proven();
  report.account = account(own_site);
  report.flags = {};
  report.proven = {keybase_key()};
  report.statements = {};
  return report;
}

void poison(Report& report, const std::string& text) {
  const auto spoil = [&](std::string& field) { field.insert(0, text); };
  const auto spoil_speaker = [&](Speaker& speaker) {
    spoil(speaker.key.id);
    spoil(speaker.subject);
  };
  report.contact_name = text;
  report.subject = text;
  report.connect_to = text;
  report.vantages = {text, text};
  if (report.given_key) spoil(report.given_key->id);
  if (report.hindsight) {
    for (Event& event : report.hindsight->events) {
      spoil(event.account);
      spoil(event.detail);
      spoil_speaker(*event.speaker);
    }
    for (auto* list : {&report.hindsight->standing, &report.hindsight->vanished, &report.hindsight->unseen})
      for (AccountPast& account : *list) spoil(account.account);
    for (auto* speaker : {&report.hindsight->held, &report.hindsight->accepted})
      if (*speaker) spoil_speaker(**speaker);
    if (report.hindsight->offer) spoil_speaker(report.hindsight->offer->speaker);
    if (report.hindsight->pin) spoil_speaker(report.hindsight->pin->speaker);
  }
  for (AccountVerdict& account : report.judgement.accounts) {
    spoil(account.verdict.detail);
    for (Verdict& verdict : account.by_kind) spoil(verdict.detail);
    for (auto* list : {&account.services, &account.places}) std::for_each(list->begin(), list->end(), spoil);
    for (auto* list : {&account.proven, &account.conflicted})
      std::for_each(list->begin(), list->end(), spoil_speaker);
  }
  for (KeyFacts& facts : report.judgement.keys) {
    spoil_speaker(facts.speaker);
    std::for_each(facts.proof.begin(), facts.proof.end(), spoil);
  }
  for (Statement& statement : report.judgement.statements) {
    for (std::string* field : {&statement.kid, &statement.subject}) spoil(*field);
    statement.next = statement.prev = text;
    std::for_each(statement.unknown_claims.begin(), statement.unknown_claims.end(), spoil);
    for (ClientKey& client : statement.clients) spoil(client.uri);
  }
  for (AccountEvidence& evidence : report.evidence) {
    for (std::string* field : {&evidence.domain, &evidence.group}) spoil(*field);
    for (std::string& tie : evidence.ties) spoil(tie);
    for (auto* list : {&evidence.proven, &evidence.conflicted})
      std::for_each(list->begin(), list->end(), spoil_speaker);
  }
  if (report.score.subject_key) spoil_speaker(*report.score.subject_key);
  for (auto* list : {&report.score.keys, &report.score.rivals})
    for (KeyScore& key : *list) spoil_speaker(key.speaker);
  for (GroupScore& group : report.score.group_scores) spoil(group.name);
  for (std::vector<ControlPoint>& points : report.points)
    for (ControlPoint& point : points) spoil(point.holder);
  if (report.forge_cost)
    for (CheapestSet* set :
         {&report.forge_cost->overall, &report.forge_cost->without_issuers, &report.forge_cost->operators})
      for (Holder& holder : set->holders) {
        spoil(holder.name);
        for (Holding& holding : holder.holdings) spoil(holding.account);
      }
  for (std::string* field : {&report.versions.program, &report.versions.services, &report.versions.operators,
                             &report.versions.suffix_list})
    spoil(*field);
}

void poison(VerifyReport& report, const std::string& text) {
  report.subject = text;
  report.verdict.detail = text;
  for (auto* list : {&report.proven, &report.conflicted})
    for (Speaker& speaker : *list) {
      speaker.key.id.insert(0, text);
      speaker.subject.insert(0, text);
    }
  for (Statement& statement : report.statements) {
    statement.kid.insert(0, text);
    statement.subject.insert(0, text);
    statement.next = text;
    for (std::string& claim : statement.unknown_claims) claim.insert(0, text);
    for (ClientKey& client : statement.clients) client.uri.insert(0, text);
  }
}

}  // namespace quorate::sample
