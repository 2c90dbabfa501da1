#include "crawler/fetch/resolver.hpp"

#include "crawler/fetch/txt_record.hpp"
#include "proofs/encoding/utf8.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/append.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <unbound.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <unistd.h>
#include <unordered_map>
#include <utility>

namespace quorate {
namespace {

namespace asio = boost::asio;
namespace ip = boost::asio::ip;

// Record types, class and response codes (RFC 1035 sections 3.2.2, 3.2.4 and 4.1.1; RFC 3596 section 2.1).
constexpr int type_a = 1;
constexpr int type_txt = 16;
constexpr int type_aaaa = 28;
constexpr int class_in = 1;
constexpr int rcode_no_error = 0;
constexpr int rcode_no_such_name = 3;

constexpr std::size_t max_name_bytes = 253;  // RFC 1035 section 2.3.4, as text without the trailing dot
constexpr std::size_t shown_bytes = 200;     // of libunbound's words in an error

Error dns_failed(const std::string& name, std::string_view why) {
  return {Code::dns_failed, "DNS, " + printable(name, max_name_bytes) + ": " + printable(why, shown_bytes)};
}

struct ContextDelete {
  void operator()(ub_ctx* context) const { ub_ctx_delete(context); }
};
struct ResultFree {
  void operator()(ub_result* result) const { ub_resolve_free(result); }
};
using ContextHandle = std::unique_ptr<ub_ctx, ContextDelete>;
using ResultHandle = std::unique_ptr<ub_result, ResultFree>;

// What a context is made with.
struct Anchors {
  std::string root_file;  // used when it exists
  std::optional<std::string> extra_file;
};

// What DNS said: data, or that there is none.
struct Answer {
  std::vector<std::string> rdata;
  Dnssec dnssec = Dnssec::insecure;
};

Result<Answer> read_answer(const std::string& name, int error, const ub_result* result) {
  if (error != 0 || result == nullptr) return dns_failed(name, ub_strerror(error));
  if (result->bogus)
    return dns_failed(name,
                      std::string("bogus: ") + (result->why_bogus ? result->why_bogus : "validation failed"));
  if (result->rcode != rcode_no_error && result->rcode != rcode_no_such_name)
    return dns_failed(name, "the server answers with error " + std::to_string(result->rcode));
  Answer answer;
  if (result->secure) answer.dnssec = Dnssec::secure;
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

// The order matters: forwarding and anchors must stand before zone_add, which makes the context final.
Result<ContextHandle> new_context(const std::optional<ip::tcp::endpoint>& forward_to,
                                  const std::optional<Anchors>& anchors) {
  ContextHandle context(ub_ctx_create());
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
  if (forward_to) {
    check(ub_ctx_set_fwd(ctx, server(*forward_to).c_str()), "server");
  } else {
    check(ub_ctx_resolvconf(ctx, nullptr), "/etc/resolv.conf");
    check(ub_ctx_hosts(ctx, nullptr), "/etc/hosts");
  }
  if (anchors && std::filesystem::exists(anchors->root_file))
    check(ub_ctx_add_ta_file(ctx, anchors->root_file.c_str()), anchors->root_file);
  if (anchors && anchors->extra_file)
    check(ub_ctx_add_ta_file(ctx, anchors->extra_file->c_str()), *anchors->extra_file);
  // By itself libunbound answers for "test." that it does not exist. A server named explicitly is asked for
  // everything.
  if (forward_to) check(ub_ctx_zone_add(ctx, "test.", "transparent"), "zone");
  if (failed) return *failed;
  return context;
}

}  // namespace

class Resolver::Context : public std::enable_shared_from_this<Context> {
 public:
  Context(asio::any_io_executor executor, std::optional<ip::tcp::endpoint> forward_to,
          std::optional<Anchors> anchors)
      : executor_(executor),
        forward_to_(std::move(forward_to)),
        anchors_(std::move(anchors)),
        ready_(executor) {}

  // Errors: dns_failed. No data and no error: there is none. Throws operation_aborted when cancelled or
  // stopped.
  static asio::awaitable<Result<Answer>> ask(std::shared_ptr<Context> self, std::string name, int type,
                                             std::chrono::milliseconds limit) {
    if (!is_name(name)) co_return dns_failed(name, "not a name that can be asked for");
    if (const Result<void> begun = self->begin(); !begun) co_return begun.error();
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, Signature>(
        [&](auto handler) { self->start(name, type, limit, Handler(std::move(handler))); },
        asio::use_awaitable);
  }

  void stop() {
    stopped_ = true;
    while (!pending_.empty()) end(pending_.begin()->first, asio::error::operation_aborted, no_answer());
  }

 private:
  using Signature = void(boost::system::error_code, Result<Answer>);
  using Handler = asio::any_completion_handler<Signature>;
  struct Question {
    Question(const std::shared_ptr<Context>& of, std::uint64_t with_id, std::string with_name,
             Handler with_handler)
        : context(*of),
          id(with_id),
          name(std::move(with_name)),
          handler(std::move(with_handler)),
          timer(of->executor_) {}
    Context& context;
    std::uint64_t id;
    std::optional<int> unbound_id;  // while libunbound works on it
    std::string name;
    Handler handler;
    asio::steady_timer timer;
  };

