#include "tests/crawler/store/store_laws.hpp"

#include "crawler/store/open_store.hpp"
#include "proofs/history/file/write.hpp"
#include "tests/crawler/store/store_samples.hpp"
#include "tests/show.hpp"

namespace quorate {

namespace {

void contacts(Store& store) {
  const auto ids =
      store.add_contacts(std::vector<NewContact>{sample_contact("Alice", 100), sample_contact("Bob", 50)});
  REQUIRE(ids);
  REQUIRE(ids->size() == 2);
  const auto state = store.contact(ids->front()).value();
  REQUIRE(state);
  CHECK(state->contact.name == "Alice");
  CHECK(state->contact.document == sample_contact("Alice", 100).document);
  CHECK(state->contact.revision == 1);
  CHECK(state->contact.watching == Watching::active);
  CHECK(write_history(state->history) == write_history({}));
  CHECK(state->schedule.next_check == 100);
  CHECK_FALSE(state->pending);
  CHECK(store.find_contact("Bob").value() == ids->back());
  CHECK_FALSE(store.find_contact("bob").value());
  CHECK_FALSE(store.contact(99).value());
  CHECK_FALSE(store.report(ids->front()).value());
  CHECK(store.counts().value() == StoreCounts{2, 0, 0, 0, 0, 0});
}

void refused_contacts(Store& store) {
  REQUIRE(add_contact(store, sample_contact("Alice", 1)));
  const auto code = [&](const NewContact& contact) {
    const auto id = add_contact(store, contact);
    return id ? Code::internal : id.error().code;
  };
  CHECK(code(sample_contact("Alice", 1)) == Code::bad_argument);
  CHECK(code(sample_contact("", 1)) == Code::bad_argument);
  CHECK(code(sample_contact(std::string(257, 'a'), 1)) == Code::bad_argument);
  CHECK(code(sample_contact("a\nb", 1)) == Code::bad_argument);
  CHECK(code(sample_contact("a\xff", 1)) == Code::bad_argument);
  CHECK(code(sample_contact(" \xe3\x80\x80 ", 1)) == Code::bad_argument);  // an ideographic space
  NewContact huge = sample_contact("Huge", 1);
  huge.document = std::string(max_document_bytes + 1, ' ');
  CHECK(code(huge) == Code::bad_argument);
  const auto both =
      store.add_contacts(std::vector<NewContact>{sample_contact("Carol", 1), sample_contact("Carol", 1)});
  REQUIRE_FALSE(both);
  CHECK(both.error().detail.find("Carol") != std::string::npos);
  CHECK(store.counts().value().contacts == 1);
}

void number_not_given_twice(Store& store) {
  const ContactId first = add_contact(store, sample_contact("Alice", 1)).value();
  REQUIRE(store.remove_contact(first, 5, {}));
  CHECK(add_contact(store, sample_contact("Alice", 1)).value() == first + 1);
  CHECK(store.remove_contact(first, 5, {}).error().code == Code::not_stored);
}

void pages_of_contacts(Store& store) {
  std::vector<NewContact> many;
  for (int i = 0; i < 25; ++i) many.push_back(sample_contact("Contact " + std::to_string(i), i));
  REQUIRE(store.add_contacts(many));
  std::vector<std::string> names;
  ContactQuery query;
  query.limit = 10;
  for (auto page = store.contacts(query).value(); !page.empty(); page = store.contacts(query).value()) {
    CHECK(page.size() <= 10);
    for (const ContactSummary& line : page) {
      names.push_back(line.contact.name);
      CHECK(line.contact.document.empty());
    }
    query.after = page.back().contact.id;
  }
  REQUIRE(names.size() == 25);
  CHECK(names[24] == "Contact 24");
  query = {};
  query.name_part = "CONTACT 2";
  CHECK(store.contacts(query).value().size() == 6);
  for (const char* none : {"%", "_", "\\", "Contact%2"}) {
    query.name_part = none;
    CHECK(store.contacts(query).value().empty());
  }
}

void due_contacts(Store& store) {
  const ContactId late = add_contact(store, sample_contact("Late", 300)).value();
  const ContactId early = add_contact(store, sample_contact("Early", 100)).value();
  const ContactId paused = add_contact(store, sample_contact("Paused", 50)).value();
  CHECK(store.next_due().value() == 50);
  ContactChange pause;
  pause.contact = paused;
  pause.revision = 1;
  pause.at = 60;
  pause.watching = Watching::paused;
  CHECK(store.change_contact(pause).value() == 2);
  CHECK(store.due(99, 10).value().empty());
  CHECK(store.due(100, 10).value() == std::vector<DueContact>{{early, 100}});
  CHECK(store.due(300, 10).value() == std::vector<DueContact>{{early, 100}, {late, 300}});
  CHECK(store.due(300, 1).value() == std::vector<DueContact>{{early, 100}});
  CHECK(store.next_due().value() == 100);
  REQUIRE(store.reschedule(std::vector<DueContact>{{early, 500}, {999, 1}}));
  CHECK(store.due(300, 10).value() == std::vector<DueContact>{{late, 300}});
  ContactQuery query;
  query.choice = ContactChoice::paused;
  REQUIRE(store.contacts(query).value().size() == 1);
  CHECK(store.contacts(query).value().front().contact.changed == 60);
  CHECK(store.counts().value().paused == 1);
  CHECK(store.contact(early).value()->contact.revision == 1);  // a new time is no change
}

void whole_look(Store& store) {
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  const LookRecord look = sample_look(id, 1, 1000);
  const LookReceipt receipt = record_look(store, look).value();
  CHECK(receipt == LookReceipt{2, 2, 2});
  const auto state = store.contact(id).value();
  REQUIRE(state);
  CHECK(write_history(state->history) == write_history(*look.history));
  CHECK(state->schedule == look.schedule);
  CHECK(state->pending == look.pending);
  CHECK(store.report(id).value() == look.report);
  const auto answers = store.answers(id, {}, 10).value();
  REQUIRE(answers.size() == 1);
  CHECK(answers.front() == AnswerSpan{Answer::confirmed, "key-1", 3, 3, 4, 1000, 1000, 1});
  const auto events = store.events({}).value();
  REQUIRE(events.size() == 2);
  CHECK(events.front() == StoredEvent{1, 1000, id, "Alice", look.events.front()});
  CHECK(events.back().id == 2);
  CHECK(store.last_event().value() == 2);
  const auto seen = store.newest_observations(id).value();
  REQUIRE(seen.size() == 2);
  CHECK(seen.front().place == look.observations.front().place);
  CHECK(seen.front().answer == look.observations.front().answer);
  CHECK(seen.front().validators == look.observations.front().validators);
  CHECK(seen.front().at == 1000);
  CHECK(store.body(seen.front().body).value() == look.observations.front().body);
  CHECK(store.timeline(id, look.verdicts.front().account, {}, 10).value() ==
        std::vector<VerdictSpan>{{look.verdicts.front(), 1000, 1000, 1}});
  ContactQuery query;
  query.choice = ContactChoice::pending;
  REQUIRE(store.contacts(query).value().size() == 1);
  CHECK(store.contacts(query).value().front().pending == "replacement");
  CHECK(store.counts().value() == StoreCounts{1, 0, 1, 2, 2, 2});
}

void spans_grow(Store& store) {
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  for (int day = 0; day < 5; ++day) {
    LookRecord look = sample_look(id, day + 1, 1000 + day * 10);
    look.events.clear();
    look.verdicts.front().detail = "day " + std::to_string(day);
    if (day == 3) {
      look.verdicts.front().outcome = Outcome::unknown;
      look.answer->weight = 2;
    }
    REQUIRE(record_look(store, look));
  }
  const std::string account = sample_look(id, 1, 0).verdicts.front().account;
  const auto spans = store.timeline(id, account, {}, 10).value();
  REQUIRE(spans.size() == 3);
  CHECK(spans[0].first == 1040);
  CHECK(spans[1].verdict.outcome == Outcome::unknown);
  CHECK(spans[2].first == 1000);
  CHECK(spans[2].last == 1020);
  CHECK(spans[2].looks == 3);
  CHECK(spans[2].verdict.detail == "day 2");
  CHECK(store.timeline(id, account, 1040, 10).value().size() == 2);
  CHECK(store.timeline(id, account, {}, 1).value().size() == 1);
  CHECK(store.timeline(id, "https://other.example/", {}, 10).value().empty());
  CHECK(store.answers(id, {}, 10).value().size() == 3);
}

void clock_jumps(Store& store) {
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  Revision revision = 0;
  for (const UnixTime at : {1'000, 99'999'999, 5, 0, 2'000}) {
    LookRecord look = sample_look(id, ++revision, at);
    look.verdicts.front().outcome = revision % 2 == 0 ? Outcome::absent : Outcome::proven;
    REQUIRE(record_look(store, look));
  }
  const auto spans = store.timeline(id, sample_look(id, 1, 0).verdicts.front().account, {}, 10).value();
  REQUIRE(spans.size() == 5);  // in the order of the looks, whatever their clocks said
  CHECK(spans[0].first == 2'000);
  CHECK(spans[3].first == 99'999'999);
  const auto events = store.events({}).value();
  REQUIRE(events.size() == 10);
  CHECK(events[2].at == 99'999'999);
  CHECK(events[4].at == 5);
  CHECK(store.contact(id).value()->schedule.last_check == 2'000);
  CHECK(store.observations(id, "", {}, 10).value().front().at == 2'000);
  CHECK(store.due(2'000 + 86'400, 10).value().size() == 1);
}

void stale_look_refused(Store& store) {
  const ContactId alice = add_contact(store, sample_contact("Alice", 100)).value();
  const ContactId bob = add_contact(store, sample_contact("Bob", 100)).value();
  REQUIRE(record_look(store, sample_look(alice, 1, 1000)));
  const std::vector<LookRecord> looks = {sample_look(alice, 1, 2000), sample_look(bob, 1, 2000),
                                         sample_look(77, 1, 2000)};
  const auto receipts = store.record_looks(looks).value();
  REQUIRE(receipts.size() == 3);
  CHECK(receipts[0].error().code == Code::changed_meanwhile);
  CHECK(receipts[1].has_value());
  CHECK(receipts[2].error().code == Code::not_stored);
  CHECK(store.contact(alice).value()->schedule.last_check == 1000);
  CHECK(store.contact(bob).value()->schedule.last_check == 2000);
  CHECK(store.last_event().value() == 4);
  CHECK(store.log_head().value().size == 4);
}

void check_asked_for_meanwhile(Store& store) {
  const ContactId alice = add_contact(store, sample_contact("Alice", 100)).value();
  auto looked = [&, revision = Revision{1}](UnixTime at, UnixTime planned) mutable {
    LookRecord look = sample_look(alice, revision++, at);
    look.schedule.next_check = at + 500;
    look.planned = planned;
    REQUIRE(record_look(store, look));
    return store.contact(alice).value()->schedule.next_check;
  };
  CHECK(looked(1000, 100) == 1500);
  REQUIRE(store.reschedule(std::vector<DueContact>{{alice, 1990}}));
  CHECK(looked(2000, 1500) == 1990);
  REQUIRE(store.reschedule(std::vector<DueContact>{{alice, 9000}}));
  CHECK(looked(3000, 1990) == 3500);
}

void malformed_look_refused(Store& store) {
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  const auto code = [&](const std::function<void(LookRecord&)>& spoil) {
    LookRecord look = sample_look(id, 1, 1000);
    spoil(look);
    const auto receipt = record_look(store, look);
    return receipt ? Code::internal : receipt.error().code;
  };
  CHECK(code([](LookRecord& look) { look.report = "\xff"; }) == Code::bad_argument);
  CHECK(code([](LookRecord& look) { look.events[1].text = std::string(1, '\0'); }) == Code::bad_argument);
  CHECK(code([](LookRecord& look) { look.observations[0].place.url = "\xc3"; }) == Code::bad_argument);
  CHECK(code([](LookRecord& look) { look.observations[1].body.reset(); }) == Code::bad_argument);
  CHECK(code([](LookRecord& look) { look.verdicts.push_back(look.verdicts[0]); }) == Code::bad_argument);
  CHECK(code([](LookRecord& look) { look.pending.reset(); }) == Code::bad_argument);
  CHECK(code([](LookRecord& look) { look.history->looks = 0; }) == Code::bad_argument);
  CHECK(store.last_event().value() == 0);
  CHECK(store.log_head().value().size == 0);
  CHECK(store.contact(id).value()->contact.revision == 1);
  CHECK(code([](LookRecord& look) {
          look.verdicts[0].detail = "\xff\n";
          look.observations[0].answer.content_type = "\xff";
          look.observations[0].validators.etag = "\"\xff\"";
        }) == Code::internal);
  CHECK(store.newest_observations(id).value().front().validators.etag.empty());
}

void decisions(Store& store) {
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  const LookRecord look = sample_look(id, 1, 1000);
  REQUIRE(record_look(store, look));
  ContactChange accept;
  accept.contact = id;
  accept.revision = 2;
  accept.at = 1500;
  accept.history = *look.history;
  accept.history->looks = 77;
  accept.next_check = 1500;
  accept.decision = Decision{Decided::accepted, *look.pending, 1500, "api: alice's laptop"};
  accept.events = {{"accepted", "", "the replacement was accepted", "{}"}};
  CHECK(store.change_contact(accept).value() == 3);
  CHECK(store.change_contact(accept).error().code == Code::changed_meanwhile);
  const auto state = store.contact(id).value();
  CHECK(state->history.looks == 77);
  CHECK_FALSE(state->pending);
  CHECK(state->schedule.next_check == 1500);
  CHECK(state->schedule.accounts == look.schedule.accounts);
  CHECK(store.decisions(id, 10).value() == std::vector<Decision>{*accept.decision});
  CHECK(store.last_event().value() == 3);
  accept.contact = 55;
  CHECK(store.change_contact(accept).error().code == Code::not_stored);
}

void renaming(Store& store) {
  const ContactId alice = add_contact(store, sample_contact("Alice", 100)).value();
  const ContactId bob = add_contact(store, sample_contact("Bob", 100)).value();
  ContactChange change;
  change.contact = bob;
  change.revision = 1;
  change.at = 9;
  change.name = "Alice";
  CHECK(store.change_contact(change).error().code == Code::bad_argument);
  change.name = "Robert";
  change.document = "accounts: [https://robert.example/]\n";
  CHECK(store.change_contact(change).value() == 2);
  CHECK(store.find_contact("Robert").value() == bob);
  CHECK_FALSE(store.find_contact("Bob").value());
  CHECK(store.contact(bob).value()->contact.document == *change.document);
  CHECK(store.contact(bob).value()->contact.changed == 9);
  change = {};
  change.contact = alice;
  change.revision = 1;
  change.name = "Alice";  // its own
  CHECK(store.change_contact(change));
}

void removal(Store& store) {
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  REQUIRE(record_look(store, sample_look(id, 1, 1000)));
  const std::vector<NewEvent> events = {{"removed", "", "Alice is not watched any more", "{}"}};
  REQUIRE(store.remove_contact(id, 2000, events));
  CHECK_FALSE(store.contact(id).value());
  CHECK_FALSE(store.report(id).value());
  CHECK(store.answers(id, {}, 10).value().empty());
  CHECK(store.due(99999, 10).value().empty());
  CHECK(store.newest_observations(id).value().empty());
  CHECK(store.observations(id, "", {}, 10).value().size() == 2);
  CHECK(store.log_head().value().size == 2);
  const auto told = store.events({}).value();
  REQUIRE(told.size() == 3);
  CHECK(told.back().contact_name == "Alice");
}

void notes(Store& store) {
  CHECK_FALSE(store.note("holds").value());
  REQUIRE(store.keep_note("holds", "{}"));
  REQUIRE(store.keep_note("holds", "{\"a\": 1}"));
  CHECK(store.note("holds").value() == "{\"a\": 1}");
  CHECK(store.keep_note("", "x").error().code == Code::bad_argument);
  CHECK(store.keep_note("n", std::string(max_note_bytes, 'x')).error().code == Code::bad_argument);
}

}  // namespace

const std::vector<StoreLaw>& contact_laws() {
  static const std::vector<StoreLaw> laws = {
      {"contacts: added, they can be found", contacts},
      {"contacts: malformed ones and names that are taken, nothing is written", refused_contacts},
      {"contacts: a number is not given twice", number_not_given_twice},
      {"contacts: page by page, each once", pages_of_contacts},
      {"due: the longest due first, paused ones never", due_contacts},
      {"look: all of it is there", whole_look},
      {"look: equal outcomes make one span", spans_grow},
      {"look: the clock jumps, the order of writing stands", clock_jumps},
      {"look: what started from an old state is refused, the others are written", stale_look_refused},
      {"look: a check that was asked for meanwhile, stays due", check_asked_for_meanwhile},
      {"look: malformed, nothing is written", malformed_look_refused},
      {"change: a decision is kept and made once", decisions},
      {"change: a name is one contact's", renaming},
      {"remove: the log and the events stay", removal},
      {"notes: the last one stands", notes},
  };
  return laws;
}

void second_watcher_refused(const std::string& where) {
  const auto second = open_store(where, {StoreRole::watcher});
  REQUIRE_FALSE(second);
  CHECK(second.error().code == Code::store_failed);
  CHECK(second.error().detail.find("another quorate watch") != std::string::npos);
}

}  // namespace quorate
