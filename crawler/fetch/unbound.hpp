// Asks DNS one question through libunbound, and gives the data with its DNSSEC status.
#pragma once

#include "proofs/observation.hpp"
#include "proofs/result.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct ub_ctx;
struct ub_result;

namespace quorate {

// DNSSEC trust anchors, as files of DS or DNSKEY records.
struct Anchors {
  std::string root_file;                  // used when it exists
  std::optional<std::string> extra_file;  // must exist
};

enum class RecordType { a = 1, ns = 2, txt = 16, aaaa = 28 };  // RFC 1035 section 3.2.2, RFC 3596 section 2.1

// What DNS said.
struct DnsAnswer {
  std::vector<std::string> rdata;    // of each record, in wire form; empty: DNS says that there is none
  std::vector<std::string> aliases;  // where CNAME records led from the name, in order
  Dnssec dnssec = Dnssec::insecure;
  std::chrono::seconds lifetime{};  // for how long it may be kept; zero where DNS does not say
};

// An error about a name, with text that may hold bytes from elsewhere.
Error dns_failed(const std::string& name, std::string_view why);

// One context of libunbound: its cache, and a thread that begins with the first question.
class UnboundContext : public std::enable_shared_from_this<UnboundContext> {
 public:
  // `forward_to`: the server to ask, for every name; without it those of /etc/resolv.conf, after /etc/hosts.
  // Without anchors nothing is validated. `executor` must run one handler at a time.
  UnboundContext(const boost::asio::any_io_executor& executor,
                 std::optional<boost::asio::ip::tcp::endpoint> forward_to, std::optional<Anchors> anchors);
  ~UnboundContext();
  UnboundContext(const UnboundContext&) = delete;
  UnboundContext& operator=(const UnboundContext&) = delete;

  // Errors: dns_failed when there is no answer within the limit, or one that says nothing about the name:
  // SERVFAIL, REFUSED, bogus. Throws system_error(operation_aborted) when cancelled or stopped. Keeps the
  // context alive.
  static boost::asio::awaitable<Result<DnsAnswer>> ask(std::shared_ptr<UnboundContext> context,
                                                       std::string name, RecordType type,
                                                       std::chrono::milliseconds limit);

  // Ends all questions, and refuses new ones.
  void stop();

 private:
  struct Question;
  struct Delete {
    void operator()(ub_ctx* context) const;
  };
  using Handle = std::unique_ptr<ub_ctx, Delete>;
  using Signature = void(boost::system::error_code, Result<DnsAnswer>);
  using Handler = boost::asio::any_completion_handler<Signature>;

  static void on_answer(void* question, int error, ub_result* result);

  Result<Handle> make() const;
  Result<void> begin();
  void start(const std::string& name, RecordType type, std::chrono::milliseconds limit, Handler handler);
  void end(std::uint64_t id, boost::system::error_code error, Result<DnsAnswer> answer);
  void abort(std::uint64_t id);
  void wait();

  boost::asio::any_io_executor executor_;
  std::optional<boost::asio::ip::tcp::endpoint> forward_to_;
  std::optional<Anchors> anchors_;
  Handle unbound_;
  boost::asio::posix::stream_descriptor ready_;  // a duplicate of libunbound's descriptor: it closes its own
  std::unordered_map<std::uint64_t, std::unique_ptr<Question>> pending_;
  std::uint64_t questions_ = 0;
  std::uint64_t waits_ = 0;  // which async_wait on ready_ is the present one
  bool waiting_ = false;
  bool stopped_ = false;
};

}  // namespace quorate
