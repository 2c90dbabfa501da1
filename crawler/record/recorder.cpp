#include "crawler/record/recorder.hpp"

#include "crawler/record/http_block.hpp"
#include "crawler/record/observation_fields.hpp"
#include "proofs/crypto/digest.hpp"
#include "proofs/encoding/base64.hpp"
#include "proofs/report/layout/time.hpp"

#include <chrono>

namespace quorate {
namespace {

using Clock = std::chrono::system_clock;

std::string date(Clock::time_point time) {
  return write_time(std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count())
      .value_or("1970-01-01T00:00:00Z");
}

// "192.0.2.1" of "192.0.2.1:443", "2001:db8::1" of "[2001:db8::1]:443".
std::string address_of(const std::string& peer) {
  std::string address = peer.substr(0, peer.rfind(':'));
  if (address.starts_with('[')) address = address.substr(1, address.size() - 2);
  return address;
}

WarcRecord record(std::string_view type, std::string id, const std::string& uri, std::string when,
                  std::string_view content) {
  WarcRecord record{{{"WARC-Type", std::string(type)},
                     {"WARC-Record-ID", std::move(id)},
                     {"WARC-Date", std::move(when)},
                     {"Content-Type", std::string(content)}},
                    {}};
  if (!uri.empty()) record.fields.emplace_back("WARC-Target-URI", uri);
  return record;
}

// A character string of a zone file (RFC 1035 section 5.1): who writes the record cannot end its line.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c >= ' ' && c <= '~') {
      out += c;
    } else {
      const std::string decimal = std::to_string(static_cast<unsigned char>(c));
      out += '\\' + std::string(3 - decimal.size(), '0') + decimal;  // NOLINT: \DDD
    }
  }
  return out + '"';
}

}  // namespace

Result<std::unique_ptr<Recorder>> Recorder::create(const std::filesystem::path& file, const RunFields& run,
                                                   std::string seed) {
  Result<RecordFileWriter> writer = RecordFileWriter::create(file, std::move(seed));
  if (!writer) return writer.error();
  std::unique_ptr<Recorder> recorder(new Recorder(std::move(*writer)));
  WarcRecord info =
      record("warcinfo", recorder->file_.next_id(), "", date(Clock::now()), "application/warc-fields");
  Fields fields = {
      {"software", run.software},
      {"format", "WARC File Format 1.1"},
      {"conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
      {"http-header-user-agent", run.user_agent},
      {"judged-at", std::to_string(run.started)}};
  if (!run.connect_to.empty()) fields.emplace_back("connect-to", run.connect_to);
  for (const std::string& vantage : run.vantages) fields.emplace_back("vantage-point", vantage);
  info.block = write_fields(fields);
  recorder->add(info);
  if (!recorder->state_) return recorder->state_.error();
  return recorder;
}

// After the first failure nothing more is written.
void Recorder::add(const WarcRecord& record) {
  if (state_) state_ = file_.add(record);
}

std::string Recorder::fetched(const Request& request, const Observation& observation,
                              const std::vector<Exchange>& steps) {
  std::string answer;
  for (const Exchange& step : steps) answer = add_step(step);
  if (!request.dns_name.empty() && !observation.error) add_answer_of_dns(request, observation);
  return answer;
}

void Recorder::answered(const Question& question, const Observation& observation) {
  const Request& request = question.request;
  const std::string uri = request.url.empty() ? "dns:" + request.dns_name : request.url;
  WarcRecord metadata =
      record("metadata", file_.next_id(), uri, date(Clock::now()), "application/warc-fields");
  if (!observation.exchange.empty()) metadata.fields.emplace_back("WARC-Refers-To", observation.exchange);
  Fields fields = asker_fields(question);
  for (auto& field : question_fields(question)) fields.push_back(std::move(field));
  for (auto& field : observation_fields(observation)) fields.push_back(std::move(field));
  metadata.block = write_fields(fields);
  add(metadata);
}

// The id of the response; empty where none came.
std::string Recorder::add_step(const Exchange& step) {
  const std::string when = date(step.begun);
  std::string response_id;
  if (step.answer.status != 0) {
    WarcRecord response =
        record("response", file_.next_id(), step.url, when, "application/http;msgtype=response");
    response_id = *response.find("WARC-Record-ID");
    if (!step.answer.peer.empty())
      response.fields.emplace_back("WARC-IP-Address", address_of(step.answer.peer));
    if (!step.leaf_sha256.empty()) response.fields.emplace_back("WARC-Cert-SHA256", step.leaf_sha256);
    response.fields.emplace_back("WARC-Payload-Digest",
                                 "sha256:" + encode_hex(sha256(as_bytes(step.answer.body))));
    response.block = write_http_block(step.answer);
    add(response);
  }
  if (step.sent.empty()) return response_id;
  WarcRecord request = record("request", file_.next_id(), step.url, when, "application/http;msgtype=request");
  if (!response_id.empty()) request.fields.emplace_back("WARC-Concurrent-To", response_id);
  request.block = step.sent;
  add(request);
  return response_id;
}

// As other crawlers write it (RFC 4027 names the type).
void Recorder::add_answer_of_dns(const Request& request, const Observation& observation) {
  WarcRecord resource = record("resource", file_.next_id(), "dns:" + request.dns_name + "?type=TXT",
                               date(Clock::now()), "text/dns");
  for (const std::string& text : observation.records)
    resource.block += request.dns_name + ". IN TXT " + quoted(text) + "\r\n";
  add(resource);
}

Result<void> Recorder::finish() {
  if (!state_) return state_.error();
  return file_.seal(date(Clock::now()));
}

}  // namespace quorate
