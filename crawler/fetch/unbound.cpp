#include "crawler/fetch/unbound.hpp"

#include "crawler/fetch/dns_names.hpp"
#include "proofs/encoding/utf8.hpp"

#include <boost/asio/append.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <unbound.h>

#include <algorithm>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace quorate {
namespace {

namespace asio = boost::asio;
namespace ip = boost::asio::ip;

// Class and response codes (RFC 1035 sections 3.2.4 and 4.1.1).
constexpr int class_in = 1;
constexpr int rcode_no_error = 0;
constexpr int rcode_no_such_name = 3;

constexpr std::size_t max_name_bytes = 253;  // RFC 1035 section 2.3.4, as text without the trailing dot
constexpr std::size_t shown_bytes = 200;     // of libunbound's words in an error
// A resolver that is asked for everything has most answers within a millisecond, and looks for some around
// the world. libunbound would take it by the first, ask again after 50 ms, and then listen for no answer to
// what it asked before. In the time for one lookup there is room for a second and a third question.
constexpr const char* least_wait_ms = "1000";

struct ResultFree {
  void operator()(ub_result* result) const { ub_resolve_free(result); }
};
using ResultHandle = std::unique_ptr<ub_result, ResultFree>;

Result<DnsAnswer> read_answer(const std::string& name, int error, const ub_result* result) {
  if (error != 0 || result == nullptr) return dns_failed(name, ub_strerror(error));
  if (result->bogus)
    return dns_failed(name,
                      std::string("bogus: ") + (result->why_bogus ? result->why_bogus : "validation failed"));
  if (result->rcode != rcode_no_error && result->rcode != rcode_no_such_name)
    return dns_failed(name, "the server answers with error " + std::to_string(result->rcode));
  DnsAnswer answer;
  if (result->secure) answer.dnssec = Dnssec::secure;
  answer.lifetime = std::chrono::seconds(std::max(result->ttl, 0));
  if (result->answer_packet != nullptr && result->answer_len > 0)
    answer.aliases = follow_aliases(
        {static_cast<const char*>(result->answer_packet), static_cast<std::size_t>(result->answer_len)},
        name);
  if (!result->havedata) return answer;
  for (int i = 0; result->data[i] != nullptr; ++i)
    answer.rdata.emplace_back(result->data[i], static_cast<std::size_t>(result->len[i]));
  return answer;
}

// Letters, digits, hyphens, underscores and dots: what names of hosts and of their records are made of.
bool is_name(const std::string& name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  return !name.empty() && name.size() <= max_name_bytes && std::all_of(name.begin(), name.end(), fits);
}

// libunbound's notation for a server: "192.0.2.1@53".
std::string server(const ip::tcp::endpoint& endpoint) {
  return endpoint.address().to_string() + "@" + std::to_string(endpoint.port());
}

Result<DnsAnswer> no_answer() { return Error{Code::dns_failed, "ended before an answer came"}; }

}  // namespace

Error dns_failed(const std::string& name, std::string_view why) {
  return {Code::dns_failed, "DNS, " + printable(name, max_name_bytes) + ": " + printable(why, shown_bytes)};
}

struct UnboundContext::Question {
  UnboundContext& context;
  std::uint64_t id;
  std::string name;
  Handler handler;
  asio::steady_timer timer;
  std::optional<int> unbound_id;  // while libunbound works on it
};

void UnboundContext::Delete::operator()(ub_ctx* context) const { ub_ctx_delete(context); }

UnboundContext::UnboundContext(const asio::any_io_executor& executor,
                               std::optional<ip::tcp::endpoint> forward_to, std::optional<Anchors> anchors)
    : executor_(executor),
      forward_to_(std::move(forward_to)),
      anchors_(std::move(anchors)),
      ready_(executor) {}

UnboundContext::~UnboundContext() = default;

asio::awaitable<Result<DnsAnswer>> UnboundContext::ask(std::shared_ptr<UnboundContext> context,
                                                       std::string name, RecordType type,
                                                       std::chrono::milliseconds limit) {
  if (!is_name(name)) co_return dns_failed(name, "not a name that can be asked for");
  if (const Result<void> begun = context->begin(); !begun) co_return begun.error();
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, Signature>(
      [&](auto handler) { context->start(name, type, limit, Handler(std::move(handler))); },
      asio::use_awaitable);
}

void UnboundContext::stop() {
  stopped_ = true;
  while (!pending_.empty()) abort(pending_.begin()->first);
}

