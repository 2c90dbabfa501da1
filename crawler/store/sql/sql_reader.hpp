// SqlReader: the reading half of a store in an SQL database.
#pragma once

#include "crawler/store/sql/connection.hpp"
#include "crawler/store/sql/tables/contacts.hpp"
#include "crawler/store/sql/tables/events.hpp"
#include "crawler/store/sql/tables/log.hpp"
#include "crawler/store/sql/tables/observations.hpp"
#include "crawler/store/sql/tables/spans.hpp"
#include "crawler/store/store.hpp"

#include <memory>

namespace quorate {

// `Base`: StoreReader, or Store. What asks once needs no transaction to be of one moment.
template <class Base>
class SqlReader : public Base {
 public:
  explicit SqlReader(std::unique_ptr<SqlConnection> connection) : connection_(std::move(connection)) {}

  std::string description() const override { return connection_->description(); }
  Result<std::optional<ContactState>> contact(ContactId id) override {
    return sql::contact(*connection_, id);
  }
  Result<std::optional<ContactId>> find_contact(std::string_view name) override {
    return sql::find_contact(*connection_, name);
  }
  Result<std::vector<ContactSummary>> contacts(const ContactQuery& query) override {
    return sql::contacts(*connection_, query);
  }
  Result<std::vector<DueContact>> due(UnixTime now, std::size_t limit) override {
    return sql::due(*connection_, now, limit);
  }
  Result<std::optional<UnixTime>> next_due() override { return sql::next_due(*connection_); }
  Result<StoreCounts> counts() override { return sql::counts(*connection_); }
  Result<std::optional<std::string>> report(ContactId id) override { return sql::report(*connection_, id); }
  Result<std::vector<VerdictSpan>> timeline(ContactId id, std::string_view account,
                                            std::optional<UnixTime> before, std::size_t limit) override {
    return sql::timeline(*connection_, id, account, before, limit);
  }
  Result<std::vector<AnswerSpan>> answers(ContactId id, std::optional<UnixTime> before,
                                          std::size_t limit) override {
    return sql::answers(*connection_, id, before, limit);
  }
  Result<std::vector<Decision>> decisions(ContactId id, std::size_t limit) override {
    return sql::decisions(*connection_, id, limit);
  }
  Result<std::vector<StoredEvent>> events(const EventQuery& query) override {
    return sql::events(*connection_, query);
  }
  Result<EventId> last_event() override { return sql::last_event(*connection_); }
  Result<std::vector<SinkState>> sinks() override { return sql::sinks(*connection_); }
  Result<std::vector<StoredEvent>> undelivered(std::string_view sink, UnixTime now,
                                               std::size_t limit) override {
    return in_transaction(*connection_, SqlAccess::read,
                          [&] { return sql::undelivered(*connection_, sink, now, limit); });
  }
  Result<std::vector<ObservationRecord>> newest_observations(ContactId id) override {
    return sql::newest_observations(*connection_, id);
  }
  Result<std::vector<ObservationRecord>> observations(ContactId id, std::string_view account,
                                                      std::optional<LogIndex> before,
                                                      std::size_t limit) override {
    return sql::observations(*connection_, id, account, before, limit);
  }
  Result<std::optional<std::string>> body(const BodyDigest& digest) override {
    return sql::body(*connection_, digest);
  }
  Result<LogHead> log_head() override { return sql::log_head(*connection_); }
  Result<std::vector<ObservationRecord>> log_entries(LogIndex from, std::size_t limit) override {
    return sql::log_entries(*connection_, from, limit);
  }
  Result<std::optional<LogHash>> log_node(unsigned level, std::uint64_t index) override {
    return sql::log_node(*connection_, level, index);
  }
  Result<std::vector<KeptCheckpoint>> checkpoints(std::size_t limit) override {
    return sql::checkpoints(*connection_, limit);
  }
  Result<std::optional<std::string>> note(std::string_view name) override {
    return sql::note(*connection_, name);
  }

 protected:
  std::unique_ptr<SqlConnection> connection_;
};

}  // namespace quorate
