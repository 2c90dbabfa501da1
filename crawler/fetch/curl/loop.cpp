#include "crawler/fetch/curl/loop.hpp"

#include <boost/asio/append.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <cerrno>
#include <csignal>
#include <sys/epoll.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace quorate {
namespace {

namespace asio = boost::asio;

// Events taken from the kernel in one call; more are taken in the next.
constexpr int events_at_once = 64;

// How often curl's wish to be called at once is granted before anybody else is heard. Connecting and sending
// a request takes two or three.
constexpr int turns_at_once = 8;

int new_epoll() {
  const int descriptor = epoll_create1(EPOLL_CLOEXEC);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  return descriptor;
}

MultiHandle new_multi() {
  // Counted by curl: every loop opens and closes it once.
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::runtime_error("curl_global_init failed");
  MultiHandle multi(curl_multi_init());
  if (!multi) throw std::bad_alloc();
  return multi;
}

template <class Value>
void set_option(CURLM* multi, CURLMoption option, Value value) {
  if (const CURLMcode code = curl_multi_setopt(multi, option, value); code != CURLM_OK)
    throw std::runtime_error(std::string("curl: ") + curl_multi_strerror(code));
}

std::uint32_t epoll_events(int what) {
  switch (what) {
    case CURL_POLL_IN:
      return EPOLLIN;
    case CURL_POLL_OUT:
      return EPOLLOUT;
    default:
      return EPOLLIN | EPOLLOUT;
  }
}

int curl_events(std::uint32_t events) {
  int flags = 0;
  if (events & EPOLLIN) flags |= CURL_CSELECT_IN;
  if (events & EPOLLOUT) flags |= CURL_CSELECT_OUT;
  if (events & (EPOLLERR | EPOLLHUP)) flags |= CURL_CSELECT_ERR;
  return flags;
}

}  // namespace

CurlLoop::CurlLoop(const asio::any_io_executor& executor, unsigned connections_per_host,
                   unsigned connections_kept)
    : executor_(executor),
      epoll_(executor, new_epoll()),
      timer_(executor),
      multi_(new_multi()),
      connections_kept_(connections_kept) {
  // curl's own way, switching the signal off and on around each call, is two system calls per socket event.
  std::signal(SIGPIPE, SIG_IGN);
  set_option(multi_.get(), CURLMOPT_SOCKETFUNCTION, &CurlLoop::on_socket);
  set_option(multi_.get(), CURLMOPT_SOCKETDATA, this);
  set_option(multi_.get(), CURLMOPT_TIMERFUNCTION, &CurlLoop::on_timer);
  set_option(multi_.get(), CURLMOPT_TIMERDATA, this);
  set_option(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(connections_per_host));
  set_option(multi_.get(), CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
}

CurlLoop::~CurlLoop() {
  for (const auto& [easy, active] : active_) curl_multi_remove_handle(multi_.get(), easy);
  multi_.reset();  // calls on_socket for the connections it closes
  curl_global_cleanup();
}

asio::awaitable<CURLcode> CurlLoop::run(CURL* easy) {
  return asio::async_initiate<const asio::use_awaitable_t<>, Signature>(
      [this, easy](auto handler) { start(easy, Handler(std::move(handler))); }, asio::use_awaitable);
}

void CurlLoop::start(CURL* easy, Handler handler) {
  const std::uint64_t run = ++runs_;
  if (auto slot = asio::get_associated_cancellation_slot(handler); slot.is_connected()) {
    slot.assign([loop = weak_from_this(), easy, run](asio::cancellation_type) {
      if (const auto alive = loop.lock()) alive->cancel(easy, run);
    });
  }
  active_.emplace(easy, Active{run, std::move(handler)});
  if (stopped_) return end(easy, asio::error::operation_aborted, CURLE_ABORTED_BY_CALLBACK);
  set_option(easy, CURLOPT_SOCKOPTFUNCTION, &CurlLoop::on_new_socket);
  set_option(easy, CURLOPT_SOCKOPTDATA, this);
  set_option(easy, CURLOPT_CLOSESOCKETFUNCTION, &CurlLoop::close_socket);
  set_option(easy, CURLOPT_CLOSESOCKETDATA, this);
  fit_cache();
  if (curl_multi_add_handle(multi_.get(), easy) != CURLM_OK) return end(easy, {}, CURLE_FAILED_INIT);
  settle();
}

void CurlLoop::abort(CURL* easy) {
  end(easy, {}, CURLE_ABORTED_BY_CALLBACK);
  settle();
}

void CurlLoop::cancel(CURL* easy, std::uint64_t run) {
  const auto found = active_.find(easy);
  if (found == active_.end() || found->second.run != run) return;
  end(easy, asio::error::operation_aborted, CURLE_ABORTED_BY_CALLBACK);
  settle();
}

void CurlLoop::stop() {
  stopped_ = true;
  while (!active_.empty())
    end(active_.begin()->first, asio::error::operation_aborted, CURLE_ABORTED_BY_CALLBACK);
  rest_when_idle();
}

// The handler is posted, never called from here: this may run inside another coroutine or between two calls
// of curl.
void CurlLoop::end(CURL* easy, boost::system::error_code error, CURLcode code) {
  auto node = active_.extract(easy);
  if (node.empty()) return;
  curl_multi_remove_handle(multi_.get(), easy);
  fit_cache();
  asio::post(executor_, asio::append(std::move(node.mapped().handler), error, code));
}

// curl counts the connections in use among those that it keeps, and would close idle ones for them. It looks
// when a transfer ends, so that the others are in use.
void CurlLoop::fit_cache() {
  const std::size_t others = active_.empty() ? 0 : active_.size() - 1;
  set_option(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(connections_kept_ + others));
}

// After every call into curl: does what curl asked for meanwhile, until there is nothing more to do at once.
// curl asks again and again for a server that sends faster than it is read, so after some turns others have
// theirs.
void CurlLoop::settle() {
  for (int turn = 0; turn == 0 || timeout_is_due_; ++turn) {
    if (turn == turns_at_once) {
      settle_later();
      break;
    }
    if (std::exchange(timeout_is_due_, false)) {
      int running = 0;
      curl_multi_socket_action(multi_.get(), CURL_SOCKET_TIMEOUT, 0, &running);
    }
    deliver();
  }
  rest_when_idle();
  if (active_.empty()) return;
  wait_for_sockets();
  wait_for_timer();
}

void CurlLoop::settle_later() {
  if (std::exchange(posted_, true)) return;
  asio::post(executor_, [weak = weak_from_this()] {
    const auto loop = weak.lock();
    if (!loop) return;
    loop->posted_ = false;
    loop->settle();
  });
}

void CurlLoop::deliver() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left))
    if (message->msg == CURLMSG_DONE) end(message->easy_handle, {}, message->data.result);
}