  static Result<Answer> no_answer() { return Error{Code::dns_failed, "ended before an answer came"}; }

  Result<void> begin();
  void start(const std::string& name, int type, std::chrono::milliseconds limit, Handler handler);
  void end(std::uint64_t id, boost::system::error_code error, Result<Answer> answer);
  void wait();
  static void on_answer(void* question, int error, ub_result* result);

  asio::any_io_executor executor_;
  std::optional<ip::tcp::endpoint> forward_to_;
  std::optional<Anchors> anchors_;
  ContextHandle unbound_;
  asio::posix::stream_descriptor ready_;  // a duplicate of libunbound's descriptor: it closes its own
  std::unordered_map<std::uint64_t, std::unique_ptr<Question>> pending_;
  std::uint64_t questions_ = 0;
  std::uint64_t waits_ = 0;  // which async_wait on ready_ is the present one
  bool waiting_ = false;
  bool stopped_ = false;
};

Result<void> Resolver::Context::begin() {
  if (unbound_) return {};
  Result<ContextHandle> made = new_context(forward_to_, anchors_);
  if (!made) return made.error();
  const int descriptor = ::dup(ub_fd(made->get()));
  if (descriptor < 0) return Error{Code::dns_failed, "libunbound has no descriptor"};
  ready_.assign(descriptor);
  unbound_ = std::move(*made);
  return {};
}

void Resolver::Context::start(const std::string& name, int type, std::chrono::milliseconds limit,
                              Handler handler) {
  const std::uint64_t id = ++questions_;
  if (auto slot = asio::get_associated_cancellation_slot(handler); slot.is_connected()) {
    slot.assign([weak = weak_from_this(), id](asio::cancellation_type) {
      if (const auto self = weak.lock()) self->end(id, asio::error::operation_aborted, no_answer());
    });
  }
  Question& question =
      *pending_.emplace(id, std::make_unique<Question>(shared_from_this(), id, name, std::move(handler)))
           .first->second;
  if (stopped_) return end(id, asio::error::operation_aborted, no_answer());
  int unbound_id = 0;
  const int error = ub_resolve_async(unbound_.get(), name.c_str(), type, class_in, &question,
                                     &Context::on_answer, &unbound_id);
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
void Resolver::Context::end(std::uint64_t id, boost::system::error_code error, Result<Answer> answer) {
  auto node = pending_.extract(id);
  if (node.empty()) return;
  Question& question = *node.mapped();
  if (question.unbound_id) ub_cancel(unbound_.get(), *question.unbound_id);
  asio::post(executor_, asio::append(std::move(question.handler), error, std::move(answer)));
  if (pending_.empty() && std::exchange(waiting_, false)) ready_.cancel();
}

void Resolver::Context::wait() {
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

void Resolver::Context::on_answer(void* asked, int error, ub_result* raw) {
  const ResultHandle result(raw);
  auto& question = *static_cast<Question*>(asked);
  question.unbound_id.reset();
  question.context.end(question.id, {}, read_answer(question.name, error, result.get()));
}

Resolver::Resolver(asio::any_io_executor executor, const FetchSettings& settings)
    : addresses_(std::make_shared<Context>(executor, settings.resolver, std::nullopt)),
      records_(std::make_shared<Context>(executor, settings.resolver,
                                         Anchors{settings.root_anchor_file, settings.extra_anchor_file})) {}

Resolver::~Resolver() { stop(); }

void Resolver::stop() {
  addresses_->stop();
  records_->stop();
}

namespace {

// RDATA of A and AAAA records is the bare address (RFC 1035 section 3.4.1, RFC 3596 section 2.2).
template <class Address>
void add_addresses(const Result<Answer>& answer, std::vector<ip::address>& addresses) {
  if (!answer) return;
  for (const std::string& rdata : answer->rdata) {
    typename Address::bytes_type bytes;
    if (rdata.size() != bytes.size()) continue;
    std::copy(rdata.begin(), rdata.end(), bytes.begin());
    addresses.emplace_back(Address(bytes));
  }
}

}  // namespace

asio::awaitable<Result<std::vector<ip::address>>> Resolver::addresses(std::string host,
                                                                      std::chrono::milliseconds limit) {
  using namespace asio::experimental::awaitable_operators;
  const auto [v4, v6] = co_await (Context::ask(addresses_, host, type_a, limit) &&
                                  Context::ask(addresses_, host, type_aaaa, limit));
  std::vector<ip::address> addresses;
  add_addresses<ip::address_v6>(v6, addresses);
  add_addresses<ip::address_v4>(v4, addresses);
  if (!addresses.empty()) co_return addresses;
  if (!v4) co_return v4.error();
  if (!v6) co_return v6.error();
  co_return dns_failed(host, "the host has no address");
}

asio::awaitable<Result<TxtAnswer>> Resolver::txt(std::string name, std::chrono::milliseconds limit) {
  const Result<Answer> answer = co_await Context::ask(records_, name, type_txt, limit);
  if (!answer) co_return answer.error();
  TxtAnswer records;
  records.dnssec = answer->dnssec;
  for (const std::string& rdata : answer->rdata) {
    Result<std::string> text = decode_txt(rdata);
    if (!text) co_return dns_failed(name, text.error().detail);
    records.records.push_back(std::move(*text));
  }
  co_return records;
}

}  // namespace quorate