// The order matters: forwarding and anchors must stand before zone_add, which makes the context final.
Result<UnboundContext::Handle> UnboundContext::make() const {
  Handle context(ub_ctx_create());
  if (!context) return Error{Code::dns_failed, "libunbound does not start"};
  std::optional<Error> failed;
  const auto check = [&](int error, std::string_view what) {
    if (error != 0 && !failed)
      failed = Error{Code::dns_failed, "libunbound, " + std::string(what) + ": " + ub_strerror(error)};
  };
  ub_ctx* ctx = context.get();
  check(ub_ctx_debugout(ctx, nullptr), "silence");
  check(ub_ctx_async(ctx, 1), "thread");
  check(ub_ctx_set_option(ctx, "do-not-query-localhost:", "no"),
        "option");  // the server may run on this machine
  check(ub_ctx_set_option(ctx, "infra-cache-min-rtt:", least_wait_ms), "wait");
  if (forward_to_) {
    check(ub_ctx_set_fwd(ctx, server(*forward_to_).c_str()), "server");
  } else {
    check(ub_ctx_resolvconf(ctx, nullptr), "/etc/resolv.conf");
    check(ub_ctx_hosts(ctx, nullptr), "/etc/hosts");
  }
  if (anchors_ && std::filesystem::exists(anchors_->root_file))
    check(ub_ctx_add_ta_file(ctx, anchors_->root_file.c_str()), anchors_->root_file);
  if (anchors_ && anchors_->extra_file)
    check(ub_ctx_add_ta_file(ctx, anchors_->extra_file->c_str()), *anchors_->extra_file);
  // By itself libunbound answers for "test." that it does not exist. A server named explicitly is asked for
  // everything.
  if (forward_to_) check(ub_ctx_zone_add(ctx, "test.", "transparent"), "zone");
  if (failed) return *failed;
  return context;
}

Result<void> UnboundContext::begin() {
  if (unbound_) return {};
  Result<Handle> made = make();
  if (!made) return made.error();
  const int descriptor = ::dup(ub_fd(made->get()));
  if (descriptor < 0) return Error{Code::dns_failed, "libunbound has no descriptor"};
  ready_.assign(descriptor);
  unbound_ = std::move(*made);
  return {};
}

void UnboundContext::start(const std::string& name, RecordType type, std::chrono::milliseconds limit,
                           Handler handler) {
  const std::uint64_t id = ++questions_;
  if (auto slot = asio::get_associated_cancellation_slot(handler); slot.is_connected()) {
    slot.assign([weak = weak_from_this(), id](asio::cancellation_type) {
      if (const auto self = weak.lock()) self->abort(id);
    });
  }
  auto owned = std::make_unique<Question>(*this, id, name, std::move(handler), asio::steady_timer(executor_));
  Question& question = *pending_.emplace(id, std::move(owned)).first->second;
  if (stopped_) return abort(id);
  int unbound_id = 0;
  const int error = ub_resolve_async(unbound_.get(), name.c_str(), static_cast<int>(type), class_in,
                                     &question, &UnboundContext::on_answer, &unbound_id);
  if (error != 0) return end(id, {}, dns_failed(name, ub_strerror(error)));
  question.unbound_id = unbound_id;
  question.timer.expires_after(limit);
  question.timer.async_wait([weak = weak_from_this(), id, name](boost::system::error_code cancelled) {
    const auto self = weak.lock();
    if (self && !cancelled) self->end(id, {}, dns_failed(name, "no answer in time"));
  });
  wait();
}

// The handler is posted, never called from here: this may run inside libunbound or another coroutine.
void UnboundContext::end(std::uint64_t id, boost::system::error_code error, Result<DnsAnswer> answer) {
  auto node = pending_.extract(id);
  if (node.empty()) return;
  Question& question = *node.mapped();
  if (question.unbound_id) ub_cancel(unbound_.get(), *question.unbound_id);
  asio::post(executor_, asio::append(std::move(question.handler), error, std::move(answer)));
  if (pending_.empty() && std::exchange(waiting_, false)) ready_.cancel();
}

void UnboundContext::abort(std::uint64_t id) { end(id, asio::error::operation_aborted, no_answer()); }

void UnboundContext::wait() {
  if (pending_.empty() || std::exchange(waiting_, true)) return;
  ready_.async_wait(asio::posix::stream_descriptor::wait_read,
                    [weak = weak_from_this(), wait = ++waits_](boost::system::error_code error) {
                      const auto self = weak.lock();
                      if (!self || error || wait != self->waits_ || !self->waiting_) return;
                      self->waiting_ = false;
                      ub_process(self->unbound_.get());
                      self->wait();
                    });
}

void UnboundContext::on_answer(void* asked, int error, ub_result* raw) {
  const ResultHandle result(raw);
  auto& question = *static_cast<Question*>(asked);
  question.unbound_id.reset();
  question.context.end(question.id, {}, read_answer(question.name, error, result.get()));
}

}  // namespace quorate