// Without transfers nothing is waited for, so that io_context::run() can come to its end.
void CurlLoop::rest_when_idle() {
  if (!active_.empty()) return;
  if (std::exchange(waiting_, false)) epoll_.cancel();
  if (armed_at_) timer_.cancel();
  armed_at_.reset();
}

// curl lets go of a connection's socket at the end of every transfer, and takes it up again with the next: it
// stays in the set meanwhile, as long as nothing happens on it.
int CurlLoop::on_socket(CURL*, curl_socket_t socket, int what, void* self, void*) {
  auto& loop = *static_cast<CurlLoop*>(self);
  Watch& watch = loop.watch_of(socket);
  watch.wanted = what != CURL_POLL_REMOVE;
  if (!watch.wanted) return 0;
  epoll_event event{};
  event.events = epoll_events(what);
  event.data.fd = socket;
  if (watch.events == event.events) return 0;
  const int change = watch.events == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
  if (epoll_ctl(loop.epoll_.native_handle(), change, socket, &event) != 0)
    return -1;  // curl ends its transfers with an error
  watch.events = event.events;
  return 0;
}

// Whatever closed the one before that had its number.
int CurlLoop::on_new_socket(void* self, curl_socket_t socket, curlsocktype) {
  static_cast<CurlLoop*>(self)->watch_of(socket) = Watch{};
  return CURL_SOCKOPT_OK;
}

// A socket that is closed leaves the set by that, and its number may be another's at once: of curl, or of a
// thread that resolves names.
int CurlLoop::close_socket(void* self, curl_socket_t socket) {
  static_cast<CurlLoop*>(self)->watch_of(socket) = Watch{};
  return ::close(socket);
}

CurlLoop::Watch& CurlLoop::watch_of(curl_socket_t socket) {
  const auto index = static_cast<std::size_t>(socket);
  if (index >= watches_.size()) watches_.resize(index + 1);
  return watches_[index];
}

int CurlLoop::on_timer(CURLM*, long milliseconds, void* self) {
  auto& loop = *static_cast<CurlLoop*>(self);
  loop.timeout_is_due_ = milliseconds == 0;
  loop.wanted_at_.reset();
  if (milliseconds > 0) loop.wanted_at_ = Clock::now() + std::chrono::milliseconds(milliseconds);
  return 0;
}

void CurlLoop::wait_for_sockets() {
  if (std::exchange(waiting_, true)) return;
  epoll_.async_wait(asio::posix::stream_descriptor::wait_read,
                    [weak = weak_from_this(), wait = ++waits_](boost::system::error_code error) {
                      const auto loop = weak.lock();
                      if (!loop || error || wait != loop->waits_ || !loop->waiting_) return;
                      loop->waiting_ = false;
                      loop->handle_sockets();
                    });
}

void CurlLoop::handle_sockets() {
  std::array<epoll_event, events_at_once> events;
  const int count = epoll_wait(epoll_.native_handle(), events.data(), events_at_once, 0);
  for (int i = 0; i < count; ++i) {
    const int socket = events[i].data.fd;
    if (Watch& watch = watch_of(socket); !watch.wanted) {
      if (watch.events != 0) epoll_ctl(epoll_.native_handle(), EPOLL_CTL_DEL, socket, nullptr);
      watch = Watch{};
      continue;
    }
    int running = 0;
    curl_multi_socket_action(multi_.get(), socket, curl_events(events[i].events), &running);
  }
  settle();
}

// A timer that fires too early is set again when it does; only one that would fire too late is set anew now.
void CurlLoop::wait_for_timer() {
  if (!wanted_at_ || (armed_at_ && *armed_at_ <= *wanted_at_)) return;
  armed_at_ = wanted_at_;
  timer_.expires_at(*armed_at_);
  timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
    if (const auto loop = weak.lock(); loop && !error) loop->handle_timer();
  });
}

void CurlLoop::handle_timer() {
  armed_at_.reset();
  if (wanted_at_ && *wanted_at_ <= Clock::now()) {
    wanted_at_.reset();
    timeout_is_due_ = true;
  }
  settle();
}

}  // namespace quorate
