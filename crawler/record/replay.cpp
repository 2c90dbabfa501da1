#include "crawler/record/replay.hpp"

#include "crawler/record/http_block.hpp"
#include "crawler/record/observation_fields.hpp"

#include <charconv>

namespace quorate {
namespace {

std::string field(const WarcRecord& record, std::string_view name) {
  const std::string* found = record.find(name);
  return found == nullptr ? "" : *found;
}

Result<Recorded> read_metadata(const WarcRecord& record) {
  const Result<Fields> fields = parse_fields(record.block);
  if (!fields) return fields.error();
  return read_recorded(*fields);
}

}  // namespace

Result<std::unique_ptr<Replay>> Replay::open(const std::filesystem::path& file) {
  std::unique_ptr<Replay> replay(new Replay(file));
  const auto learned = read_record_file(file, [&](const Member& member) { return replay->learn(member); });
  if (!learned) return learned.error();
  return replay;
}

Result<void> Replay::learn(const Member& member) {
  const std::string type = field(member.record, "WARC-Type");
  if (member.offset == 0) {
    if (type == "warcinfo") return learn_run(member.record);
    return Error{Code::bad_encoding, "a record of quorate begins with a warcinfo"};
  }
  if (type == "response") {
    responses_[field(member.record, "WARC-Record-ID")] = member.offset;
  } else if (type == "metadata") {
    const Result<Recorded> recorded = read_metadata(member.record);
    if (!recorded) return recorded.error();
    const std::string& answer = recorded->observation.exchange;
    if (!answer.empty() && responses_.count(answer) == 0)
      return Error{Code::bad_encoding, "the answer to which it refers does not stand before it"};
    by_question_[recorded->question].push_back({recorded->asker, member.offset});
  }
  return {};
}

Result<void> Replay::learn_run(const WarcRecord& record) {
  const Result<Fields> fields = parse_fields(record.block);
  if (!fields) return fields.error();
  bool dated = false;
  for (const auto& [name, value] : *fields) {
    if (name == "software") run_.software = value;
    if (name == "http-header-user-agent") run_.user_agent = value;
    if (name == "connect-to") run_.connect_to = value;
    if (name == "vantage-point") run_.vantages.push_back(value);
    if (name != "judged-at") continue;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), run_.started);
    dated = error == std::errc{} && end == value.data() + value.size();
  }
  if (dated && run_.software.starts_with("quorate/")) return {};
  return Error{Code::bad_encoding, "not a record that quorate wrote"};
}

// The file was whole when it was opened; where it no longer is, that is an error like any other.
Observation Replay::read(std::uint64_t offset) const {
  const auto failed = [](const Error& error) {
    Observation observation;
    observation.error = Error{Code::file_failed, error.detail};
    return observation;
  };
  const Result<WarcRecord> metadata = read_record_at(file_, offset);
  if (!metadata) return failed(metadata.error());
  Result<Recorded> recorded = read_metadata(*metadata);
  if (!recorded) return failed(recorded.error());
  if (recorded->observation.exchange.empty()) return std::move(recorded->observation);
  const Result<WarcRecord> response = read_record_at(file_, responses_.at(recorded->observation.exchange));
  if (!response) return failed(response.error());
  if (const auto read = read_http_block(response->block, recorded->observation); !read)
    return failed(read.error());
  return std::move(recorded->observation);
}

Replay::Answer& Replay::choose(std::vector<Answer>& answers, const std::string& asker) {
  Answer* last = nullptr;
  for (Answer& answer : answers) {
    if (answer.asker != asker) continue;
    if (!answer.given) return answer;
    last = &answer;
  }
  return last == nullptr ? answers.front() : *last;
}

boost::asio::awaitable<Reply> Replay::ask(Question question, Rank) {
  Reply reply;
  const auto found = by_question_.find(write_fields(question_fields(question)));
  if (found == by_question_.end()) {
    reply.observation.error = Error{Code::not_recorded, "the record does not hold this question"};
    co_return reply;
  }
  Answer& answer = choose(found->second, write_fields(asker_fields(question)));
  answer.given = true;
  reply.observation = read(answer.metadata);
  co_return reply;
}

}  // namespace quorate
